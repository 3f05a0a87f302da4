"""What keeps the page to itself: hosts, tokens, limits and the headers that a browser obeys."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATH, QUERY, BODY = 200, 2000, 20_000  # longest, in bytes
COOKIE = "dragoman"
LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]", "::1"})
STYLE = (
    "'sha256-+TfQir1nvDucAdvE6XUQBt4ayUjpAWkbw2kCdSfekHM='"  # the one style sheet that Plot writes into its pictures
)
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self' "
    + STYLE
    + "; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}


@dataclass(slots=True)
class Guard:
    """ASGI middleware; `token` is asked of every visitor where the page is open to other machines."""

    app: ASGIApp
    token: str | None = None
    write: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what must not be, else hand on, with the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})["write_token"] = self.write

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, headed)

    def _refusal(self, scope: MutableMapping[str, Any]) -> Response | None:
        headers = Headers(scope=scope)
        if len(scope["path"]) > PATH or len(scope["query_string"]) > QUERY:
            return PlainTextResponse("The address is too long.", 414)
        if self.token is None and _name(headers.get("host", "")) not in LOCAL:
            return PlainTextResponse("This page answers to 127.0.0.1 and localhost alone.", 421)
        if self.token is not None and not _same(_cookie(headers), self.token):
            return self._enter(scope)
        if scope["method"] not in {"GET", "HEAD"}:
            return self._writing(headers)
        return None

    def _enter(self, scope: MutableMapping[str, Any]) -> Response:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not _same(given, self.token or ""):
            return PlainTextResponse("Open the address with the token that `dragoman serve` printed.", 403)
        answer = RedirectResponse(scope["path"], 303)
        answer.set_cookie(COOKIE, given, httponly=True, samesite="strict")
        return answer

    def _writing(self, headers: Headers) -> Response | None:
        origin = headers.get("origin")
        foreign = origin is not None and origin.split("//", 1)[-1] != headers.get("host")
        if foreign or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return PlainTextResponse("Decisions are taken from this page's own origin alone.", 403)
        if not _same(headers.get("x-dragoman-token", ""), self.write):
            return PlainTextResponse("The page is of an earlier run of the server: load it again.", 403)
        if headers.get("content-type", "").partition(";")[0] != "application/json":
            return PlainTextResponse("Decisions are JSON.", 415)
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > BODY:
            return PlainTextResponse("The decision is too long.", 413)
        return None


def _name(host: str) -> str:
    return host.rpartition(":")[0] if ":" in host and not host.endswith("]") else host


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
