"""One contract, two databases: every test that takes `url` runs on SQLite and on a private PostgreSQL server."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from generator.storage.store import Store


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


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """URL of a new database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'library' / 'soan.db'}"
    address: str = request.getfixturevalue("server")
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An open, empty store."""
    opened = Store.open(url)
    yield opened
    opened.close()
