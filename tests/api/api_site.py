"""The API over a small library, and a person with a token for each role."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event

from generator.api.app import build
from generator.api.limits import Limits
from generator.domain.people import LOCAL, ROLES, SCOPES, Actor, Role, Scope
from generator.search.hybrid import HybridSearcher
from generator.service import Soan
from generator.service.people import People
from generator.storage.store import Store
from generator.writing.extractive import ExtractiveAuthor

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
GUIDE = """# Quy định vay sách của thư viện xã

## Điều 1. Thời hạn

Hồ sơ vay sách được giải quyết trong 05 ngày làm việc kể từ ngày nhận đủ giấy tờ theo quy định.
Bạn đọc không phải nộp lệ phí khi vay sách lần đầu tại thư viện xã.

## Điều 2. Việc của thủ thư

Thủ thư phải ghi tên sách vào sổ trước khi giao sách cho bạn đọc.
Thủ thư phải trả lời bạn đọc bằng văn bản khi từ chối cho vay sách.

## Điều 3. Trách nhiệm của bạn đọc

Bạn đọc làm mất sách thì phải mua trả thư viện cuốn sách cùng tên trong 30 ngày.
Bạn đọc không được cho người khác mượn lại sách của thư viện.
"""


class Site(NamedTuple):
    """The API, the service under it, people by role, and tokens."""

    app: FastAPI
    soan: Soan
    people: dict[str, Actor]
    tokens: dict[tuple[str, str], str]  # (role, scope or "all") → token

    def client(self) -> TestClient:
        return TestClient(self.app, raise_server_exceptions=False)

    def as_(self, role: str, scope: str = "all") -> dict[str, str]:
        """The headers with which somebody calls; none for nobody."""
        return {"Authorization": f"Bearer {self.tokens[role, scope]}"} if role else {}


def site_in(folder: Path, limits: Limits) -> Iterator[Site]:
    store = Store.open(f"sqlite:///{folder / 'soan.db'}")
    event.listen(store.engine, "connect", lambda raw, record: raw.execute("PRAGMA synchronous=OFF"))
    soan = Soan(store, HybridSearcher(store, vectors=None, embedder=None), ExtractiveAuthor())
    soan.uploads_folder = folder / "uploads"
    soan.__dict__["people"] = People(store, hasher=CHEAP)
    soan.uploads.add_guide("vay-sach.md", GUIDE.encode())
    people: dict[str, Actor] = {}
    tokens: dict[tuple[str, str], str] = {}
    for role in ROLES:
        people[role] = enrol(soan, role, role)
        tokens[role, "all"] = soan.people.make_token(people[role], "test", SCOPES)[1]
        for scope in SCOPES:
            tokens[role, scope] = make_token(soan, people[role], scope)
    people["everything"] = enrol(soan, "everything", *ROLES)
    for scope in SCOPES:
        tokens["everything", scope] = make_token(soan, people["everything"], scope)
    yield Site(build(soan, limits), soan, people, tokens)
    store.close()


def enrol(soan: Soan, login: str, *roles: Role) -> Actor:
    person, once = soan.people.add(LOCAL, login, login.title(), roles)
    soan.people.set_new_password(soan.people.sign_in(login, once).token, f"{login} đi chợ sớm")
    return person.actor()


def make_token(soan: Soan, actor: Actor, scope: Scope) -> str:
    return soan.people.make_token(actor, scope, [scope])[1]


def events(body: str) -> list[tuple[str, Any]]:
    """Server-sent events as (name, data)."""
    found = []
    for block in body.strip().split("\n\n"):
        name, data = block.split("\n", 1)
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found
