"""Text that tries to be more than text when it becomes Markdown."""

from __future__ import annotations

from hypothesis import strategies as st

_FRAGMENTS = tuple(
    """
    @ada @org/team a@b.example #12 GH-3 gh-4 org/repo#5 ada@deadbeef deadbeef 1234567 ada a_b 1. 2)
    https://x.example http:// www.x.example ftp://x mailto:a@b.c :tada: :+1: ::error:: $x $ $$
    ` `` ``` ~~~ ~ ~~ * ** _ __ [ ] [x] [^1] [^1]: ![ ]( ](http://x.example) [ ] < > <b> </li>
    <!-- --> <!--release:end--> <script> &amp; &lt; &#64;ada & \\ \\\\ \\` | |-|-| # ## ### > - +
    --- === ##[ {{x}} caf\u00e9 \U0001f389 x
    """.split()  # noqa: SIM905 - a list of literals would hide them among quotation marks
)
_CONTROLS = (
    "\x1b[31m",
    "\x1b]8;;http://x.example\x07",
    "\x1b",
    "\x07",
    "\x00",
    "\x9b1m",
    "\n",
    "\r\n",
    "\t",
    "\u2028",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u200d",
    "\ufeff",
    "\U000e0041",
)

TEXT = st.one_of(
    st.lists(
        st.sampled_from((*_FRAGMENTS, *_CONTROLS, " ", "  ")) | st.text(max_size=3), max_size=12
    ).map("".join),
    st.text(max_size=40),
)
