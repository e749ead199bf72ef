"""What can go wrong between the tool and GitHub, as values."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Break(Enum):
    """An answer that never arrives, or not whole."""

    RESET = "the connection is reset"
    CLOSE = "the connection ends without an answer"
    HALF = "the answer ends in the middle"
    HANG = "nothing comes"


class When(Enum):
    BEFORE = "GitHub does not act"
    AFTER = "GitHub acts and the answer is lost"


@dataclass(frozen=True)
class Reply:
    status: int
    body: dict[str, Any] | str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> bytes:
        text = self.body if isinstance(self.body, str) else json.dumps(self.body)
        return text.encode()


@dataclass(frozen=True)
class Fault:
    """Befalls the next request of *verb* whose path holds *path*, a regular expression."""

    verb: str
    path: str
    effect: Reply | Break
    when: When = When.BEFORE

    def meets(self, verb: str, path: str) -> bool:
        return self.verb == verb and re.search(self.path, path) is not None


TOO_MANY = Reply(429, {"message": "Too many requests"})
TOO_MANY_WAIT = Reply(429, {"message": "Too many requests"}, {"Retry-After": "0"})
SECONDARY = Reply(403, {"message": "You have exceeded a secondary rate limit. Please wait."})
SECONDARY_WAIT = Reply(
    403,
    {"message": "You have exceeded a secondary rate limit. Please wait."},
    {"Retry-After": "0"},
)
PRIMARY = Reply(
    403,
    {"message": "API rate limit exceeded for user ID 1."},
    {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"},
)
PRIMARY_IN_OTHER_WORDS = Reply(
    403, {"message": "Enough."}, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"}
)
BAD_GATEWAY = Reply(502, "<html>502 Bad Gateway</html>")
UNAVAILABLE = Reply(503, {"message": "Service unavailable"})
NO_JSON = Reply(200, "<html>a proxy says hello</html>")
