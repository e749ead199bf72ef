"""What a registry decides for itself about the semver check."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from release_tool.domain.versions import Level

STATELESS = ("coder_*", "null_resource", "terraform_data")
DOCS = ("*.md", "*.png", "*.jpg", "*.jpeg", "*.gif", "*.svg", "*.webp", "*.mp4", "*.webm")
TESTS = (
    "*.test.ts",
    "*.tftest.hcl",
    "*.tftest.json",
    "*.tfmock.hcl",
    "*_test.go",
    "test/*",
    "tests/*",
    "*/test/*",
    "*/tests/*",
    "testdata/*",
    "*/testdata/*",
)


class Accepted(Struct, frozen=True):
    """A finding that a person decided to live with in the releases after one version."""

    rule: str
    subject: str
    """`variable.url`, as the finding's own `subject`, or its fingerprint."""
    version: str
    """The released version that the finding was accepted against."""
    reason: str


class Policy(Struct, frozen=True):
    stateless: tuple[str, ...] = STATELESS
    """Patterns of resource types that cost nothing to destroy and create again."""
    docs: tuple[str, ...] = DOCS
    tests: tuple[str, ...] = TESTS
    docs_level: Level | None = None
    """What a change of documentation alone requires."""
    accepted: tuple[Accepted, ...] = ()

    def is_stateless(self, resource_type: str) -> bool:
        return _any(resource_type, self.stateless)

    def is_docs(self, path: str) -> bool:
        return _any(path.lower(), self.docs)

    def is_test(self, path: str) -> bool:
        return _any(path, self.tests)


def _any(text: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(text, pattern) for pattern in patterns)
