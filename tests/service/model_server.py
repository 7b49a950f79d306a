"""A scripted chat server: a queue of answers and the history of what was asked. An empty queue is an error."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from generator.prompting import PromptBook
from generator.settings import prompts_directory
from generator.writing.model import ChatClient, ModelConfig, ModelWriter

KEY = "sk-bi-mat-khong-duoc-lo-3141592653"

GUIDE = """# Hướng dẫn giữ an toàn dữ liệu tại bộ phận một cửa

## 1. Thời hạn trả lời

Cán bộ tiếp nhận phải trả lời yêu cầu của người dân trong 05 ngày làm việc.
Trường hợp bất khả kháng, thời hạn trả lời được kéo dài thêm 03 ngày làm việc.
Người dân được nhận kết quả trả lời qua thư điện tử hoặc tại bộ phận một cửa.

## 2. Việc không được làm

Cán bộ không được lưu mật khẩu trên trình duyệt của máy tính dùng chung.
Cán bộ không được gửi ảnh giấy tờ của người dân qua mạng xã hội.
Khi phát hiện lộ dữ liệu, cán bộ phải báo người phụ trách ngay trong ngày.

## 3. Lưu trữ hồ sơ dữ liệu

Hồ sơ dữ liệu công khai được lưu trữ trong thời hạn 10 năm tại văn phòng.
Hồ sơ dữ liệu nội bộ được lưu trữ trong thời hạn 20 năm tại kho lưu trữ.
"""

Answer = str | Callable[[Request, dict[str, Any]], "str | Response"]


class ScriptedModel:
    """Answers `/v1/chat/completions` with what `answers` holds, one after another; the last one again and again when
    `endless`."""

    def __init__(self, server: HTTPServer, *answers: Answer, endless: bool = False) -> None:
        self.answers = list(answers)
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self._endless = endless
        self.url = server.url_for("/v1")
        server.expect_request("/v1/chat/completions", method="POST").respond_with_handler(self._answer)

    def _answer(self, request: Request) -> Response:
        body = request.get_json()
        self.asked.append(body)
        self.headers.append(dict(request.headers))
        assert self.answers, "the script has no more answers"
        answer = self.answers[0] if self._endless and len(self.answers) == 1 else self.answers.pop(0)
        if callable(answer):
            answer = answer(request, body)
        return answer if isinstance(answer, Response) else stream(answer)


def events(text: str, *, finish: str | None = "stop") -> Iterator[str]:
    """The answer as server-sent events, in pieces of forty characters, with the usage at the end."""

    def event(**fields: Any) -> str:
        base = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "kich-ban"}
        return f"data: {json.dumps({**base, **fields})}\n\n"

    for at in range(0, len(text), 40):
        piece = {"role": "assistant", "content": text[at : at + 40]}
        yield event(choices=[{"index": 0, "delta": piece, "finish_reason": None}])
    if finish is not None:
        yield event(choices=[{"index": 0, "delta": {}, "finish_reason": finish}])
        yield event(choices=[], usage={"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120})
        yield "data: [DONE]\n\n"


def stream(text: str, *, finish: str | None = "stop") -> Response:
    return Response(events(text, finish=finish), content_type="text/event-stream")


def sentences(*pairs: tuple[str, list[str]], kind: str = "paragraph") -> str:
    """The JSON a good model answers."""
    return json.dumps(
        {"sentences": [{"text": text, "sources": sources, "kind": kind} for text, sources in pairs]},
        ensure_ascii=False,
    )


def quoting(request: Request, body: dict[str, Any]) -> str:
    """A good model: says the first two sentences of the first passage."""
    found = re.search(r"^\[P1\][^\n]*\n(.+?)(?=^\[P2\]|^<<<END)", body["messages"][1]["content"], re.S | re.M)
    assert found is not None
    lines = [line for line in found[1].split("\n") if line.endswith(".")][:2]
    return sentences(*((line, ["P1"]) for line in lines))


def writer(url: str, **changes: Any) -> ModelWriter:
    config = ModelConfig.model_validate(
        {"model": "kich-ban", "base_url": url, "api_key": SecretStr(KEY), "timeout": 5.0, "retries": 0} | changes
    )
    return ModelWriter(ChatClient(config), PromptBook(prompts_directory()))


def guide_file(folder: Path, text: str = GUIDE) -> Path:
    path = folder / "huong-dan.md"
    path.write_text(text, "utf-8")
    return path
