"""What the runner of a workflow reads from the file that GITHUB_OUTPUT names."""

from __future__ import annotations


def outputs_in(text: str) -> dict[str, str]:
    """Every output; the last value of a name counts. Raises where the runner would."""
    found: dict[str, str] = {}
    lines = iter(text.split("\n"))
    for line in lines:
        if not line:
            continue
        name, mark, delimiter = line.partition("<<")
        equals, _, value = line.partition("=")
        if not mark or (len(equals) < len(name)):
            found[equals] = value
            continue
        value_lines: list[str] = []
        for following in lines:
            if following == delimiter:
                break
            value_lines.append(following)
        else:
            raise ValueError(f"the delimiter of {name} never comes")
        found[name] = "\n".join(value_lines)
    return found
