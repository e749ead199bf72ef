"""Publishes the tags of its command line in a process of its own, which a test may kill.

python -m tests.github.publish_once URL TAG…
"""

from __future__ import annotations

import sys

from release_tool.adapters.forge_github import GithubForge
from tests.github.conftest import connect_to
from tests.github.publishing import publish, wanted

if __name__ == "__main__":
    url, *tags = sys.argv[1:]
    publish(GithubForge(connect_to(url)), [wanted(tag) for tag in tags])
