"""The files of one generated module, in the shape that registries have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from tests.benchmarks.shape import ModuleName

_SENTENCES = (
    "It runs when the workspace starts and is ready before the agent reports in.",
    "Use the `order` variable to place the app where people look for it.",
    "The script is safe to run twice: what is already there is left alone.",
    "Credentials are read from the environment and are never written to disk.",
    "On an air-gapped network, point the download at your own mirror.",
    "Earlier releases used another default folder; set it by hand to keep the old one.",
    "The port is picked from the list and the first free one is used.",
    "Logs are kept under the module's folder and rotated by size.",
    "Both amd64 and arm64 images are supported, and musl as well as glibc.",
    "If the health check fails three times the app is shown as unhealthy.",
)
_TITLES = ("Custom path", "Behind a proxy", "With authentication", "Pinned tools", "Offline")
_VALUES = (
    '  install_version = "2.0.62"',
    "  folder   = local.folder",
    '  env = {\n    MODE  = "plain"\n    LEVEL = "3"\n  }',
    '  script = <<-EOT\n    set -e\n    if true; then {\n      echo "ready"\n    }\n    fi\n  EOT',
    '  image = {\n    name    = "tools"\n    version = "2024.3"\n  }',
)
_REQUIREMENTS = """\
terraform {
  required_version = ">= 1.0"

  required_providers {
    coder = {
      source  = "coder/coder"
      version = ">= 2.5"
    }
  }
}
"""


@dataclass(frozen=True, slots=True)
class ModuleFiles:
    """What stays the same through a module's life; the methods fill in what changes."""

    name: ModuleName
    head: str
    examples: tuple[tuple[str, str], ...]
    tail: str

    @classmethod
    def invent(cls, name: ModuleName, foreign: ModuleName, choose: random.Random) -> ModuleFiles:
        """Files of random content; a few READMEs pin *foreign* as well."""
        title = name.module.replace("-", " ").title()
        head = (
            f"---\ndisplay_name: {title}\n"
            f"description: {choose.choice(_SENTENCES)[:-1].replace(':', ',')}\n"
            "icon: ../../../../.icons/code.svg\n"
            f"verified: {choose.choice(('true', 'false'))}\n"
            f"tags: [{choose.choice(('helper', 'ide', 'agent'))}, {name.module.split('-')[0]}]\n"
            f"---\n\n# {title}\n\n{_prose(choose)}\n\n"
        )
        examples = tuple(
            (_intro(choose, number), _example(choose, name, "@"))
            for number in range(choose.randint(2, 5))
        )
        tail = f"\n## Notes\n\n{_prose(choose)}\n\n{_prose(choose)}\n"
        if choose.random() < 0.1:
            other = _example(choose, foreign, "1.0.0")
            tail += f"\n## Together with {foreign.module}\n\n```tf\n{other}```\n"
        return cls(name, head, examples, tail)

    def readme(self, pins: Sequence[str], revision: int) -> str:
        """The README with one pin for each example; *revision* changes its prose only."""
        parts = [self.head]
        for (intro, example), pin in zip(self.examples, pins, strict=True):
            parts.append(f"{intro}```tf\n{example.replace('@', pin)}```\n")
        parts.append(self.tail)
        if revision:
            parts.append(f"\n> [!NOTE]\n> Edition {revision} of these notes.\n")
        return "".join(parts)

    def main_tf(self, variables: int, revision: int) -> str:
        """Terraform with so many input variables; *revision* changes a default only."""
        parts = [_REQUIREMENTS]
        parts += [
            f'\nvariable "option_{number}" {{\n  type        = string\n'
            f'  description = "What step {number} should use."\n'
            f'  default     = "{revision if number == variables else number}"\n}}\n'
            for number in range(1, variables + 1)
        ]
        parts.append(
            '\nresource "coder_script" "run" {\n  agent_id     = var.option_1\n'
            f'  display_name = "{self.name.module}"\n  run_on_start = true\n'
            '  script       = templatefile("${path.module}/run.sh", {})\n}\n'
        )
        return "".join(parts)

    def run_sh(self, revision: int) -> str:
        """A start script; *revision* changes one line of it."""
        return (
            f"#!/usr/bin/env bash\nset -euo pipefail\n\nTOOL={self.name.module}\n"
            f'REVISION={revision}\n\nif ! command -v "$TOOL" >/dev/null; then\n'
            '  echo "installing $TOOL ($REVISION)"\nfi\nexec "$TOOL" --serve\n'
        )


def _prose(choose: random.Random) -> str:
    return " ".join(choose.sample(_SENTENCES, choose.randint(2, 4)))


def _intro(choose: random.Random, number: int) -> str:
    if not number:
        return ""
    return f"\n### {_TITLES[number - 1]}\n\n{choose.choice(_SENTENCES)}\n\n"


def _example(choose: random.Random, name: ModuleName, version: str) -> str:
    gap = choose.choice((" ", "  ", "   "))
    lines = [
        f'module "{name.module}" {{',
        "  count    = data.coder_workspace.me.start_count",
        f'  source   = "registry.coder.com/{name.id}/coder"',
        f'  version{gap}= "{version}"',
        "  agent_id = coder_agent.main.id",
        *choose.sample(_VALUES, choose.randint(0, 2)),
    ]
    return "\n".join(lines) + "\n}\n"
