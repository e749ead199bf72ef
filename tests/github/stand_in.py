"""A strict stand-in for GitHub on the loopback interface: stateful, and it holds to the contract.

Every request is checked against GitHub's OpenAPI description or its GraphQL schema, and every
answer to a REST request as well; what is wrong is kept in `violations`, and a fixture fails the
test for it.
"""

from __future__ import annotations

import json
import re
import socket
import struct
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.github import documents, graph
from tests.github.contract import published
from tests.github.faults import Break, Fault, Reply, When
from tests.github.world import Grant, Refusal, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOKEN = "ghp_TheSecretOfTheseTests0123456789abcdef"  # noqa: S105  (it opens nothing)


@dataclass(frozen=True)
class Request:
    """*path* is as it was sent, without the query and without a prefix such as `/api/v3`."""

    verb: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class StandIn:
    """GitHub at *url*; *watch* is told of each request, before and after GitHub acts."""

    url: str
    world: World = field(default_factory=World)
    faults: list[Fault] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    watch: Callable[[Request, When], None] = lambda _request, _when: None
    released: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def sent(self) -> list[tuple[str, str]]:
        """Verb and path of every request."""
        return [(each.verb, each.path) for each in self.requests]

    @property
    def writes(self) -> list[tuple[str, str]]:
        """Verb and path of every request that changes something."""
        return [each for each in self.sent if each[0] != "GET" and each[1] != "/graphql"]

    def fault_for(self, request: Request) -> Fault | None:
        for fault in self.faults:
            if fault.meets(request.verb, request.path):
                self.faults.remove(fault)
                return fault
        return None

    def answer(self, request: Request) -> Reply:
        """What GitHub does and says."""
        grant = self._grant(request)
        if grant is None:
            return Reply(401, {"message": "Bad credentials", "documentation_url": "x"})
        if request.path == "/graphql":
            return self._graphql(request, grant)
        self.violations += published().request_faults(
            request.verb, request.path, request.query, request.body
        )
        try:
            reply = self._rest(request, grant)
        except Refusal as refusal:
            reply = Reply(refusal.status, refusal.body)
        # GitHub documents 403 and 404 for few operations and gives them for all.
        if reply.status not in {403, 404}:
            self.violations += published().answer_faults(
                request.verb, request.path, reply.status, reply.body or None
            )
        return reply

    def _grant(self, request: Request) -> Grant | None:
        if TOKEN in request.path or TOKEN in str(request.query) or TOKEN in str(request.body):
            self.violations.append(f"the token is in {request.path}")
        if not request.headers.get("user-agent"):
            self.violations.append("GitHub refuses requests without User-Agent")
        if request.headers.get("x-github-api-version") != "2022-11-28":
            self.violations.append("a later API may mean something else")
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        return self.world.grants.get(token) if kind.lower() in {"token", "bearer"} else None

    def _graphql(self, request: Request, grant: Grant) -> Reply:
        body = request.body
        answer = graph.execute(self.world, grant.login, body["query"], body["variables"])
        if answer["data"] is None:
            # Not even begun: the query is not one that GitHub's schema allows.
            self.violations += [f"GraphQL: {each['message']}" for each in answer["errors"]]
        return Reply(200, answer)

    def _rest(self, request: Request, grant: Grant) -> Reply:
        world = self.world
        prefix = f"/repos/{world.owner}/{world.name}"
        if not request.path.startswith(f"{prefix}/"):
            raise Refusal(404, {"message": "Not Found"})
        below = request.path.removeprefix(prefix)
        for verb, pattern, action in _ROUTES:
            match = re.fullmatch(pattern, below)
            if match and verb == request.verb:
                reply: Reply = action(world, grant, match[1] if match.groups() else "", request)
                return reply
        raise Refusal(404, {"message": "Not Found"})


def _create_release(world: World, grant: Grant, _: str, request: Request) -> Reply:
    _need(grant.contents)
    stored = world.create_release(request.body)
    return Reply(201, documents.release(world, stored, grant.login))


def _update_release(world: World, grant: Grant, number: str, request: Request) -> Reply:
    _need(grant.contents)
    stored = world.update_release(int(number), request.body)
    return Reply(200, documents.release(world, stored, grant.login))


def _show_commit(world: World, _: Grant, reference: str, __: Request) -> Reply:
    tag = unquote(reference).removeprefix("tags/")
    if tag not in world.tags:
        raise Refusal(422, {"message": f"No commit found for SHA: {unquote(reference)}"})
    return Reply(200, documents.commit(world, world.tags[tag][-1]))


def _create_comment(world: World, grant: Grant, pull: str, request: Request) -> Reply:
    _need(grant.pull_requests)
    stored = world.create_comment(int(pull), request.body["body"], grant.login)
    return Reply(201, documents.comment(world, int(pull), stored))


def _update_comment(world: World, grant: Grant, number: str, request: Request) -> Reply:
    _need(grant.pull_requests)
    pull, stored = world.update_comment(int(number), request.body["body"])
    return Reply(200, documents.comment(world, pull, stored))


def _delete_comment(world: World, grant: Grant, number: str, _: Request) -> Reply:
    _need(grant.pull_requests)
    world.delete_comment(int(number))
    return Reply(204)


_ROUTES = (
    ("POST", "/releases", _create_release),
    ("PATCH", r"/releases/([0-9]+)", _update_release),
    ("GET", "/commits/([^/]+)", _show_commit),
    ("POST", r"/issues/([0-9]+)/comments", _create_comment),
    ("PATCH", r"/issues/comments/([0-9]+)", _update_comment),
    ("DELETE", r"/issues/comments/([0-9]+)", _delete_comment),
)


def _need(permission: str) -> None:
    if permission == "read":
        raise Refusal(403, {"message": "Resource not accessible by integration"})
    if permission == "none":
        raise Refusal(404, {"message": "Not Found"})


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    github: StandIn
    prefix: str
    graphql_path: str

    def _handle(self) -> None:
        request = self._request()
        github = self.github
        with github.lock:
            github.requests.append(request)
            fault = github.fault_for(request)
        github.watch(request, When.BEFORE)
        reply = None
        if fault is None or fault.when is When.AFTER:
            with github.lock:
                reply = github.answer(request)
        github.watch(request, When.AFTER)
        effect = fault.effect if fault else reply
        if isinstance(effect, Reply):
            self._send(effect)
        elif effect:
            self._break(effect)

    do_GET = do_POST = do_PATCH = do_DELETE = _handle  # noqa: N815  (the server's names)

    def _request(self) -> Request:
        parts = urlsplit(self.path)
        path = parts.path
        path = "/graphql" if path == self.graphql_path else path.removeprefix(self.prefix)
        length = int(self.headers.get("content-length") or 0)
        body = self.rfile.read(length)
        return Request(
            verb=self.command,
            path=path,
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=json.loads(body) if body else None,
        )

    def _send(self, reply: Reply, whole: int | None = None) -> None:
        lines = [f"HTTP/1.1 {reply.status} Answer", "Content-Type: application/json"]
        lines += [f"{name}: {value}" for name, value in reply.headers.items()]
        if reply.status != 204:
            lines.append(f"Content-Length: {len(reply.data) if whole is None else whole}")
        self.wfile.write("\r\n".join([*lines, "", ""]).encode() + reply.data)

    def _break(self, effect: Break) -> None:
        self.close_connection = True
        if effect is Break.HANG:
            self.github.released.wait()
        elif effect is Break.HALF:
            self._send(Reply(200, '{"id": 1, "html'), whole=5000)
        elif effect is Break.RESET:
            # A socket that does not linger sends a reset when it is closed.
            linger = struct.pack("ii", 1, 0)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            self.rfile.close()
            self.connection.close()

    def log_message(self, *_: object) -> None:
        """Says nothing: a test looks at what was sent, not at a log."""


@contextmanager
def stand_in(prefix: str = "", graphql_path: str = "/graphql") -> Iterator[StandIn]:
    """A running stand-in; *prefix* is `/api/v3` for a GitHub Enterprise Server."""
    handler = type("Handler", (_Handler,), {"prefix": prefix, "graphql_path": graphql_path})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    github = StandIn(f"http://127.0.0.1:{server.server_port}{prefix}")
    github.world.grants[TOKEN] = Grant("release-bot")
    handler.github = github  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield github
    finally:
        github.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
