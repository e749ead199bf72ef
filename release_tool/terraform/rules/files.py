"""Submodules, files that are read, and what a change of files alone requires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from release_tool.domain.versions import Level
from release_tool.terraform.change import Breaks, Sighting, Verdict
from release_tool.terraform.interface import Place
from release_tool.terraform.rule import MAJOR, MINOR, NONE, PATCH, Example, Rule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from release_tool.terraform.interface import Interface
    from release_tool.terraform.pair import Pair

_PACKAGES = "https://developer.hashicorp.com/terraform/language/modules/configuration"
_FUNCTIONS = "https://developer.hashicorp.com/terraform/language/functions/file"
_SEMVER = "https://semver.org/#spec-item-6"


def _public(interface: Interface) -> list[str]:
    return [folder for folder in interface.submodules if folder.split("/")[0] == "modules"]


def _first_line(interface: Interface, folder: str) -> Place:
    """The first line of the submodule's first file, main.tf before the others."""
    paths = [path for path in interface.files if path.rpartition("/")[0] == folder]
    source = [path for path in paths if path.endswith((".tf", ".tf.json"))]
    main = f"{folder}/main.tf"
    return Place(main if main in source else next(iter(source), folder), 1)


def _submodule_removed(pair: Pair) -> Iterator[Sighting]:
    if pair.after.folder:
        return
    for folder in _public(pair.whole_before):
        if folder not in pair.whole_after.submodules:
            yield Sighting(
                "submodule",
                folder,
                f"submodule {folder} was removed",
                _first_line(pair.whole_before, folder),
                before=folder,
                breaks=Breaks.READERS,
                help=f"keep {folder} until the next major version",
                gone=True,
            )


def _submodule_added(pair: Pair) -> Iterator[Sighting]:
    if pair.after.folder:
        return
    for folder in _public(pair.whole_after):
        if folder not in pair.whole_before.submodules:
            place = _first_line(pair.whole_after, folder)
            message = f"submodule {folder} was added"
            yield Sighting("submodule", folder, message, place, after=folder)


def _referenced_file_removed(pair: Pair) -> Iterator[Sighting]:
    before = {each.path for each in pair.before.file_references}
    for reference in pair.after.file_references:
        missing = reference.path not in pair.whole_after.files
        broken = reference.path in before and reference.path not in pair.whole_before.files
        if missing and not broken:
            yield Sighting(
                "file",
                reference.path,
                f"{reference.path} is read but is not there: the module does not plan",
                reference.place,
                before=reference.path,
                breaks=Breaks.EVERY_CALLER,
                help=f"restore {reference.path}, or stop reading it",
            )


def _inconclusive(pair: Pair) -> Iterator[Sighting]:
    if pair.same_sources:
        return  # they hide the same in both versions
    for module, whole in ((pair.before, pair.whole_before), (pair.after, pair.whole_after)):
        for each in module.unreadable:
            if each.subject and _same_on_both_sides(pair, each.place.file):
                continue  # it hides the same thing in both
            what = each.subject or each.place.file
            yield Sighting(
                "source",
                what,
                f"{what} could not be read: {each.reason}; what it hides is not compared",
                each.place,
                help="see what `terraform validate` says about it",
                gone=whole is pair.whole_before,
            )


def _same_on_both_sides(pair: Pair, path: str) -> bool:
    return pair.whole_before.files.get(path) == pair.whole_after.files.get(path)


def _changed(pair: Pair) -> list[str]:
    """The files that were added, removed or edited, where this is the module's own folder."""
    if pair.after.folder:
        return []
    before, after = pair.whole_before.files, pair.whole_after.files
    return sorted(path for path in {**before, **after} if before.get(path) != after.get(path))


def _is_code(pair: Pair) -> Callable[[str], bool]:
    policy = pair.policy
    return lambda path: not policy.is_docs(path) and not policy.is_test(path)


def _files(pair: Pair, kind: str, paths: list[str], level: Level | None) -> Iterator[Sighting]:
    """One sighting for all the files; it stands at the first that is still there."""
    living = next((path for path in paths if path in pair.whole_after.files), None)
    if paths:
        yield Sighting(
            "files",
            kind,
            f"{kind} changed: {', '.join(paths)}",
            Place(living or paths[0], 1),
            gone=living is None,
            verdict=Verdict(level, level),
        )


def _code_changed(pair: Pair) -> Iterator[Sighting]:
    paths = list(filter(_is_code(pair), _changed(pair)))
    yield from _files(pair, "code", paths, Level.PATCH)


def _docs_only(pair: Pair) -> Iterator[Sighting]:
    paths = _changed(pair)
    if not any(map(_is_code(pair), paths)):
        docs = [path for path in paths if not pair.policy.is_test(path)]
        yield from _files(pair, "documentation", docs, pair.policy.docs_level)


def _tests_only(pair: Pair) -> Iterator[Sighting]:
    paths = _changed(pair)
    if paths and all(pair.policy.is_test(path) for path in paths):
        yield from _files(pair, "tests", paths, None)


_READER = 'output "text" {\n  value = file("${path.module}/run.sh")\n}\n'

RULES = (
    Rule(
        id="submodule-removed",
        title="a submodule was removed",
        description="A folder under `modules/` has no Terraform files any more.",
        why="A source that ends in `//modules/…` no longer resolves.",
        verdict=MAJOR,
        reference=_PACKAGES,
        example=Example("-- modules/agent/main.tf --\n", ""),
        check=_submodule_removed,
    ),
    Rule(
        id="submodule-added",
        title="a submodule was added",
        description="A new folder under `modules/` has Terraform files.",
        why="Nothing changes for callers; there is something new to use.",
        verdict=MINOR,
        reference=_PACKAGES,
        example=Example("", "-- modules/agent/main.tf --\n"),
        check=_submodule_added,
    ),
    Rule(
        id="referenced-file-removed",
        title="a file that the module reads is not there",
        description="`file`, `templatefile` or a function like them reads a fixed path under "
        "`path.module` that the module does not contain.",
        why="Terraform refuses every plan. No version number makes that right.",
        verdict=MAJOR,
        reference=_FUNCTIONS,
        example=Example(f"-- run.sh --\n-- main.tf --\n{_READER}", f"-- main.tf --\n{_READER}"),
        check=_referenced_file_removed,
    ),
    Rule(
        id="inconclusive",
        title="a place could not be read",
        description="A file, or a part of one, is not what Terraform reads, or not known here. "
        "A file that cannot be read may hide anything, so its module is not compared.",
        why="What cannot be read is never taken for compatible.",
        verdict=NONE,
        reference=_SEMVER,
        example=Example("", 'variable "url" {\n  type = \n}\n'),
        check=_inconclusive,
    ),
    Rule(
        id="code-changed",
        title="files changed, the interface did not",
        description="Terraform, scripts, templates or other files that callers run differ, and "
        "no rule asks for more.",
        why="Callers get the change only with a new version.",
        verdict=PATCH,
        reference=_SEMVER,
        example=Example("# one\n", "# another\n"),
        check=_code_changed,
    ),
    Rule(
        id="docs-only",
        title="only documentation changed",
        description="Every changed file is documentation, an image or a test.",
        why="The module is the same. A registry that shows the README of the latest version may "
        "want a patch all the same: `docs` in release.yaml sets it.",
        verdict=NONE,
        reference=_SEMVER,
        example=Example("-- README.md --\nOne\n", "-- README.md --\nTwo\n"),
        check=_docs_only,
    ),
    Rule(
        id="tests-only",
        title="only tests changed",
        description="Every changed file is a test.",
        why="The module is the same.",
        verdict=NONE,
        reference=_SEMVER,
        example=Example("-- main.tftest.hcl --\n", '-- main.tftest.hcl --\nrun "plan" {}\n'),
        check=_tests_only,
    ),
)
FLOORS = frozenset({"code-changed", "docs-only", "tests-only"})
