"""Text that tries to be more than text when a workflow handles it."""

from __future__ import annotations

import pytest

HOSTILE = [
    pytest.param("$(touch pwned) `touch pwned` ; touch pwned & touch pwned", id="commands"),
    pytest.param("'; touch pwned; '", id="the end of a quoted word"),
    pytest.param('"; touch pwned; "$(touch pwned)', id="the end of a word in double quotes"),
    pytest.param("${{ secrets.GITHUB_TOKEN }}", id="an expression of a workflow"),
    pytest.param("x\n::set-output name=tag_name::v9", id="a workflow command"),
    pytest.param("x\n::add-mask::a ##[error]owned", id="two more workflow commands"),
    pytest.param("EOF\ntag_name=v9\nEOF\nend_0\nsha<<x\ny\nx", id="heredoc delimiters"),
    pytest.param("<!-- release:end --> <img src=x> # x", id="HTML and a marker"),
    pytest.param("[a](http://evil.example) ![b](x) | c |", id="links, images and cells"),
    pytest.param("thanks @everyone and @org/team, fixes #1", id="mentions and issues"),
    pytest.param("\x1b[31mred\x1b]0;owned\x07\x9b1m \u202e\u2028", id="ANSI and direction marks"),
]

TEXTS = [str(row.values[0]) for row in HOSTILE]
