"""Text that tries to be more than text: every renderer is tried with all of it."""

from __future__ import annotations

import pytest

ROWS = (
    pytest.param("\x1b[2J\x1b]0;owned\x07", id="an escape sequence that clears the screen"),
    pytest.param("\x9b31mred", id="an escape sequence in one eight-bit character"),
    pytest.param("::set-output name=tag::v9", id="a workflow command"),
    pytest.param(" \u200b ::set-output name=tag::v9", id="a workflow command after what is unseen"),
    pytest.param("##[add-mask]e", id="a workflow command of the older form"),
    pytest.param("fine\n::error file=a::owned", id="a second line that is a workflow command"),
    pytest.param("fine\r::error file=a::owned", id="a carriage return and a workflow command"),
    pytest.param("a,line=1::owned%0A::error::x", id="what ends a property, already escaped"),
    pytest.param("one | two | three", id="cells of a table"),
    pytest.param(r"one \| two \\| three", id="cells of a table behind backslashes"),
    pytest.param("`` ` ``` x", id="runs of backticks"),
    pytest.param("```\n# owned\n", id="the end of a fenced block"),
    pytest.param("<img src=x onerror=alert(1)>", id="an HTML element"),
    pytest.param("--> <script>x</script> <!--", id="the end of an HTML comment"),
    pytest.param("&lt;b&gt; &#64;user", id="HTML entities"),
    pytest.param("thanks @user and @org/team", id="mentions of people"),
    pytest.param("`@user | me@example.com`", id="a mention and an address among backticks"),
    pytest.param("fixes #12, GH-34 and org/repo#56", id="references to issues"),
    pytest.param("see deadbeefcafe and 1234567", id="names of commits"),
    pytest.param("[click](http://example.com)", id="a link"),
    pytest.param("x](http://example.com) ![y][z]", id="the end of a link, and an image"),
    pytest.param("http://example.com www.example.com mailto:a@b.example", id="bare addresses"),
    pytest.param("abc\u202egpj.exe", id="an override of the direction of writing"),
    pytest.param("a\u2066b\u2069c\u200fd", id="isolates and marks of the direction of writing"),
    pytest.param("a\u2028b\u2029c\x85d\x0be", id="line ends that only Unicode knows"),
    pytest.param("a\U000e0041\U000e0042b\u00adc", id="letters that nobody sees"),
    pytest.param("{0} ${var.name} {{", id="placeholders"),
    pytest.param("*a* _b_ ~~c~~ $d$ :tada:", id="emphasis, a formula and an emoji"),
    pytest.param("name\udcff.md", id="a byte that is not UTF-8"),
)
