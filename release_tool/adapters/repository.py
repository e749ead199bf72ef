"""A git repository as the commands read it. An answer costs one git process, whatever its size."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from release_tool.adapters.configured_remotes import ConfiguredRemotes, configured_remotes
from release_tool.adapters.git import Git, decoded, records
from release_tool.adapters.partial_clone import fetch_missing, is_partial
from release_tool.errors import GitError, RequestError, WorldError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


UNSHALLOW = "git fetch --unshallow --tags   (in a workflow: actions/checkout with fetch-depth: 0)"
_EMPTY_TREES = {
    40: "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    64: "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321",
}
"""The tree without files, which every repository knows, by the length of its object ids."""
_DELETED = frozenset({" D", "D ", "MD", "AD"})


class TreeEntry(Struct, frozen=True):
    """One line of `ls-tree`; *kind* is `blob`, `tree` or `commit`, *mode* its six digits."""

    mode: str
    kind: str
    oid: str
    path: str


class WorkingChanges(Struct, frozen=True):
    """Paths that differ from HEAD in the working tree, by whether they are still there."""

    present: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()


class Repository(Struct, frozen=True, dict=True):
    """*root* is the top of the working tree, or the git directory of a bare repository."""

    root: Path
    objects: Path
    """Where its objects are, shared by all of its worktrees."""
    bare: bool
    shallow: bool

    @property
    def git(self) -> Git:
        return Git(self.root)

    @cached_property
    def remotes(self) -> ConfiguredRemotes:
        return configured_remotes(self.git)

    def require_history(self) -> None:
        """Raises in a shallow clone, where every answer about tags and history may be wrong."""
        if self.shallow:
            raise WorldError("this clone is shallow: tags and history are missing", UNSHALLOW)

    def require_working_tree(self) -> None:
        """Raises in a bare repository, which has no files to edit."""
        if self.bare:
            raise RequestError(
                "this repository is bare: it has no working tree to write to",
                "run this in a clone of it",
            )

    def tag_commits(self) -> dict[str, str]:
        """The object that each tag stands on, a commit but for oddities, by the tag's name."""
        try:
            listing = self.git.text("show-ref", "--tags", "--dereference")
        except GitError as error:
            if error.status == 1 and not error.stderr:
                return {}  # how show-ref says that there are no tags
            raise
        commits: dict[str, str] = {}
        for line in listing.split("\n"):
            oid, _, ref = line.partition(" ")
            # An annotated tag is listed twice, the commit that it stands on second.
            commits[ref.removeprefix("refs/tags/").removesuffix("^{}")] = oid
        return commits

    def tag_dates(self) -> dict[str, str]:
        """When each tag was made (ISO 8601), by the tag's name."""
        listing = self.git.text(
            "for-each-ref", "--format=%(refname:lstrip=2)%00%(creatordate:iso-strict)", "refs/tags/"
        )
        return dict(line.split("\0") for line in filter(None, listing.split("\n")))

    def branches(self) -> frozenset[str]:
        """The names of the local branches."""
        return frozenset(
            self.git.text("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/").split()
        )

    def tree(self, commit: str, folder: str) -> list[TreeEntry]:
        """Everything below *folder* at *commit*, folders included."""
        where = ("--", f"{folder}/") if folder else ()
        try:
            listing = self.git.run("ls-tree", "-r", "-t", "-z", commit, *where)
        except GitError as error:
            raise _without_commits(error) from error
        return [_tree_entry(record) for record in records(listing)]

    @contextmanager
    def looking_for_changes(
        self, folder: str, commit: str = ""
    ) -> Iterator[Callable[[], WorkingChanges]]:
        """What differs from HEAD below *folder*: edited, staged, deleted or not yet tracked.

        Git looks for it until it is asked for. Nothing differs from a *commit* that is named.
        """
        if self.bare or commit:
            yield WorkingChanges
            return
        where = ("--", f"{folder}/") if folder else ()
        with self.git.start(
            "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", *where
        ) as running:
            yield lambda: _working_changes(running.output())

    def object_ids(self, names: Sequence[str]) -> list[str | None]:
        """The object id of each name (`ref`, `ref:path`), None where there is none."""
        if not names:
            return []
        request = "".join(f"{name}\n" for name in names).encode("utf-8", "surrogateescape")
        answer = self.git.run("cat-file", "--batch-check=%(objectname)", standard_input=request)
        lines = decoded(answer).split("\n")[: len(names)]
        return [None if line.endswith((" missing", " ambiguous")) else line for line in lines]

    def blobs(self, oids: Iterable[str]) -> dict[str, bytes]:
        """The content of each blob."""
        wanted = list(dict.fromkeys(oids))
        if not wanted:
            return {}
        if is_partial(self.objects) and self.remotes.promising:
            fetch_missing(self.git, self.remotes.promising, wanted)
        request = "".join(f"{oid}\n" for oid in wanted).encode()
        answer = self.git.run("cat-file", "--batch", "--buffer", standard_input=request)
        found: dict[str, bytes] = {}
        position = 0
        for oid in wanted:
            end = answer.index(b"\n", position)
            header = answer[position:end].split()
            if header[-1] == b"missing":
                raise WorldError(f"git object {oid} is missing", "git fetch --refetch")
            size = int(header[2])
            found[oid] = answer[end + 1 : end + 1 + size]
            position = end + size + 2
        return found

    def changed_between(self, pairs: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
        """For each key, the paths that differ between its two trees, relative to them."""
        if not pairs:
            return {}
        request = "".join(f"{old} {new}\n" for old, new in dict.fromkeys(pairs.values())).encode()
        listing = self.git.run(
            "diff-tree", "--stdin", "-r", "-z", "--name-only", "--no-renames",
            standard_input=request,
        )  # fmt: skip
        return _split_by_pair(listing, pairs)

    def files_of_trees(self, trees: Iterable[str]) -> dict[str, dict[str, str]]:
        """For each tree id, the blob id of every file below it, by path. Links are left out."""
        wanted = list(dict.fromkeys(trees))
        if not wanted:
            return {}
        empty = _EMPTY_TREES[len(wanted[0])]
        request = "".join(f"{empty} {tree}\n" for tree in wanted).encode()
        listing = self.git.run(
            "diff-tree", "--stdin", "-r", "-z", "--raw", "--no-renames", "--no-abbrev",
            standard_input=request,
        )  # fmt: skip
        headings = {f"{empty} {tree}": tree for tree in wanted}
        files: dict[str, dict[str, str]] = {tree: {} for tree in wanted}
        current: dict[str, str] = {}
        fields = iter(records(listing))
        for field in fields:
            heading, newline, rest = field.rpartition("\n")
            if newline:
                current = files[headings[heading.rpartition("\n")[2]]]
            _, mode, _, oid, _ = (rest or field).split(" ")
            path = next(fields)
            if mode.startswith("100"):
                current[path] = oid
        return files

    def changed_paths(self, old: str, new: str, folder: str) -> list[str]:
        """Paths below *folder* that differ between two commits."""
        where = ("--", f"{folder}/") if folder else ()
        listing = self.git.run(
            "diff-tree", "-r", "-z", "--name-only", "--no-renames", old, new, *where
        )
        return list(records(listing))

    def commit_id(self, revision: str) -> str:
        """The commit that a person's *revision* names."""
        try:
            return self.git.text(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
        except GitError as error:
            if revision == "HEAD":
                raise _no_commits() from error
            raise RequestError(
                f"{revision} names no commit here", "git fetch --tags origin"
            ) from error

    def merge_base(self, one: str, other: str) -> str:
        try:
            return self.git.text("merge-base", one, other)
        except GitError as error:
            raise RequestError(f"{one} and {other} have no common commit", UNSHALLOW) from error


def open_repository(directory: Path) -> Repository:
    """The repository that encloses *directory*."""
    if not _is_folder(directory):
        raise RequestError(f"there is no folder {directory}", "name a clone with --repo DIR")
    running = Git(directory).start(
        "rev-parse", "--is-bare-repository", "--is-shallow-repository", "--git-common-dir",
        "--show-toplevel",
    )  # fmt: skip
    printed, complaint = running.process.communicate()
    answers = decoded(printed).split("\n")
    if len(answers) < 4:  # noqa: PLR2004 - the three answers that even a bare repository has
        said = complaint.decode("utf-8", "replace").strip()
        if "dubious ownership" in said:
            raise WorldError(
                f"git does not trust {directory}: another user owns it",
                f"git config --global --add safe.directory {directory.absolute()}",
            )
        raise RequestError(
            f"{directory.absolute()} is not in a git repository",
            "run this inside the registry's clone, or name it with --repo DIR",
        )
    bare, shallow, common, top = (*answers, "")[:4]
    common_directory = (directory / common).resolve()
    root = Path(top) if top else common_directory
    return Repository(
        root, common_directory / "objects", bare == "true" or not top, shallow == "true"
    )


def _is_folder(directory: Path) -> bool:
    try:
        return directory.absolute().is_dir()
    except FileNotFoundError:  # the folder that the command runs in was removed
        return False


def _without_commits(error: GitError) -> WorldError:
    return _no_commits() if "Not a valid object name HEAD" in error.stderr else error


def _no_commits() -> WorldError:
    return WorldError("this repository has no commits yet", "commit the modules first")


def _working_changes(listing: bytes) -> WorkingChanges:
    paths = {record[3:]: record[:2] for record in records(listing)}
    deleted = frozenset(path for path, code in paths.items() if code in _DELETED)
    return WorkingChanges(frozenset(paths) - deleted, deleted)


def _tree_entry(record: str) -> TreeEntry:
    meta, _, path = record.partition("\t")
    mode, kind, oid = meta.split(" ")
    return TreeEntry(mode, kind, oid, path)


def _split_by_pair(listing: bytes, pairs: Mapping[str, tuple[str, str]]) -> dict[str, list[str]]:
    """Git prints a line `OLD NEW` before the paths of each pair, also where there are none."""
    found: dict[str, list[str]] = {f"{old} {new}": [] for old, new in pairs.values()}
    current: list[str] = []
    for record in records(listing):
        heading, newline, rest = record.partition("\n")
        while newline and heading in found:
            current, record = found[heading], rest  # noqa: PLW2901 - what is left is the next
            heading, newline, rest = record.partition("\n")
        if record:
            current.append(record)
    return {key: found[f"{old} {new}"] for key, (old, new) in pairs.items()}
