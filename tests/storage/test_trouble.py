"""A full disk, a read-only one, a killed writer: one sentence, and a library that stands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from generator.errors import StorageFailed
from generator.storage.events import append, check_chain, writing
from generator.storage.store import Store


def test_a_full_disk_is_told_and_changes_nothing(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'soan.db'}")
    with store.engine.connect() as connection:
        used = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count={used}"))  # what a full disk answers, SQLITE_FULL
        connection.commit()
        with pytest.raises(StorageFailed) as caught:
            connection.execute(text("INSERT INTO meta VALUES ('big', :value)"), {"value": "x" * 10_000_000})
        connection.rollback()
    assert "đĩa đã đầy" in caught.value.sentence("vi")
    assert "disk is full" in caught.value.sentence("en")
    assert store.meta("big") is None
    store.close()


def test_a_read_only_database_is_told(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'soan.db'}")
    with store.engine.connect() as connection:
        connection.execute(text("PRAGMA query_only=ON"))  # root may write anywhere, so permissions would not tell
        with pytest.raises(StorageFailed) as caught:
            connection.execute(text("INSERT INTO meta VALUES ('x', 'y')"))
    assert "ghi" in caught.value.sentence("vi")
    store.close()


def test_a_database_out_of_reach_is_told() -> None:
    with pytest.raises(StorageFailed):
        Store.open("postgresql://soan@127.0.0.1:1/soan")


WRITER = """
import sys
from generator.storage.events import append, writing
from generator.storage.store import Store
store = Store.open(sys.argv[1])
print("ready", flush=True)
while True:
    with writing(store.engine) as connection:
        for _ in range(20):
            append(connection, kind="tried", who="local", person_id="local", via="local", words="x" * 5000)
"""


def test_a_writer_killed_at_any_moment_leaves_whole_links(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'soan.db'}"
    Store.open(url).close()
    for wait in (0.05, 0.13, 0.21):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(timeout=wait)
        writer.kill()
        writer.wait()
        writer.stdout.close()
    store = Store.open(url)
    with store.engine.connect() as connection:
        assert check_chain(connection) == []
        count = connection.execute(text("SELECT count(*) FROM events")).scalar()
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    assert count is not None
    assert count % 20 == 0  # a transaction is there whole or not at all
    with writing(store.engine) as connection:
        append(connection, kind="after", who="local", person_id="local", via="local")
    store.close()
