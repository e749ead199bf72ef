"""`python -m release_tool`, and what the installed command `release` starts."""

from __future__ import annotations

import sys

from release_tool.cli.boundary import run


def main() -> None:
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
