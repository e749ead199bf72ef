"""Reading a module: every value is checked against a second reader or Terraform's own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from release_tool.adapters.hcl import read_interface, read_source
from release_tool.adapters.hcl_grammar import parse
from release_tool.terraform.interface import Module, Place, Variable
from release_tool.terraform.syntax import (
    Bool,
    Expression,
    ListValue,
    Null,
    Number,
    ObjectValue,
    Reference,
    Template,
    Text,
)
from release_tool.terraform.types import parse_type
from release_tool.terraform.writing import written_expression
from tests.terraform.oracle import is_available, terraform
from tests.terraform.reading import expression_of, type_of

HERE = Path(__file__).parent
SOURCES = sorted(path.name for path in (HERE / "sources").iterdir())
SECOND = json.loads((HERE / "data" / "second_reading.json").read_text())


def _module(name: str) -> Module:
    return read_interface({name: (HERE / "sources" / name).read_bytes()}).root


def _plain(value: Expression | None) -> Any:
    """A constant as JSON would hold it."""
    match value:
        case Bool(value=truth):
            return truth
        case Number(value=number):
            return float(number)
        case Text(value=text):
            return text
        case ListValue(items=items):
            return [_plain(item) for item in items]
        case ObjectValue(entries=entries):
            return {_plain(entry.key): _plain(entry.value) for entry in entries}
        case Null() | None:
            return None
    return written_expression(value)


def _same_text(value: Any) -> Any:
    """A value of the other reader, which leaves template escapes as they are written."""
    match value:
        case str():
            return value.replace("$${", "${").replace("%%{", "%{")
        case bool() | None:
            return value
        case int() | float():
            return float(value)
        case list():
            return [_same_text(item) for item in value]
    return {key: _same_text(item) for key, item in value.items()}


def _same_type(text: str) -> str:
    return text.removeprefix("${").removesuffix("}") if text.startswith("${") else text


@pytest.mark.parametrize("name", SOURCES)
def test_everything_in_a_source_can_be_read(name: str) -> None:
    assert _module(name).unreadable == ()


@pytest.mark.parametrize("name", SOURCES)
def test_a_second_reader_finds_the_same_blocks(name: str) -> None:
    module, second = _module(name), SECOND[name]
    resources = {
        f"{kind}.{label}" for kind, all_ in second.get("resource", {}).items() for label in all_
    }
    data = {f"{kind}.{label}" for kind, all_ in second.get("data", {}).items() for label in all_}
    assert set(module.variables) == set(second.get("variable", {}))
    assert set(module.outputs) == set(second.get("output", {}))
    assert set(module.resources) == resources
    assert set(module.data_sources) == data
    assert set(module.calls) == set(second.get("module", {}))


@pytest.mark.parametrize(
    ("source", "name"),
    [(source, name) for source in SOURCES for name in SECOND[source].get("variable", {})],
)
def test_a_second_reader_finds_the_same_variable(source: str, name: str) -> None:
    variable = _module(source).variables[name]
    second = SECOND[source]["variable"][name][0]
    assert variable.required == ("default" not in second)
    assert _plain(variable.default) == _same_text(second.get("default"))
    assert variable.type == type_of(_same_type(second.get("type", "any")))
    assert variable.description == _same_text(second.get("description", ""))
    assert variable.nullable == second.get("nullable", True)
    assert variable.sensitive == second.get("sensitive", False)
    assert len(variable.validations) == len(second.get("validation", []))


@pytest.mark.skipif(not is_available(), reason="there is no terraform to ask")
@pytest.mark.parametrize("name", SOURCES)
def test_terraform_reads_the_sources_as_well(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes((HERE / "sources" / name).read_bytes())
    run = terraform(tmp_path, "fmt", "-check", "-diff", "-write=false", name)
    assert "Error" not in run.stderr


BROKEN = [
    pytest.param('variable "a" {\n  default = 1\n', 3, id="a block is not closed"),
    pytest.param('variable "a" {\n  default =\n}\n', 2, id="a value is missing"),
    pytest.param('variable "a" {}\noutput "b" {\n  value = [1\n}\n', 4, id="a list is not closed"),
    pytest.param(
        'variable "a" {\n  default = 1\n  default = 2\n}\n', 3, id="a setting comes twice"
    ),
    pytest.param('variable "a" {}\nvariable "a" {}\n', 2, id="a variable comes twice"),
    pytest.param('variable "a" "b" {}\n', 1, id="a variable has two labels"),
    pytest.param('variable "a" {\n  default = "x\ny"\n}\n', 2, id="a quoted text has two lines"),
    pytest.param('variable "a" {\n  type = text\n}\n', 2, id="a type is unknown"),
    pytest.param('variable "a" {\n  nullable = var.b\n}\n', 2, id="a flag is not constant"),
    pytest.param("moved {\n  from = 1\n  to   = 2\n}\n", 1, id="a move has no addresses"),
    pytest.param("removed {\n  from = 1\n}\n", 1, id="a removal has no address"),
    pytest.param('module "a" {\n  source = 1\n}\n', 1, id="a source is no text"),
    pytest.param('\n\nvariable "\xff" {}\n', 3, id="the text is not UTF-8"),
]


@pytest.mark.parametrize(("source", "line"), BROKEN)
def test_what_cannot_be_read_is_reported_with_its_line(source: str, line: int) -> None:
    module = read_interface({"main.tf": source.encode("latin-1")}).root
    assert Place("main.tf", line) in [each.place for each in module.unreadable]


@pytest.mark.skipif(not is_available(), reason="there is no terraform to ask")
@pytest.mark.parametrize(("source", "line"), BROKEN)
def test_terraform_refuses_what_cannot_be_read(source: str, line: int, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_bytes(source.encode("latin-1"))
    assert terraform(tmp_path, "init", "-backend=false").returncode, line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("(1)", expression_of("1"), id="needless parentheses"),
        pytest.param('"${var.a}"', expression_of("var.a"), id="a text of one interpolation"),
        pytest.param('"a${"b"}c"', expression_of('"a${ "b" }c"'), id="blanks in an interpolation"),
        pytest.param("{ a : 1 }", expression_of("{ a = 1 }"), id="a colon for an equals sign"),
        pytest.param('{ "a" = 1 }', expression_of("{ a = 1 }"), id="a quoted key"),
        pytest.param("[1, 2,]", expression_of("[1,\n2]"), id="a comma at the end"),
        pytest.param("f(1 /* one */)", expression_of("f(1)"), id="a comment in a call"),
        pytest.param("1.50", expression_of("1.5"), id="a needless zero"),
        pytest.param("1e2", expression_of("100"), id="an exponent without a fraction"),
        pytest.param("a.0.b", expression_of("a[0].b"), id="an index in the old style"),
        pytest.param('"a  ${~ b ~}  c"', expression_of('"a${b}c"'), id="marks that strip blanks"),
        pytest.param(
            "<<EOT\n  ${~ b ~}\n  c\nEOT",
            expression_of('"${b}  c\\n"'),
            id="marks that strip no further than the line",
        ),
        pytest.param("-(1)", expression_of("-1"), id="a negated parenthesis"),
    ],
)
def test_two_ways_to_write_it_are_one_expression(text: str, expected: Expression) -> None:
    assert expression_of(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("true", "1", id="a truth and a number"),
        pytest.param('"1"', "1", id="a text and a number"),
        pytest.param("{ (a) = 1 }", "{ a = 1 }", id="a key that is looked up and one that is not"),
        pytest.param("a - b", "a + b", id="two operators"),
        pytest.param("a ? b : c", "a ? c : b", id="two branches"),
        pytest.param("(a + b) * c", "a + (b * c)", id="two groupings"),
        pytest.param("[for x in y : x]", "[for x in y : x if x]", id="a filter and none"),
        pytest.param("f(a...)", "f(a)", id="an expanded argument and a plain one"),
        pytest.param("a[*].b", "a.b", id="a splat and none"),
        pytest.param('"%{ if a }x%{ endif }"', '"%{ if a }y%{ endif }"', id="two directives"),
        pytest.param("!a", "a", id="a negation and none"),
    ],
)
def test_two_expressions_differ(one: str, other: str) -> None:
    assert expression_of(one) != expression_of(other)


def _variable(body: str) -> Variable:
    return read_interface({"main.tf": f'variable "it" {{\n{body}\n}}\n'.encode()}).root.variables[
        "it"
    ]


def test_a_variable_without_anything_takes_anything_and_null() -> None:
    variable = _variable("")
    assert variable.required
    assert variable.nullable
    assert variable.type == parse_type(None)


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("tests/main.tf", id="a test"),
        pytest.param("examples/x/main.tf", id="an example"),
        pytest.param(".main.tf", id="a hidden file"),
        pytest.param("#main.tf", id="a file that an editor locks"),
        pytest.param("main.tf~", id="a copy that an editor leaves"),
        pytest.param("modules/.hidden/main.tf", id="a hidden submodule"),
        *(
            pytest.param(f"modules/x/{folder}/main.tf", id=f"{folder} of a submodule")
            for folder in ("example", "examples", "test", "tests", "testdata", "fixtures")
        ),
    ],
)
def test_a_file_that_is_not_for_callers_is_not_read(path: str) -> None:
    interface = read_interface({path: b'variable "a" {}\n'})
    assert not interface.root.variables
    assert not interface.submodules


def test_a_module_that_is_called_by_a_local_path_is_a_submodule() -> None:
    files = {
        "main.tf": b'module "a" {\n  source = "./inner"\n}\n',
        "inner/main.tf": b'module "b" {\n  source = "../deeper"\n}\n',
        "deeper/main.tf": b"",
        "unused/main.tf": b"",
    }
    assert set(read_interface(files).submodules) == {"inner", "deeper"}


def test_the_syntax_tree_of_any_bytes_can_be_had() -> None:
    tree = parse(b'module "x" {\n  version = "1.0.0"\n}\n\xff')
    assert tree.root_node.end_byte > 0


def test_a_reference_keeps_its_keys() -> None:
    steps = ("module", "a", Text("k", expression_of("1").span), "b")
    found = expression_of('module.a["k"].b')
    assert isinstance(found, Reference)
    assert found.steps == steps


def test_an_interpolation_in_a_text_is_told_apart_from_the_text() -> None:
    found = expression_of('"a $${b} ${c} %%{d}"')
    assert isinstance(found, Template)
    assert [part for part in found.parts if isinstance(part, str)] == ["a ${b} ", " %{d}"]


def test_what_does_not_end_is_not_read_twice_by_an_exponent() -> None:
    source = read_source("main.tf", b'a = 1e2\nb = "1e2 is text"\n')
    assert not source.faults
    assert [written_expression(each.value) for each in source.body.attributes] == [
        "100",
        '"1e2 is text"',
    ]
