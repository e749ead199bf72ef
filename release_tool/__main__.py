"""`python -m release_tool`, and what the installed command `release` starts."""

from __future__ import annotations

import gc
import sys

from release_tool.cli.boundary import run


def main() -> None:
    # A run ends before looking for garbage pays: it keeps nearly all that it makes.
    gc.disable()
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
