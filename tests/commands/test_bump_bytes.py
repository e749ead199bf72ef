"""What `release bump` leaves alone: all bytes but those of own pins, the file's mode, links."""

from __future__ import annotations

import stat

import pytest

from tests.command_line import Ran, release
from tests.registry_builder import RegistryBuilder, example

OWN = "registry.coder.com/coder/it/coder"

BEFORE_AND_AFTER = """\
# It

Version 1.0.0 had a flaw. A module (version = "1.0.0") in prose stays.

```tf
module "it" {
  count           = data.coder_workspace.me.start_count
  install_version = "1.0.0"
  source          = "registry.coder.com/coder/it/coder"
  version         = "@" # version = "1.0.0"
  nested = {
    version = "1.0.0"
  }
  script = <<-EOF
    module "it" {
      source  = "registry.coder.com/coder/it/coder"
      version = "1.0.0"
    }
  EOF
}

module "other" {
  source  = "registry.coder.com/coder/other/coder"
  version = "1.0.0"
}

module "mirror" {
  source  = "registry.example.com/coder/it/coder"
  version = "1.0.0"
}

# module "it" {
#   source  = "registry.coder.com/coder/it/coder"
#   version = "1.0.0"
# }
```

- In a list:

  ```tf
  module "x" {TRAILING
    version = "@"
    source  = "registry.coder.com/coder/it/coder//submodule"
  }
  ```

> ```hcl
> module "y" {
>   source = "registry.coder.com/coder/it/coder"
>   provider "p" {
>   }
>   version="@"
> }
> ```

```json
{"module": "registry.coder.com/coder/it/coder", "version": "1.0.0"}
```
""".replace("TRAILING", "  ")


def _page(registry: RegistryBuilder, text: str, *, released: str = "1.0.0") -> bytes:
    content = text.encode("utf-8", "surrogateescape")
    registry.write("registry/coder/modules/other/README.md", "")
    registry.write("registry/coder/modules/it/README.md", content)
    registry.commit()
    registry.tag("coder/it", released)
    return content


def _bump(registry: RegistryBuilder, *arguments: str) -> Ran:
    return release("bump", "coder/it", *arguments, cwd=registry.root)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(str, id="as it is"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: text.replace("\n", "\r\n", 30), id="both line ends"),
        pytest.param(lambda text: "\ufeff" + text, id="a byte-order mark"),
        pytest.param(lambda text: text.rstrip("\n"), id="no last newline"),
        pytest.param(lambda text: text + "\udcff\udc80", id="bytes that are not UTF-8"),
        pytest.param(lambda text: text.replace("# It", "# \N{ROCKET} \u00e9"), id="wide letters"),
        pytest.param(lambda text: text.replace("```", "~~~"), id="tilde fences"),
    ],
)
def test_only_the_bytes_of_own_pins_change(registry: RegistryBuilder, change: object) -> None:
    assert callable(change)
    page = change(BEFORE_AND_AFTER)
    _page(registry, page.replace("@", "1.0.0"))
    ran = _bump(registry, "minor")
    expected = page.replace("@", "1.1.0").encode("utf-8", "surrogateescape")
    assert (ran.code, ran.err) == (0, "")
    assert registry.readme_of("coder/it").read_bytes() == expected


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755], ids=oct)
def test_the_mode_of_the_file_is_kept(registry: RegistryBuilder, mode: int) -> None:
    registry.released("coder/it", "1.0.0")
    registry.readme_of("coder/it").chmod(mode)
    assert _bump(registry, "minor").code == 0
    assert stat.S_IMODE(registry.readme_of("coder/it").stat().st_mode) == mode


def test_nothing_is_left_beside_the_file(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    _bump(registry, "minor")
    folder = registry.readme_of("coder/it").parent
    assert sorted(file.name for file in folder.iterdir()) == ["README.md", "main.tf"]


def test_a_link_inside_the_repository_is_followed_and_stays_a_link(
    registry: RegistryBuilder,
) -> None:
    registry.released("coder/it", "1.0.0")
    link = registry.readme_of("coder/it")
    target = registry.root / "docs.md"
    link.rename(target)
    link.symlink_to("../../../../docs.md")
    assert _bump(registry, "minor").code == 0
    assert link.is_symlink()
    assert 'version  = "1.1.0"' in target.read_text()


@pytest.mark.parametrize(
    "pin",
    [
        pytest.param("~> 1.0", id="pessimistic"),
        pytest.param(">= 1.0, < 2.0", id="a range"),
        pytest.param("!= 1.0.5", id="an exception"),
    ],
)
def test_a_constraint_that_accepts_the_target_stays(registry: RegistryBuilder, pin: str) -> None:
    text = example("coder/it", "1.0.0") + example("coder/it", pin)
    _page(registry, text)
    assert _bump(registry, "minor", "--constraints").code == 0
    assert registry.readme_of("coder/it").read_text() == text.replace('"1.0.0"', '"1.1.0"')


def test_a_constraint_that_refuses_the_target_is_reported_and_stays(
    registry: RegistryBuilder,
) -> None:
    text = example("coder/it", "1.0.0") + example("coder/it", "~> 1.0")
    _page(registry, text)
    ran = _bump(registry, "major")
    assert ran.code == 0
    assert 'README.md:10:15: "~> 1.0" does not accept 2.0.0; --constraints rewrites it' in ran.out
    assert registry.readme_of("coder/it").read_text() == text.replace('"1.0.0"', '"2.0.0"')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("~> 1.0", "~> 2.0", id="two segments"),
        pytest.param("~> 1.0.0", "~> 2.0.0", id="three segments"),
        pytest.param("= 1.0.0", "= 2.0.0", id="an exact one"),
    ],
)
def test_constraints_rewrites_with_the_same_operator_and_segments(
    registry: RegistryBuilder, before: str, after: str
) -> None:
    text = example("coder/it", "1.0.0") + example("coder/it", before)
    _page(registry, text)
    assert _bump(registry, "major", "--constraints").code == 0
    assert registry.readme_of("coder/it").read_text() == text.replace(
        f'"{before}"', f'"{after}"'
    ).replace('"1.0.0"', '"2.0.0"')
