"""Module blocks of Terraform files: what is read, where it stands, and what is not."""

from __future__ import annotations

import pytest

from release_tool.adapters.module_blocks import read_terraform

BLOCK = b'module "it" {\n  source  = "registry.coder.com/coder/it/coder"\n  version = "1.2.3"\n}\n'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="an empty file"),
        pytest.param(b'variable "module" {}\n', id="a variable of that name"),
        pytest.param(b"/*\n" + BLOCK + b"*/\n", id="a block in a comment"),
        pytest.param(b"# " + BLOCK.replace(b"\n", b"\n# ") + b"\n", id="a block in line comments"),
        pytest.param(
            b"locals {\n  text = <<-EOT\n" + BLOCK + b"  EOT\n}\n", id="a block in a heredoc"
        ),
        pytest.param(
            b'resource "x" "y" {\n  module "it" {\n    version = "1"\n  }\n}\n',
            id="a block inside another",
        ),
    ],
)  # fmt: skip
def test_there_is_no_module_block_in(content: bytes) -> None:
    read = read_terraform("main.tf", content)
    assert (read.blocks, read.unreadable) == ((), ())


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        pytest.param(BLOCK, 3, 14, id="a plain file"),
        pytest.param(b"\xef\xbb\xbf" + BLOCK, 3, 14, id="a byte-order mark before it"),
        pytest.param(BLOCK.replace(b"\n", b"\r\n"), 3, 14, id="CRLF"),
        pytest.param("# é ✓\n".encode() + BLOCK, 4, 14, id="letters of several bytes before it"),
        pytest.param(BLOCK.removesuffix(b"\n"), 3, 14, id="no line end at the end"),
        pytest.param(
            b'module "it" { version = "1.2.3" }\n', 1, 26, id="all of it in a line"
        ),
        pytest.param(
            b'module "it" {\n  x = { version = "9" }\n  version = "1.2.3"\n}\n', 3, 14,
            id="a map with a version before it",
        ),
    ],
)  # fmt: skip
def test_a_pin_is_found_at_its_place(content: bytes, line: int, column: int) -> None:
    (block,) = read_terraform("main.tf", content).blocks
    assert block.pin is not None
    span = content[block.pin.span.start : block.pin.span.end]
    assert (span, block.pin.text) == (b"1.2.3", "1.2.3")
    assert (block.pin.line, block.pin.column) == (line, column)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(BLOCK + b"module {{\n", 5, id="braces that make no sense"),
        pytest.param(BLOCK[:-2], 4, id="a block that never ends, told at the end"),
        pytest.param(
            BLOCK.replace(b"}", b'  version = "2.0.0"\n}'), 1, id="a block with two versions"
        ),
    ],
)
def test_what_cannot_be_read_is_told_and_not_left_out(content: bytes, line: int) -> None:
    read = read_terraform("main.tf", content)
    (fence,) = read.unreadable
    assert (read.blocks, fence.line) == ((), line)
    assert "registry.coder.com/coder/it" in fence.text


def test_a_heredoc_ends_where_terraform_ends_it() -> None:
    """A comment behind the terminator is tolerated in a README; Terraform reads on."""
    text = b"locals {\n  a = <<EOT\nx\nEOT # not the end\n" + BLOCK + b"EOT\n}\n"
    assert read_terraform("main.tf", text).blocks == ()
