"""The client of an OpenAI-compatible chat server: one streamed call, its failures told in plain sentences."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import SecretStr

from generator.domain.base import Value
from generator.errors import Cancelled, ServerFailed

Method = Literal["plain", "json_mode", "json_schema", "function_calling"]
Message = tuple[Literal["system", "user", "assistant"], str]
RETRIES = 2  # of the client library, for 429 and 5xx, waiting as Retry-After asks; nothing here retries again
WHOLE = 5  # a call may last this many times the silence that is allowed
CHARACTERS_PER_TOKEN = 8  # no writing system packs more into a token: an answer past this runs away


class ModelConfig(Value):
    """The server, the key, the model. `timeout` in seconds of silence, `context` in tokens; `method`: how JSON is asked
    for."""

    model: str
    base_url: str = ""
    api_key: SecretStr = SecretStr("")
    timeout: float = 120
    context: int = 8192
    method: Method = "plain"
    temperature: float | None = None
    retries: int = RETRIES

    @property
    def host(self) -> str:
        """The server's name as people may see it: no key, no path."""
        parts = urlsplit(self.base_url or "https://api.openai.com")
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


class Reply(Value):
    """What came back: whole, broken off by the server or the network, or too long."""

    text: str
    end: Literal["whole", "cut", "long"]
    seconds: float
    tokens_in: int | None = None
    tokens_out: int | None = None


class ChatClient:
    """Calls one model. Never logs; no error repeats a key, a header or a body."""

    def __init__(self, config: ModelConfig) -> None:
        self.config = config

    def call(
        self,
        messages: Sequence[Message],
        *,
        schema: Mapping[str, Any],
        most: int,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Reply:
        """One answer of at most `most` tokens. `schema` is the JSON schema of what is wanted, used as the method says.

        Raises ServerFailed, and Cancelled as soon as `cancelled()` is true.
        """
        started = time.monotonic()
        pieces: list[str] = []
        size = 0
        usage: dict[str, int] = {}
        reason = ""
        try:
            for chunk in self._stream(messages, schema, most):
                if cancelled():
                    raise Cancelled(problem="")
                text = _text(chunk)
                pieces.append(text)
                size += len(text)
                usage = dict(chunk.usage_metadata or usage)
                reason = str(chunk.response_metadata.get("finish_reason") or reason)
                if size > most * CHARACTERS_PER_TOKEN:
                    reason = "length"
                    break
                if time.monotonic() - started > WHOLE * self.config.timeout:
                    raise ServerFailed(key="slow", values={"seconds": round(WHOLE * self.config.timeout)})
        except (Cancelled, ServerFailed):
            raise
        except self._failures as error:
            raise self._told(error, begun=bool(pieces)) from None  # the cause may carry the request's headers
        return Reply(
            text="".join(pieces),
            end="long" if reason == "length" else "whole" if reason else "cut",
            seconds=round(time.monotonic() - started, 3),
            tokens_in=usage.get("input_tokens"),
            tokens_out=usage.get("output_tokens"),
        )

    def _stream(self, messages: Sequence[Message], schema: Mapping[str, Any], most: int) -> Iterator[Any]:
        if cannot := self._cannot:
            raise ServerFailed(key="bad_address", values={"address": cannot})
        name = str(schema.get("title", "answer"))
        llm, method = self._llm, self.config.method
        if method == "function_calling":
            tool = {"type": "function", "function": {"name": name, "description": name, "parameters": dict(schema)}}
            return iter(llm.bind_tools([tool], tool_choice=name).stream(list(messages), max_tokens=most))
        # in the body itself: the client library would parse an answer to `response_format` and fail in its own way
        extra: dict[str, Any] = {}
        if method == "json_mode":
            extra = {"response_format": {"type": "json_object"}}
        elif method == "json_schema":
            wanted = {"name": name, "schema": dict(schema), "strict": False}
            extra = {"response_format": {"type": "json_schema", "json_schema": wanted}}
        return iter(llm.stream(list(messages), max_tokens=most, **({"extra_body": extra} if extra else {})))

    @property
    def _cannot(self) -> str:
        """The address, when it is none."""
        address = self.config.base_url
        parts = urlsplit(address)
        return "" if not address or (parts.scheme in ("http", "https") and parts.hostname) else address

    @cached_property
    def _llm(self) -> Any:
        # what is sent to the model must not go to a tracing service as well
        os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"
        from langchain_openai import ChatOpenAI

        config = self.config
        return ChatOpenAI(
            model=config.model,
            base_url=config.base_url or None,
            api_key=config.api_key if config.api_key.get_secret_value() else SecretStr("none"),
            timeout=config.timeout,
            max_retries=config.retries,
            temperature=config.temperature,
            use_responses_api=False,  # newer model names would be routed to an address that compatible servers lack
            stream_usage=True,
        )

    @cached_property
    def _failures(self) -> tuple[type[Exception], ...]:
        import httpx2
        from openai import OpenAIError

        # ValueError: what came was no stream of JSON events, or had no event at all
        return OpenAIError, httpx2.HTTPError, httpx2.StreamError, ValueError

    def _told(self, error: Exception, *, begun: bool) -> ServerFailed:
        import httpx2
        import openai

        host, seconds = self.config.host, round(self.config.timeout)
        if isinstance(error, openai.APITimeoutError | httpx2.TimeoutException):
            return ServerFailed(key="silent", values={"host": host, "seconds": seconds})
        if isinstance(error, openai.APIResponseValidationError | ValueError):
            return ServerFailed(key="not_api", values={"host": host})
        if isinstance(error, openai.APIConnectionError | httpx2.TransportError | httpx2.StreamError):
            return ServerFailed(key="cut" if begun else "unreachable", values={"host": host})
        if isinstance(error, openai.APIStatusError):
            return self._status(error.status_code, dict(error.response.headers))
        return ServerFailed(key="broken", values={"host": host})

    def _status(self, status: int, headers: Mapping[str, str]) -> ServerFailed:
        host, model = self.config.host, self.config.model
        if status in (401, 403):
            return ServerFailed(key="key", values={"host": host})
        if status == 404:
            return ServerFailed(key="no_model", values={"host": host, "model": model})
        if status == 429:
            wait = headers.get("retry-after", "")
            if wait.isdigit():
                return ServerFailed(key="busy_until", values={"host": host, "seconds": int(wait)})
            return ServerFailed(key="busy", values={"host": host})
        if status >= 500:
            return ServerFailed(key="server", values={"host": host, "status": status})
        return ServerFailed(key="refused", values={"host": host, "status": status})


def _text(chunk: Any) -> str:
    """The words of a piece: of the message, or of the arguments of a called function."""
    content = chunk.content if isinstance(chunk.content, str) else ""
    return content or "".join(str(call.get("args") or "") for call in getattr(chunk, "tool_call_chunks", ()))
