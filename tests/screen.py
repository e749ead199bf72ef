"""A screen as a terminal keeps it, for the few sequences that the tool may send; no others."""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\x1b\[(?P<count>\d*)(?P<code>[ABJKm])|\x1b(?P<esc>[D78])|(?P<text>[^\x1b])")


class Screen:
    """*rows* by *columns*. Raises ValueError for anything that it does not know."""

    def __init__(self, rows: int, columns: int) -> None:
        self._rows = [[" "] * columns for _ in range(rows)]
        self._columns = columns
        self._row = self._column = 0
        self._saved = (0, 0)
        self._gone: list[str] = []

    @property
    def lines(self) -> list[str]:
        """All that was ever shown and not erased, without empty lines at the end."""
        shown = [*self._gone, *("".join(row).rstrip() for row in self._rows)]
        while shown and not shown[-1]:
            shown.pop()
        return shown

    def feed(self, text: str) -> None:
        position = 0
        while position < len(text):
            token = _TOKEN.match(text, position)
            if token is None:
                raise ValueError(f"not for this terminal: {text[position : position + 10]!r}")
            position = token.end()
            if token["text"]:
                self._type(token["text"])
            elif token["esc"]:
                self._escape(token["esc"])
            else:
                self._control(token["code"], int(token["count"] or "0"))

    def _type(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._down()
        elif character == "\b":
            self._column = max(0, self._column - 1)
        elif character == "\a":
            pass
        elif character.isprintable():
            if self._column == self._columns:
                self._column = 0
                self._down()
            self._rows[self._row][self._column] = character
            self._column += 1
        else:
            raise ValueError(f"not for this terminal: {character!r}")

    def _escape(self, code: str) -> None:
        if code == "D":
            self._down()
        elif code == "7":
            self._saved = (self._row, self._column)
        else:
            self._row, self._column = self._saved

    def _control(self, code: str, count: int) -> None:
        if code == "A":
            self._row = max(0, self._row - max(1, count))
        elif code == "B":
            self._row = min(len(self._rows) - 1, self._row + max(1, count))
        elif code in "JK" and count == 0:
            self._blank(self._row, self._column)
            for row in range(self._row + 1, len(self._rows) if code == "J" else 0):
                self._blank(row, 0)
        elif code != "m":
            raise ValueError(f"not for this terminal: {count}{code}")

    def _blank(self, row: int, start: int) -> None:
        self._rows[row][start:] = [" "] * (self._columns - start)

    def _down(self) -> None:
        if self._row < len(self._rows) - 1:
            self._row += 1
            return
        self._gone.append("".join(self._rows.pop(0)).rstrip())
        self._rows.append([" "] * self._columns)
