"""`python -m release_tool`, and what the installed command `release` starts."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    # A run ends before looking for garbage pays: it keeps nearly all that it makes.
    gc.disable()
    try:
        # Most of the time of a short command: Ctrl-C is no traceback here either.
        from release_tool.cli.boundary import run
    except KeyboardInterrupt:
        sys.stderr.write("error: interrupted\n")
        sys.exit(130)
    code = run(sys.argv[1:])
    # Nor need Python look through all of it to exit.
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
