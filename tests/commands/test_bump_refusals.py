"""What `release bump` refuses, and that a bump that fails leaves everything as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.opening import open_survey
from release_tool.apply import apply
from release_tool.commands.bump import BumpRequest, bump_named, bump_plan
from release_tool.domain.versions import Level
from release_tool.errors import RequestError, WorldError
from tests.command_line import Ran, release
from tests.registry_builder import RegistryBuilder, example, readme

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from release_tool.domain.plans import Plan


def _bump(registry: RegistryBuilder, *arguments: str) -> Ran:
    return release("bump", *arguments, cwd=registry.root)


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _refused(registry: RegistryBuilder, *arguments: str) -> Ran:
    """Bumps, and looks that nothing whatever changed."""
    before = _contents(registry.root / "registry"), registry.git("rev-parse", "HEAD")
    ran = _bump(registry, *arguments)
    after = _contents(registry.root / "registry"), registry.git("rev-parse", "HEAD")
    assert after == before
    assert (ran.out, "hint: " in ran.err) == ("", True), ran
    return ran


def _is_folder(registry: RegistryBuilder) -> None:
    registry.readme_of("coder/it").unlink()
    registry.write("registry/coder/modules/it/README.md/inside", "")


def _leads_out(registry: RegistryBuilder) -> None:
    file = registry.readme_of("coder/it")
    outside = registry.root.parent / "outside.md"
    file.rename(outside)
    file.symlink_to(outside)


def _is_torn(registry: RegistryBuilder) -> None:
    torn = '```tf\nmodule "x" {\n  source = "registry.coder.com/coder/it/coder"\n```\n'
    registry.write("registry/coder/modules/it/README.md", readme("coder/it", "1.2.3") + torn)


def _is_an_expression(registry: RegistryBuilder) -> None:
    text = example("coder/it", "1.2.3").replace('"1.2.3"', "local.version")
    registry.write("registry/coder/modules/it/README.md", text)


def _declares_more(registry: RegistryBuilder) -> None:
    registry.write("registry/coder/modules/it/README.md", readme("coder/it", "2.0.0"))


def _has_no_readme(registry: RegistryBuilder) -> None:
    registry.readme_of("coder/it").unlink()


def _has_no_pin(registry: RegistryBuilder) -> None:
    registry.write("registry/coder/modules/it/README.md", readme("coder/it", None))


@pytest.mark.parametrize(
    ("spoil", "code", "said"),
    [
        pytest.param(_declares_more, 2, "already declares 2.0.0, above 1.2.4", id="declares more"),
        pytest.param(_has_no_readme, 2, "README.md: there is none", id="no README"),
        pytest.param(_is_folder, 2, "README.md: it is a folder", id="the README is a folder"),
        pytest.param(
            _leads_out, 2, "it is a link that leaves the repository", id="the README leads out"
        ),
        pytest.param(_has_no_pin, 1, "no own usage example with a version", id="no pin"),
        pytest.param(_is_torn, 1, "this Terraform fence cannot be read", id="a torn example"),
        pytest.param(_is_an_expression, 1, "the version is an expression", id="an expression"),
    ],
)
def test_a_module_that_cannot_be_bumped_is_refused_and_so_are_those_with_it(
    registry: RegistryBuilder, spoil: Callable[[RegistryBuilder], None], code: int, said: str
) -> None:
    registry.released("coder/good", "1.0.0")
    registry.released("coder/it", "1.2.3")
    registry.released("coder/well", "1.0.0")
    spoil(registry)
    ran = _refused(registry, "coder/good", "coder/it", "coder/well", "patch")
    assert (ran.code, said in ran.err) == (code, True), ran.err


def test_a_file_that_a_link_leads_out_to_stays_as_it_is(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    _leads_out(registry)
    _bump(registry, "coder/it", "minor", "--force")
    assert (registry.root.parent / "outside.md").read_text() == readme("coder/it", "1.0.0")


def test_a_folder_that_is_a_link_out_of_the_repository_is_refused(
    registry: RegistryBuilder,
) -> None:
    registry.released("coder/it", "1.0.0")
    folder = registry.readme_of("coder/it").parent
    outside = registry.root.parent / "outside"
    folder.rename(outside)
    folder.symlink_to(outside)
    ran = _bump(registry, "coder/it", "minor")
    assert ran.code == 2
    assert (outside / "README.md").read_text() == readme("coder/it", "1.0.0")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("coder/it", "big"), "big is neither a level nor a version", id="a word"),
        pytest.param(("coder/it", "v2.0.0"), "did you mean 2.0.0?", id="a leading v"),
        pytest.param(("coder/it", "1.3"), "1.3 is neither a level nor", id="two numbers"),
        pytest.param(("coder/it", "1.2.4+b"), "is neither a level nor", id="build metadata"),
        pytest.param(("coder/it", "1.2.2"), "is released as 1.2.3, above 1.2.2", id="below"),
        pytest.param(("minor",), "which module?", id="no module"),
        pytest.param(("coder/it", "--changed", "minor"), "not both", id="names and --changed"),
        pytest.param(
            ("coder/it", "minor", "--base", "main"), "--base goes with --changed", id="lone --base"
        ),
        pytest.param(("coder/it", "minor", "--pre", "r.c"), "no name for", id="a name with a dot"),
        pytest.param(("coder/if", "minor"), "did you mean coder/it?", id="an unknown module"),
        pytest.param(("../it", "minor"), "unknown module ../it", id="a path that leaves"),
    ],
)
def test_a_request_that_makes_no_sense_is_exit_2(
    registry: RegistryBuilder, arguments: tuple[str, ...], said: str
) -> None:
    registry.released("coder/it", "1.2.3")
    ran = _refused(registry, *arguments)
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_force_goes_below_what_is_declared(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.2.3")
    _declares_more(registry)
    assert _bump(registry, "coder/it", "patch", "--force").code == 0
    assert registry.readme_of("coder/it").read_text() == readme("coder/it", "1.2.4")


def test_force_leaves_a_torn_example_as_it_is(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.2.3")
    _is_torn(registry)
    before = registry.readme_of("coder/it").read_text()
    assert _bump(registry, "coder/it", "patch", "--force").code == 0
    after = registry.readme_of("coder/it").read_text()
    assert after == before.replace("1.2.3", "1.2.4")


def test_a_hook_that_rejects_the_commit_takes_the_edits_back(registry: RegistryBuilder) -> None:
    registry.released("coder/it", "1.0.0")
    registry.released("coder/other", "1.0.0")
    script = "#!/bin/sh\necho 'not on a Friday' >&2\nexit 1\n"
    hook = registry.write(".git/hooks/pre-commit", script)
    hook.chmod(0o755)
    ran = _refused_by_the_world(registry, "coder/it", "coder/other", "minor", "--commit")
    assert "not on a Friday" in ran.err


def test_a_commit_without_an_identity_takes_the_edits_back_and_says_what_to_set(
    registry: RegistryBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry.released("coder/it", "1.0.0")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{who}_NAME")
        monkeypatch.delenv(f"GIT_{who}_EMAIL")
    registry.git("config", "user.useConfigOnly", "true")
    ran = _refused_by_the_world(registry, "coder/it", "minor", "--commit")
    assert "git config user.name" in ran.err


def _refused_by_the_world(registry: RegistryBuilder, *arguments: str) -> Ran:
    before = _contents(registry.root / "registry"), registry.git("rev-parse", "HEAD")
    ran = _bump(registry, *arguments)
    after = _contents(registry.root / "registry"), registry.git("rev-parse", "HEAD")
    assert (ran.code, after) == (3, before)
    assert registry.git("status", "--short") == ""
    return ran


def _plan(registry: RegistryBuilder, *names: str) -> Plan:
    survey = open_survey(registry.root)
    return bump_plan(bump_named(survey, names, BumpRequest(Level.MINOR)).bumps)


def test_a_file_that_changed_since_it_was_read_stops_the_bump(registry: RegistryBuilder) -> None:
    for name in ("a", "b", "c"):
        registry.released(f"coder/{name}", "1.0.0")
    plan = _plan(registry, "coder/a", "coder/b", "coder/c")
    registry.write("registry/coder/modules/b/README.md", "written meanwhile\n")
    before = _contents(registry.root / "registry")
    with pytest.raises(WorldError, match=r"b/README\.md changed while the command ran"):
        apply(registry.root, plan, lambda _: None)
    assert _contents(registry.root / "registry") == before


def test_a_file_that_became_a_link_out_since_it_was_read_stops_the_bump(
    registry: RegistryBuilder,
) -> None:
    registry.released("coder/it", "1.0.0")
    plan = _plan(registry, "coder/it")
    _leads_out(registry)
    with pytest.raises(RequestError, match="leaves the repository"):
        apply(registry.root, plan, lambda _: None)
    assert (registry.root.parent / "outside.md").read_text() == readme("coder/it", "1.0.0")


@pytest.mark.parametrize("how", [(), ("--dry-run",)], ids=["a run", "a dry run"])
def test_a_readme_that_the_sparse_checkout_leaves_out_is_said_to_be_missing(
    registry: RegistryBuilder, how: tuple[str, ...]
) -> None:
    registry.released("coder/it", "1.0.0")
    registry.module("coder/other", "1.0.0")
    registry.git("sparse-checkout", "set", registry.folder("coder/other"))
    ran = _bump(registry, "coder/it", "minor", *how)
    assert (ran.code, ran.out) == (2, "")
    assert "is not in the working tree" in ran.err
    assert "git sparse-checkout add" in ran.err


@pytest.mark.parametrize("how", [(), ("--dry-run",)], ids=["a run", "a dry run"])
def test_a_bare_repository_cannot_be_bumped_and_says_so(
    registry: RegistryBuilder, how: tuple[str, ...]
) -> None:
    registry.released("coder/it", "1.0.0")
    registry.git("clone", "--quiet", "--bare", ".", "../bare.git")
    ran = release("bump", "coder/it", "minor", *how, cwd=registry.root.parent / "bare.git")
    assert (ran.code, ran.out) == (2, "")
    assert "no working tree" in ran.err
