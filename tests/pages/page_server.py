"""The real `soan serve` over a small library with four people in it, and a browser that is one of them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from argon2 import PasswordHasher
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from generator.domain.base import LANGUAGES
from generator.domain.people import LOCAL, ROLES, Actor
from generator.search.hybrid import HybridSearcher
from generator.service import Soan
from generator.service.people import People
from generator.storage.store import Store
from generator.writing.extractive import ExtractiveAuthor

ROOT = Path(__file__).parents[2]
GUIDES = ("vi/01-ai-co-trach-nhiem.md", "vi/02-viet-cau-lenh.md", "vi/03-du-lieu-ca-nhan.md")
PASSWORD = "rừng thông buổi sớm 27"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 740}
_CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


class Site(NamedTuple):
    """A running server: its address, the service over the same data for preparing and asserting, people by login."""

    url: str
    soan: Soan
    people: dict[str, Actor]


@contextmanager
def serving(data: Path) -> Iterator[Site]:
    """`soan serve` over that folder, filled with a few starter guides. Logins are the names of the roles
    ("trainer", …) and "trainer2"; everybody's password is PASSWORD."""
    data.mkdir(parents=True, exist_ok=True)
    store = Store.open(f"sqlite:///{data / 'soan.db'}")
    soan = Soan(store, HybridSearcher(store, vectors=None, embedder=None), ExtractiveAuthor())
    soan.__dict__["people"] = People(store, hasher=CHEAP)
    soan.add_guides([ROOT / "corpus" / name for name in GUIDES], manifest=ROOT / "corpus" / "manifest.yaml")
    people = {role: enrol(soan.people, role, role) for role in ROLES}
    people["trainer2"] = enrol(soan.people, "trainer2", "trainer")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "generator.cli", "serve", "--port", str(port), "--data", str(data)]
    environment = {**os.environ, "SOAN_EMBEDDER": "none"}
    with (data / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(f"{url}/health", process, data / "serve.log")
            yield Site(url, soan, people)
        finally:
            process.terminate()
            process.wait(timeout=20)
            store.close()


def enrol(people: People, login: str, role: str) -> Actor:
    """A person of that role with PASSWORD, acting."""
    person, once = people.add(LOCAL, login, login.title(), (role,))  # type: ignore[arg-type]
    people.set_new_password(people.sign_in(login, once).token, PASSWORD)
    return person.actor()


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(log.read_text("utf-8"))
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise TimeoutError(log.read_text("utf-8"))


def launch(playwright: Playwright) -> Browser:
    """Debian's chromium, asking nobody outside."""
    program = next(name for name in _CHROMIUM if Path(name).exists())
    return playwright.chromium.launch(executable_path=program, args=list(_FLAGS))


def signed_in(
    browser: Browser, url: str, login: str, viewport: dict[str, int] | None = None, language: str = "vi"
) -> BrowserContext:
    """A browser window of its own in which that person is signed in; the caller closes it."""
    assert language in LANGUAGES
    context = browser.new_context(viewport=viewport or DESKTOP, accept_downloads=True)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    context.add_cookies([{"name": "soan_lang", "value": language, "url": url}])
    answer = context.request.post(f"{url}/login", form={"login": login, "password": PASSWORD}, max_redirects=0)
    assert answer.status == 303, answer.text()
    return context


def visit(context: BrowserContext, url: str, path: str = "", language: str = "vi") -> Page:
    """A page of the interface, ready to be used."""
    page = context.new_page()
    page.goto(f"{url}/{language}/{path}")
    page.wait_for_selector("h1")
    page.wait_for_timeout(800)  # a stream of events stays open, so the network is never idle
    return page
