"""Cuts the few events that tests need out of the payloads that GitHub's users have collected.

npm install @octokit/webhooks-examples@7.6.1
python -m tests.workflows.cut_events node_modules/@octokit/webhooks-examples
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

EVENTS = Path(__file__).parent / "events.json"
ACTIONS = ("opened", "synchronize", "reopened", "labeled", "unlabeled")


def main(package: Path) -> None:
    version = json.loads((package / "package.json").read_text())["version"]
    collected = json.loads((package / "api.github.com" / "index.json").read_text())
    examples = {each["name"]: each["examples"] for each in collected}
    tag = next(
        each
        for each in examples["push"]
        if each["ref"].startswith("refs/tags/") and not each["deleted"]
    )
    events = {"push": tag}
    for action in ACTIONS:
        found = [each for each in examples["pull_request"] if each["action"] == action]
        events[action] = found[-1]
    document = {
        "source": f"@octokit/webhooks-examples {version}, MIT, cut by cut_events.py",
        "events": {name: _cut(event) for name, event in events.items()},
    }
    EVENTS.write_text(json.dumps(document, indent=1, sort_keys=True) + "\n")


def _cut(node: Any) -> Any:
    """*node* without addresses, which are most of a payload."""
    if isinstance(node, list):
        return [_cut(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _cut(value)
        for key, value in node.items()
        if key not in {"_links", "url"} and (key == "html_url" or not key.endswith("_url"))
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
