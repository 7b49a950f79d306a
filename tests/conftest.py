"""Shared by all tests: outside tools are named, never guessed; a missing one skips, or fails under --require-all."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(shutil.which(name) for name in names)


def _postgresql() -> bool:
    return bool(shutil.which("initdb")) or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _tesseract_vie() -> bool:
    if not shutil.which("tesseract"):
        return False
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return "vie" in (listed.stdout + listed.stderr).split()


TOOLS: dict[str, Callable[[], bool]] = {
    "chromium": _program("chromium", "chromium-browser", "google-chrome"),
    "postgresql": _postgresql,
    "soffice": _program("soffice", "libreoffice"),
    "pdftoppm": _program("pdftoppm"),
    "tesseract-vie": _tesseract_vie,
    "antiword": _program("antiword"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--require-all", action="store_true", help="a missing outside tool fails instead of skipping")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        for tool in marker.args:
            if not TOOLS[tool]():
                if item.config.getoption("--require-all"):
                    pytest.fail(f"{tool} is missing, and --require-all was given")
                pytest.skip(f"needs {tool}: install it to run this test")


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine reaches a test."""
    for name in ("SOAN_DATA", "SOAN_LANG", "SOAN_DATABASE", "SOAN_CHROMA_URL", "SOAN_EMBEDDER"):
        monkeypatch.delenv(name, raising=False)
