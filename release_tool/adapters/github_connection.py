"""One connection to GitHub: sends a request, asks again where that helps, and never too long."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from msgspec import Struct

from release_tool.activity import doing
from release_tool.adapters.github_failures import (
    Failure,
    Kind,
    error_for,
    read_answer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from github.Requester import Requester

    from release_tool.adapters.github_access import GithubAccess
    from release_tool.adapters.github_failures import GithubError, Intent

T = TypeVar("T")

_API_VERSION = "2022-11-28"


class RetryPolicy(Struct, frozen=True):
    """How often and how long to try. All times in seconds."""

    attempts: int = 5
    first_pause: float = 1.0
    """Doubled for every further pause."""
    longest_pause: float = 60.0
    """What GitHub asks for beyond this ends the attempts: asking earlier would only annoy it."""
    secondary_pause: float = 60.0
    """Where GitHub speaks of a limit and does not say for how long."""
    patience: float = 300.0
    """All pauses of a connection together."""
    between_writes: float = 1.0
    at_once: int = 10
    """Writes before the pauses between them begin: GitHub minds long rows of them, not a few."""
    timeout: int = 20

    def pause(self, attempt: int, failure: Failure) -> float | None:
        """How long to wait after the *attempt*, counted from 1, failed; None to give up."""
        if failure.kind is Kind.REFUSED or attempt >= self.attempts:
            return None
        wait = min(self.first_pause * 2.0 ** (attempt - 1), self.longest_pause)
        if failure.secondary:
            wait = max(wait, self.secondary_pause)
        if failure.asked is not None:
            wait = failure.asked
        return wait if wait <= self.longest_pause else None

    def rest(self, writes: int, since: float) -> float:
        """How long to wait before another write, after *writes*, the last one *since* ago."""
        return max(0.0, self.between_writes - since) if writes >= self.at_once else 0.0


IMPATIENT = RetryPolicy(attempts=2, longest_pause=5.0, timeout=10)
"""For what is only nice to know: nobody waits minutes for it."""


class Connection:
    """Requests to one repository. Raises GithubError, which holds nothing of the request."""

    def __init__(self, access: GithubAccess, policy: RetryPolicy | None = None) -> None:
        self.access = access
        self._policy = policy or RetryPolicy()
        self._paused = 0.0
        self._written_at = 0.0
        self._writes = 0
        self._requester = _requester(access, self._policy.timeout)

    def query(self, intent: Intent, query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The `data` of a GraphQL query that changes nothing."""
        body = {"query": query, "variables": dict(variables)}
        url = self._requester.graphql_url
        answer = self._attempts(intent, lambda: self._send("POST", url, body), lambda: None)
        data = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(data, dict):
            raise self._error(intent, Failure(Kind.LOST, "the answer has no data"))
        return data

    def get(self, intent: Intent, path: str) -> Any:
        """*path* starts below the repository: `/commits/…`."""
        return self._attempts(
            intent, lambda: self._send("GET", self._below(path), None), lambda: None
        )

    def change(self, verb: str, intent: Intent, path: str, body: Mapping[str, Any] | None) -> Any:
        """Sends what may be sent twice with the same result: PATCH and DELETE."""
        return self._attempts(
            intent, lambda: self._write(verb, self._below(path), body), lambda: None
        )

    def post(
        self,
        intent: Intent,
        path: str,
        body: Mapping[str, Any],
        reread: Callable[[], T | None],
    ) -> Any | T:
        """Sends what makes a new thing each time it is sent.

        Whenever the answer was lost, *reread* looks for the thing first, and what it finds is the
        result.
        """
        return self._attempts(intent, lambda: self._write("POST", self._below(path), body), reread)

    def shaped(self, intent: Intent, value: Any, kind: Any) -> Any:
        """*value* as a *kind*, which is a type that msgspec reads."""
        import msgspec

        try:
            return msgspec.convert(value, type=kind)
        except msgspec.ValidationError as error:
            failure = Failure(Kind.LOST, f"the answer is not understood: {error}")
        raise self._error(intent, failure)

    def _attempts(
        self, intent: Intent, send: Callable[[], Any], reread: Callable[[], T | None]
    ) -> Any | T:
        attempt = 1
        while True:
            with doing(f"asking GitHub to {intent.action}"):
                answer = send()
            if not isinstance(answer, Failure):
                return answer
            pause = self._policy.pause(attempt, answer)
            if pause is not None and self._paused + pause <= self._policy.patience:
                self._paused += pause
                with doing(f"waiting {pause:.0f} s to ask GitHub again to {intent.action}"):
                    time.sleep(pause)
            else:
                pause = None
            if answer.kind is Kind.LOST and (found := reread()) is not None:
                return found
            if pause is None:
                raise self._error(intent, answer)
            attempt += 1

    def _write(self, verb: str, url: str, body: Mapping[str, Any] | None) -> Any | Failure:
        time.sleep(self._policy.rest(self._writes, time.monotonic() - self._written_at))
        self._writes += 1
        try:
            return self._send(verb, url, body)
        finally:
            self._written_at = time.monotonic()

    def _send(self, verb: str, url: str, body: Mapping[str, Any] | None) -> Any | Failure:
        import requests  # loaded by PyGithub, and as slow

        try:
            # A new dictionary each time: the library writes the token into it.
            status, headers, text = self._requester.requestJson(
                verb, url, headers={"X-GitHub-Api-Version": _API_VERSION}, input=body
            )
        except requests.RequestException as error:
            # Only the kind: the error itself holds the request, and that holds the token.
            return Failure(Kind.LOST, f"no answer ({type(error).__name__})")
        except RuntimeError:
            # PyGithub's way to say that it was redirected to another host or protocol.
            return Failure(Kind.REFUSED, "the repository has moved to another host", 301)
        return read_answer(status, headers, text, time.time)

    def _below(self, path: str) -> str:
        return f"/repos/{quote(self.access.owner)}/{quote(self.access.name)}{path}"

    def _error(self, intent: Intent, failure: Failure) -> GithubError:
        return error_for(intent, failure, self.access.token)


def _requester(access: GithubAccess, timeout: int) -> Requester:
    from github import Auth, Github  # 170 ms that only forges pay for

    return Github(
        base_url=access.api,
        auth=Auth.Token(access.token),
        timeout=timeout,
        user_agent="release-tool",
        # Waiting and asking again are this module's: the library repeats a POST blindly and a
        # PATCH never, and it has no bound for what Retry-After asks.
        retry=None,
        seconds_between_requests=None,
        seconds_between_writes=None,
    ).requester
