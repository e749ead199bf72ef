"""A registry with every fault that `release audit` knows, and much that is in order."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

from tests.registry_builder import MAIN_TF, RegistryBuilder, example, readme

if TYPE_CHECKING:
    from pathlib import Path

OPTIONAL = MAIN_TF + 'variable "depth" {\n  default = 0\n}\n'
OTHER = 'variable "address" {\n  type = string\n}\n'
LATER = "2026-06-01T00:00:00Z"


def put(registry: RegistryBuilder, module: str, text: str, code: str = MAIN_TF) -> str:
    """A commit with the module's README and its main.tf."""
    registry.write(f"{registry.folder(module)}/README.md", text)
    registry.write(f"{registry.folder(module)}/main.tf", code)
    return registry.commit(f"feat: {module}")


def out(
    registry: RegistryBuilder, module: str, version: str, code: str = MAIN_TF, text: str = ""
) -> str:
    """A release whose README is in order, or *text*; returns the commit's id."""
    commit = put(registry, module, text or readme(module, version), code)
    registry.tag(module, version)
    return commit


def remove(registry: RegistryBuilder, module: str) -> None:
    shutil.rmtree(registry.root / registry.folder(module))
    registry.commit(f"feat!: remove {module}")


def dated_tag(registry: RegistryBuilder, module: str, version: str, at: str, date: str) -> None:
    name = f"release/{module}/v{version}"
    subprocess.run(
        ("git", "tag", "--annotate", "-m", "Later", name, at),
        cwd=registry.root,
        check=True,
        env={**os.environ, "GIT_COMMITTER_DATE": date},
    )


def _in_order(registry: RegistryBuilder) -> None:
    for version in ("0.3.0", "0.3.1", "0.4.0", "1.0.0", "1.0.1", "1.1.0"):
        out(registry, "coder/steady", version)
    several = readme("coder/several", "1.2.0", "1.2.0", "~> 1.0")
    out(registry, "coder/several", "1.2.0", text=several)
    out(registry, "coder/broken-later", "1.0.0")
    put(registry, "coder/broken-later", readme("coder/broken-later", None, "latest", "0.1.0"))
    put(registry, "coder/vanished", "# vanished\n")
    citing = readme("coder/citing", "1.0.0") + "\n" + example("coder/vanished", "1.0.0")
    out(registry, "coder/citing", "1.0.0", text=citing)
    remove(registry, "coder/vanished")
    early = readme("coder/foreseeing", "1.0.0") + "\n" + example("coder/untagged", "1.0.0")
    out(registry, "coder/foreseeing", "1.0.0", text=early)
    put(registry, "coder/untagged", "# Nothing shown\n")
    out(registry, "coder/previewed", "1.0.0")
    out(registry, "coder/previewed", "2.0.0-rc.1")
    out(registry, "coder/previewed", "2.0.0-rc.2", OTHER)
    out(registry, "coder/previewed", "2.0.0", OTHER)
    out(registry, "coder/torn", "1.0.0")
    out(registry, "coder/torn", "1.0.1", 'variable "url" {\n')
    _interfaces_in_order(registry)


def _interfaces_in_order(registry: RegistryBuilder) -> None:
    out(registry, "coder/breaking", "1.0.0")
    out(registry, "coder/breaking", "2.0.0", OTHER)
    out(registry, "coder/early", "0.1.0")
    out(registry, "coder/early", "0.2.0", OTHER)
    out(registry, "coder/widened", "1.0.0")
    out(registry, "coder/widened", "1.1.0", OPTIONAL)
    out(registry, "coder/inside", "1.0.0")
    out(registry, "coder/inside", "1.0.1", MAIN_TF + "# shorter\n")
    out(registry, "coder/documented", "1.0.0")
    out(registry, "coder/documented", "1.0.1")
    out(registry, "coder/accepted", "1.0.0")
    out(registry, "coder/accepted", "1.0.1", OTHER)


def _readmes_at_fault(registry: RegistryBuilder) -> None:
    mixed = readme("coder/mixed", "1.0.0", "1.1.0", "1.0.0")
    out(registry, "coder/mixed", "1.1.0", text=mixed)
    out(registry, "coder/behind", "1.1.0", text=readme("coder/behind", "1.0.0", "1.0.0"))
    out(registry, "coder/missing", "1.0.0", text=readme("coder/missing", "1.0.0", None))
    out(registry, "coder/word", "1.0.0", text=readme("coder/word", "1.0.0", "latest"))
    out(registry, "coder/prose", "1.0.0", text="# prose\n\nNothing shown.\n")
    registry.write("registry/coder/modules/paperless/main.tf", MAIN_TF)
    registry.commit()
    registry.tag("coder/paperless", "1.0.0")
    registry.tag("coder/too-soon", "1.0.0")
    put(registry, "coder/too-soon", readme("coder/too-soon", "1.0.0"))
    out(registry, "coder/astray", "1.0.0", text=readme("coder/elsewhere", "1.0.0"))
    late = readme("coder/mourning", "1.0.0") + "\n" + example("coder/vanished", "1.0.0")
    out(registry, "coder/mourning", "1.0.0", text=late)


def _versions_at_fault(registry: RegistryBuilder) -> None:
    out(registry, "coder/skipping", "1.0.0")
    out(registry, "coder/skipping", "1.0.2")
    out(registry, "coder/backwards", "1.1.0")
    out(registry, "coder/backwards", "1.0.0")
    first = put(registry, "coder/late", readme("coder/late", "1.0.0"))
    out(registry, "coder/late", "1.0.1")
    dated_tag(registry, "coder/late", "1.0.0", first, LATER)
    put(registry, "coder/light", readme("coder/light", "1.0.0"))
    registry.git("tag", "release/coder/light/v1.0.0")
    out(registry, "coder/narrowed", "1.0.0")
    out(registry, "coder/narrowed", "1.1.0", OTHER)
    out(registry, "coder/silent", "1.0.0")
    out(registry, "coder/silent", "1.0.1", OPTIONAL)
    out(registry, "coder/early-break", "0.1.0")
    out(registry, "coder/early-break", "0.1.1", OTHER)
    reading = MAIN_TF + 'locals {\n  script = file("${path.module}/run.sh")\n}\n'
    registry.write("registry/coder/modules/bereft/run.sh", "true\n")
    out(registry, "coder/bereft", "1.0.0", reading)
    (registry.root / "registry/coder/modules/bereft/run.sh").unlink()
    out(registry, "coder/bereft", "1.0.1", reading)
    out(registry, "coder/gone", "1.0.0")
    out(registry, "coder/gone", "1.0.1")
    remove(registry, "coder/gone")


def _branches(registry: RegistryBuilder) -> None:
    """A maintenance branch that is in order, and a branch from which nothing may be released."""
    first = out(registry, "coder/maintained", "1.0.0")
    out(registry, "coder/maintained", "2.0.0")
    out(registry, "coder/off", "1.0.0")
    registry.git("switch", "--quiet", "--create", "coder/maintained/1.x", first)
    out(registry, "coder/maintained", "1.0.1")
    registry.git("switch", "--quiet", "--create", "experiment", "main")
    out(registry, "coder/off", "1.0.1")
    registry.git("switch", "--quiet", "main")


ACCEPTED = """\
interface:
  accepted:
    - module: coder/accepted
      rule: variable-removed
      name: variable.url
      version: 1.0.0
      reason: nobody called it yet
    - module: coder/accepted
      rule: variable-added-required
      name: variable.address
      version: 1.0.0
      reason: nobody called it yet
"""


def with_every_fault(root: Path) -> RegistryBuilder:
    registry = RegistryBuilder.create(root)
    registry.write("release.yaml", ACCEPTED)
    registry.commit()
    _in_order(registry)
    _readmes_at_fault(registry)
    _versions_at_fault(registry)
    _branches(registry)
    moved = out(registry, "coder/moved", "1.0.0")
    registry.remote()
    registry.git("push", "--quiet", "origin", "--all")
    registry.git("tag", "--delete", "release/coder/moved/v1.0.0")
    registry.tag("coder/moved", "1.0.0", f"{moved}~1")
    registry.git("push", "--quiet", "--force", "origin", "release/coder/moved/v1.0.0")
    registry.git("tag", "--delete", "release/coder/moved/v1.0.0")
    registry.tag("coder/moved", "1.0.0", moved)
    return registry
