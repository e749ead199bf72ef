"""What is destroyed, as the rules say it and as Terraform plans it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from release_tool.adapters.hcl import read_interface
from release_tool.domain.versions import Level
from release_tool.terraform.compare import compare
from release_tool.terraform.policy import Policy
from tests.terraform.archive import files
from tests.terraform.oracle import is_available, terraform

if TYPE_CHECKING:
    from pathlib import Path

ONE = 'resource "terraform_data" "one" {\n  input = "a"\n}\n'
TWO = ONE.replace('"one"', '"two"')
COUNTED = ONE.replace("input", "count = 1\n  input")
KEYED = ONE.replace("input", 'for_each = toset(["k"])\n  input')
CALL = 'module "one" {\n  source = "./modules/one"\n}\n'
CALL_TWO = CALL.replace('module "one"', 'module "two"')
CALL_COUNTED = CALL.replace("}", "  count = 1\n}")
CALL_KEYED = CALL.replace("}", '  for_each = toset(["k"])\n}')


def _moved(origin: str, target: str) -> str:
    return f"moved {{\n  from = {origin}\n  to   = {target}\n}}\n"


def _around(call: str) -> str:
    return f"-- main.tf --\n{call}-- modules/one/main.tf --\n{ONE}"


_FIRST = "terraform_data.one"
_SECOND = "terraform_data.two"
ROWS = [
    pytest.param(ONE, ONE + TWO, False, id="a second resource comes"),
    pytest.param(ONE, TWO + _moved(_FIRST, _SECOND), False, id="a resource moves"),
    pytest.param(
        ONE,
        TWO + _moved(_FIRST, "terraform_data.x") + _moved("terraform_data.x", _SECOND),
        False,
        id="a resource moves in two steps",
    ),
    pytest.param(
        ONE,
        "removed {\n  from = terraform_data.one\n  lifecycle {\n    destroy = false\n  }\n}\n",
        False,
        id="a resource is left alive",
    ),
    pytest.param(ONE, COUNTED, False, id="a resource gets a count of one"),
    pytest.param(COUNTED, ONE, False, id="a resource loses a count of one"),
    pytest.param(
        ONE, KEYED + _moved(_FIRST, f'{_FIRST}["k"]'), False, id="a for_each comes with a move"
    ),
    pytest.param(
        _around(CALL),
        _around(CALL_TWO + _moved("module.one", "module.two")),
        False,
        id="a call moves",
    ),
    pytest.param(
        _around(CALL),
        _around(ONE + _moved("module.one.terraform_data.one", _FIRST)),
        False,
        id="a resource moves out of a call",
    ),
    pytest.param(
        ONE,
        _around(CALL + _moved(_FIRST, "module.one.terraform_data.one")),
        False,
        id="a resource moves into a call",
    ),
    pytest.param(
        _around(CALL),
        _around(CALL).replace('"one" {\n  input', '"two" {\n  input') + _moved(_FIRST, _SECOND),
        False,
        id="a resource moves inside a call",
    ),
    pytest.param(ONE, "locals {}\n", True, id="a resource is gone"),
    pytest.param(ONE, TWO, True, id="a resource has another name"),
    pytest.param(ONE, _moved(_FIRST, _SECOND), True, id="a resource moves to nowhere"),
    pytest.param(ONE, KEYED, True, id="a resource gets a for_each"),
    pytest.param(KEYED, ONE, True, id="a resource loses its for_each"),
    pytest.param(COUNTED, KEYED, True, id="a count becomes a for_each"),
    pytest.param(KEYED, COUNTED, True, id="a for_each becomes a count"),
    pytest.param(_around(CALL), _around(""), True, id="a call is gone"),
    pytest.param(_around(CALL), _around(CALL_TWO), True, id="a call has another name"),
    pytest.param(_around(CALL), _around(CALL_COUNTED), True, id="a call gets a count"),
    pytest.param(_around(CALL_KEYED), _around(CALL), True, id="a call loses its for_each"),
    pytest.param(_around(CALL_COUNTED), _around(CALL), True, id="a call loses its count"),
]


@pytest.mark.parametrize(("before", "after", "destroyed"), ROWS)
def test_a_major_version_is_required_where_state_is_destroyed(
    before: str, after: str, destroyed: bool
) -> None:
    comparison = compare(
        read_interface(files(before)), read_interface(files(after)), policy=Policy(stateless=())
    )
    assert (comparison.required is Level.MAJOR) == destroyed


@pytest.mark.skipif(not is_available(), reason="there is no terraform to ask")
@pytest.mark.parametrize(("before", "after", "destroyed"), ROWS)
def test_terraform_destroys_what_the_table_says(
    before: str, after: str, destroyed: bool, tmp_path: Path
) -> None:
    _write(before, tmp_path)
    run = terraform(tmp_path, "apply", "-auto-approve", "-input=false")
    assert run.returncode == 0, run.stderr
    (tmp_path / "main.tf").unlink()
    _write(after, tmp_path)
    assert _destroys(tmp_path) == destroyed


def _write(text: str, folder: Path) -> None:
    for path, content in files(text).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    run = terraform(folder, "init", "-backend=false")
    assert run.returncode == 0, run.stderr


def _destroys(folder: Path) -> bool:
    run = terraform(folder, "plan", "-input=false", "-out=plan")
    assert run.returncode == 0, run.stderr
    plan = json.loads(terraform(folder, "show", "-json", "plan").stdout)
    changes = plan.get("resource_changes", [])
    return any("delete" in change["change"]["actions"] for change in changes)
