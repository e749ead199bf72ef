"""READMEs for tests, with the own pins that ought to be found marked: `version = "«1.0.0»"`."""

from __future__ import annotations

from release_tool.adapters.readme_reader import read_readme
from release_tool.domain.examples import Pin, usage_examples
from release_tool.domain.layout import Layout
from release_tool.domain.modules import ModuleId

OWN = ModuleId("coder", "git-clone")
SOURCE = "registry.coder.com/coder/git-clone/coder"

HEAD = f'module "git-clone" {{\n  source   = "{SOURCE}"\n'
PIN = '  version  = "«1.0.0»"\n'
TAIL = "  agent_id = coder_agent.main.id\n}\n"
MARKED = HEAD + PIN + TAIL
BLOCK = MARKED.replace("«", "").replace("»", "")
BARE = HEAD + TAIL

Place = tuple[bytes, int, int, int]
"""A pin's text, the byte where it begins, its line and its column in characters."""


def tf(code: str, mark: str = "```", info: str = "tf") -> str:
    """*code* in a fence."""
    return f"{mark}{info}\n{code}{mark}\n"


def around(extra: str) -> str:
    """A fence with a marked own block that *extra* follows the version in."""
    return tf(HEAD + PIN + extra + TAIL)


def moved(text: str, prefix: str) -> str:
    """*text* with *prefix* before each line."""
    return "".join(prefix + line for line in text.splitlines(keepends=True))


def unmarked(text: str) -> tuple[bytes, list[Place]]:
    """The bytes of *text* without its marks, and where the marks were."""
    places: list[Place] = []
    plain = ""
    for index, part in enumerate(text.replace("»", "«").split("«")):
        if index % 2:
            line_start = plain.rfind("\n") + 1
            column = len(plain[line_start:].removeprefix("\ufeff")) + 1
            places.append((part.encode(), len(plain.encode()), plain.count("\n") + 1, column))
        plain += part
    return plain.encode(), places


def own_pins(content: bytes) -> list[Pin]:
    """The pins that the reader finds for the module `coder/git-clone`."""
    examples = usage_examples(read_readme("README.md", content), Layout())
    return [one.pin for one in examples if one.module == OWN and one.pin is not None]


def found(content: bytes) -> list[Place]:
    """The places of `own_pins`."""
    return [
        (content[pin.span.start : pin.span.end], pin.span.start, pin.line, pin.column)
        for pin in own_pins(content)
    ]
