"""How much one caller may ask: requests in a while, and bytes of one body. Counted in this process."""

from __future__ import annotations

import hashlib
import time
from typing import TYPE_CHECKING, NamedTuple

from fastapi import Request

from generator.api.wire import language_of, problem_of
from generator.errors import BodyTooLarge, SoanError, TooManyRequests

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Limits(NamedTuple):
    """Rates in the notation of the `limits` package ("120/minute"), and the largest body in megabytes."""

    token: str = "120/minute"
    address: str = "600/minute"
    megabytes: int = 50

    @classmethod
    def set(cls) -> Limits:
        """As the settings say."""
        from generator.settings import Settings

        settings = Settings()
        return cls(settings.api_rate, settings.api_rate_address, settings.upload_megabytes)


class Brake:
    """ASGI middleware. The address counts for every request, so that trying tokens is slowed too."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        from limits import parse
        from limits.storage import MemoryStorage
        from limits.strategies import MovingWindowRateLimiter

        self._app = app
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._token, self._address = parse(limits.token), parse(limits.address)
        self._megabytes = limits.megabytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        error = self._too_many(request) or self._too_large(request)
        if error is not None:
            await problem_of(error, language_of(request))(scope, receive, send)
            return
        counted = _Counted(receive, self._megabytes)

        async def answer(message: Message) -> None:
            if not counted.too_large:
                await send(message)

        try:
            await self._app(scope, counted.receive, answer)
        finally:
            if counted.too_large:  # a body without a stated length; the framework would call it malformed
                await problem_of(self._large(), language_of(request))(scope, receive, send)

    def _too_many(self, request: Request) -> SoanError | None:
        address = request.client.host if request.client is not None else ""
        asked = [(self._address, f"address:{address}")]
        token = request.headers.get("authorization", "")
        if token:
            asked.append((self._token, f"token:{hashlib.sha256(token.encode()).hexdigest()}"))
        for rate, key in asked:
            if not self._limiter.hit(rate, key):
                reset = self._limiter.get_window_stats(rate, key).reset_time
                return TooManyRequests(seconds=max(1, round(reset - time.time())))
        return None

    def _too_large(self, request: Request) -> SoanError | None:
        stated = request.headers.get("content-length", "")
        if stated.isdigit() and int(stated) > self._megabytes * 1_000_000:
            return self._large()
        return None

    def _large(self) -> BodyTooLarge:
        return BodyTooLarge(limit=f"{self._megabytes} MB")


class _Counted:
    """The body as it comes in, cut off where it grows too long."""

    def __init__(self, receive: Receive, megabytes: int) -> None:
        self._receive = receive
        self._most = megabytes * 1_000_000
        self._seen = 0

    @property
    def too_large(self) -> bool:
        return self._seen > self._most

    async def receive(self) -> Message:
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self.too_large:
            return {"type": "http.disconnect"}
        return message
