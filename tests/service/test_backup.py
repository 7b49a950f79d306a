"""A backup while others write; the copy put back verifies; no secret is in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from people_helpers import CHEAP, enrol
from sqlalchemy import create_engine, text
from work_samples import SENTENCES, add_guide, lesson

from generator.errors import FileDamaged, FileMissing, StateError
from generator.search.hybrid import HybridSearcher
from generator.service import Soan
from generator.service.backup import DATABASE, RECORD
from generator.service.people import People
from generator.settings import Settings
from generator.storage.store import Store
from generator.writing.extractive import ExtractiveAuthor


def opened(url: str, folder: Path) -> Soan:
    store = Store.open(url)
    soan = Soan(store, HybridSearcher(store, vectors=None, embedder=None), ExtractiveAuthor())
    soan.uploads_folder = folder / "uploads"
    soan.__dict__["people"] = People(store, hasher=CHEAP)
    return soan


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def served(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Soan]:
    """A library in use, on either database."""
    url = f"sqlite:///{tmp_path / 'live' / 'soan.db'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("server")
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        engine.dispose()
    soan = opened(url, tmp_path / "live")
    yield soan
    soan.store.close()


def test_a_backup_while_others_write_comes_back_whole(served: Soan, tmp_path: Path) -> None:
    guide = add_guide(served.store, "1/2024/QĐ-TV", SENTENCES)
    lan = enrol(served.people, "lan", "trainer")
    served.works.add(lan, lesson(served.store, guide))
    stop = threading.Event()
    made: list[str] = []

    def write() -> None:
        while not stop.is_set():
            made.append(served.works.add(lan, lesson(served.store, guide)).id)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        records = [served.backup.save(tmp_path / "copy") for _ in range(2)]
    finally:
        stop.set()
        writer.join()
    record = records[-1]
    assert made
    assert 0 < record.head.seq < served.review.head(lan).seq + 1
    other = opened(f"sqlite:///{tmp_path / 'other' / 'soan.db'}", tmp_path / "other")
    restored = other.backup.restore(tmp_path / "copy")
    assert restored.soundness.ok
    assert restored.soundness.head == record.head
    assert other.store.counts() == {"guides": 1, "passages": 5, "without_vectors": 5}
    assert [hit.guide.id for hit in other.search("lệ phí vay sách lần đầu", k=1)] == [guide.id]
    with pytest.raises(StateError):
        other.backup.restore(tmp_path / "copy")
    other.works.add(lan, lesson(other.store, guide))
    assert other.backup.restore(tmp_path / "copy", force=True).soundness.head == record.head
    other.store.close()


@pytest.mark.needs("postgresql")
def test_from_sqlite_to_postgresql_and_on(server: str, tmp_path: Path) -> None:
    source = opened(f"sqlite:///{tmp_path / 'soan.db'}", tmp_path / "a")
    guide = add_guide(source.store, "1/2024/QĐ-TV", SENTENCES)
    lan = enrol(source.people, "lan", "trainer")
    source.works.add(lan, lesson(source.store, guide))
    source.uploads.keep("x.md", b"# Noi quy")
    source.backup.save(tmp_path / "copy")
    source.store.close()
    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    target = opened(server, tmp_path / "b")
    assert target.backup.restore(tmp_path / "copy").soundness.ok
    assert len([path for path in target.uploads.folder.rglob("*") if path.is_file()]) == 1
    second = add_guide(target.store, "2/2024/QĐ-TV", (*SENTENCES, "Thêm một câu."))  # row numbers go on
    target.works.add(lan, lesson(target.store, second))
    assert target.review.verify(lan).ok
    assert target.search("lệ phí vay sách lần đầu", k=1)
    target.store.close()


def test_no_secret_is_in_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-khoa-may-chu-mo-hinh")
    monkeypatch.setenv("SOAN_OIDC_CLIENT_SECRET", "bi-mat-cua-nha-cung-cap")
    soan = opened(f"sqlite:///{tmp_path / 'soan.db'}", tmp_path)
    person, once = soan.people.add(enrol(soan.people, "quan", "administrator"), "lan", "Lan", ("trainer",))
    session = soan.people.set_new_password(soan.people.sign_in("lan", once).token, "rừng thông buổi sớm 27")
    _, token = soan.people.make_token(person.actor(), "máy", ["read"])
    _, link = soan.people.invite(enrol(soan.people, "chu", "administrator"), ["learner"])
    soan.backup.save(tmp_path / "copy")
    soan.store.close()
    dump = b"".join(path.read_bytes() for path in (tmp_path / "copy").rglob("*") if path.is_file())
    for secret in (
        "sk-khoa-may-chu-mo-hinh",
        "bi-mat-cua-nha-cung-cap",
        "rừng thông buổi sớm 27",
        once,
        session.token,
        token,
        link,
    ):
        assert secret.encode() not in dump
    assert b"$argon2id$" in dump


def test_a_database_address_comes_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "address").write_text("postgresql://soan:mat-khau@db/soan\n")
    assert Settings(database_file=tmp_path / "address").database_url == "postgresql://soan:mat-khau@db/soan"


def test_a_damaged_or_missing_backup_is_refused_before_anything_happens(tmp_path: Path) -> None:
    soan = opened(f"sqlite:///{tmp_path / 'soan.db'}", tmp_path)
    add_guide(soan.store, "1/2024/QĐ-TV", SENTENCES)
    with pytest.raises(FileMissing):
        soan.backup.restore(tmp_path / "none", force=True)
    soan.backup.save(tmp_path / "copy")
    content = bytearray((tmp_path / "copy" / DATABASE).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "copy" / DATABASE).write_bytes(content)
    with pytest.raises(FileDamaged):
        soan.backup.restore(tmp_path / "copy", force=True)
    (tmp_path / "copy" / RECORD).write_text("{}")
    with pytest.raises(FileDamaged):
        soan.backup.restore(tmp_path / "copy", force=True)
    assert soan.store.counts()["guides"] == 1
    soan.store.close()
