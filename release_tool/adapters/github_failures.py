"""What an answer of GitHub means: data, or a failure and whether asking again can help."""

from __future__ import annotations

import json
from enum import Enum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from release_tool.errors import WorldError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_SECONDARY = (
    "you have exceeded a secondary rate limit",
    "please retry your request again later",
    "please wait a few minutes before you try again",
    "abuse detection",
)
_LONGEST_MESSAGE = 300
_WHERE = (
    "check the name of the repository, and that the token may see it (`permissions: {permission}`)"
)
_HINTS = {
    401: "the token is wrong or has expired: set GITHUB_TOKEN to one that is valid",
    403: "let the token do it: `permissions: {permission}` in the workflow's job",
    404: _WHERE,
    301: _WHERE,
    302: _WHERE,
    307: _WHERE,
    308: _WHERE,
    422: "GitHub calls the request invalid: the message above says which part of it",
}
_OTHER_HINT = "run again; if it stays, report it with this message"


class Kind(Enum):
    LIMITED = "GitHub did not act, and will later"
    LOST = "whether GitHub acted is not known"
    REFUSED = "GitHub did not act, and will not"


class Failure(Struct, frozen=True):
    """*asked* is how many seconds GitHub wants to be left alone, None where it does not say."""

    kind: Kind
    message: str
    status: int = 0
    asked: float | None = None
    secondary: bool = False


class Intent(Struct, frozen=True):
    """What a request is for, as a sentence says it, and which permission of a job allows it."""

    action: str
    permission: str


class GithubError(WorldError):
    """GitHub did not do what was asked for."""

    def __init__(self, message: str, hint: str, failure: Failure) -> None:
        super().__init__(message, hint)
        self.failure = failure


def read_answer(
    status: int, headers: Mapping[str, Any], text: str, now: Callable[[], float]
) -> Any | Failure:
    """The data of an answer, or why there is none. *now* is in seconds since 1970."""
    data = _json(text)
    if status < HTTPStatus.MULTIPLE_CHOICES:
        if text and data is None:
            return Failure(Kind.LOST, "the answer is not JSON", status)
        return _graphql_failure(data, headers, now) or data
    message = str(data.get("message") or "") if isinstance(data, dict) else ""
    if status < HTTPStatus.BAD_REQUEST:
        return Failure(Kind.REFUSED, "the repository has moved", status)
    if status == HTTPStatus.TOO_MANY_REQUESTS or (
        status == HTTPStatus.FORBIDDEN and _is_limit(headers, message)
    ):
        return _limited(status, headers, message, now)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.REQUEST_TIMEOUT:
        return Failure(Kind.LOST, message or _phrase(status), status, asked=_after(headers))
    return Failure(Kind.REFUSED, message or _phrase(status), status)


def error_for(intent: Intent, failure: Failure, secret: str) -> GithubError:
    """The error to raise for *failure*, what GitHub said made fit to be shown."""
    failure = replace(failure, message=shown(failure.message, secret))
    said = f"{failure.status} {failure.message}" if failure.status else failure.message
    return GithubError(f"GitHub did not {intent.action}: {said}", _hint(intent, failure), failure)


def shown(text: str, secret: str) -> str:
    """*text* in one short line without control characters and without the *secret*."""
    text = text.replace(secret, "***") if secret else text
    text = "".join(each if each.isprintable() else " " for each in text)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[: _LONGEST_MESSAGE - 1]}…"


def _hint(intent: Intent, failure: Failure) -> str:
    if failure.kind is Kind.LIMITED:
        wait = f"{failure.asked:.0f} seconds" if failure.asked else "a few minutes"
        return f"GitHub limits requests: wait {wait} and run again, what is done stays done"
    if failure.kind is Kind.LOST:
        return "run again: what is done stays done (https://www.githubstatus.com says more)"
    return _HINTS.get(failure.status, _OTHER_HINT).format(permission=intent.permission)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "an unknown status"


def _json(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None


def _is_limit(headers: Mapping[str, Any], message: str) -> bool:
    lowered = message.lower()
    return (
        "retry-after" in headers
        or headers.get("x-ratelimit-remaining") == "0"
        or lowered.startswith("api rate limit exceeded")
        or any(phrase in lowered for phrase in _SECONDARY)
    )


def _limited(
    status: int, headers: Mapping[str, Any], message: str, now: Callable[[], float]
) -> Failure:
    asked = _after(headers)
    reset = _number(headers.get("x-ratelimit-reset"))
    if asked is None and reset is not None and headers.get("x-ratelimit-remaining") == "0":
        # The reset is told in whole seconds, and which part of that second is not said.
        asked = max(0.0, reset + 1 - now())
    return Failure(
        Kind.LIMITED,
        message or "too many requests",
        status,
        asked=asked,
        secondary=asked is None,
    )


def _after(headers: Mapping[str, Any]) -> float | None:
    return _number(headers.get("retry-after"))


def _number(value: Any) -> float | None:
    text = str(value or "")
    return float(text) if text.isascii() and text.isdigit() else None


def _graphql_failure(
    data: Any, headers: Mapping[str, Any], now: Callable[[], float]
) -> Failure | None:
    errors = data.get("errors") if isinstance(data, dict) else None
    if not errors:
        return None
    first = errors[0] if isinstance(errors, list) and isinstance(errors[0], dict) else {}
    message = str(first.get("message") or "the query failed")
    kinds = {str(error.get("type") or "") for error in errors if isinstance(error, dict)}
    if any("RATE_LIMIT" in kind for kind in kinds):
        return _limited(200, headers, message, now)
    if kinds & {"NOT_FOUND"}:
        return Failure(Kind.REFUSED, message, 404)
    if kinds & {"FORBIDDEN", "INSUFFICIENT_SCOPES"}:
        return Failure(Kind.REFUSED, message, 403)
    if message.lower().startswith("something went wrong"):
        return Failure(Kind.LOST, message)
    return Failure(Kind.REFUSED, message)
