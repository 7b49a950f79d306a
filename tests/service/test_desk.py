"""The desk: the queue, vigilance, the self-assessment form; the whole way on PostgreSQL too."""

from __future__ import annotations

from pathlib import Path

import pytest
from people_helpers import CHEAP, Clock, enrol
from work_samples import SENTENCES, add_guide, lesson

from generator.domain.people import Actor
from generator.domain.works import WorkRecord
from generator.errors import StateError
from generator.search.hybrid import HybridSearcher
from generator.service import Soan
from generator.service.people import People
from generator.storage.store import Store
from generator.writing.extractive import ExtractiveAuthor

TICKS = (("R4", ""), ("R6", "Chỉ để bồi dưỡng."), ("R7", "30/06/2030, phòng bạn đọc"))


@pytest.fixture
def minh(soan: Soan) -> Actor:
    return enrol(soan.people, "minh", "reviewer")


@pytest.fixture
def record(soan: Soan) -> WorkRecord:
    lan = enrol(soan.people, "lan", "trainer", "reviewer")
    guide = add_guide(soan.store, "1/2024/QĐ-TV", SENTENCES)
    return soan.review.submit(lan, soan.works.add(lan, lesson(soan.store, guide)).id)


def test_the_riskiest_work_waits_first_and_ones_own_last(soan: Soan, minh: Actor, record: WorkRecord) -> None:
    guide = soan.guides()[0]
    hoa = enrol(soan.people, "hoa", "trainer", "reviewer")
    wrong = soan.works.add(hoa, lesson(soan.store, guide, wrong="Hồ sơ giải quyết trong 99 ngày."))
    soan.review.submit(hoa, wrong.id)
    assert [row.record.id for row in soan.review.queue(minh)] == [wrong.id, record.id]
    assert [(row.record.id, row.own) for row in soan.review.queue(hoa)] == [(record.id, False), (wrong.id, True)]


def test_a_planted_error_is_seen_by_one_reviewer_and_stored_nowhere_else(
    soan: Soan, minh: Actor, record: WorkRecord
) -> None:
    before = {found.claim.text for found in soan.review.desk(minh, record.id).claims}
    soan.review.watch(minh, record.id)
    soan.review.watch(minh, record.id)  # a second time changes nothing
    desk = soan.review.desk(minh, record.id)
    (planted,) = [found for found in desk.claims if found.claim.text not in before]
    assert planted.assessment.status == "quoted"  # the program does not give it away
    other = enrol(soan.people, "tam", "reviewer")
    assert {found.claim.text for found in soan.review.desk(other, record.id).claims} == before
    history = len(soan.review.history(minh, record.id))
    soan.review.decide(minh, record.id, planted.claim.id, "fix", "Sai so với nguồn.")
    assert len(soan.review.history(minh, record.id)) == history
    assert {found.claim.text for found in soan.review.desk(minh, record.id).claims} == before
    told = soan.review.end_watch(minh, record.id)
    assert told is not None and (told.outcome, told.planted.text) == ("found", planted.claim.text)
    assert soan.review.my_watch(minh) == (1, 0)
    assert soan.review.my_watch(other) == (0, 0)
    assert soan.review.verify(minh).ok


@pytest.mark.parametrize("decides", [True, False])
def test_a_planted_error_that_passes_counts_as_missed(
    soan: Soan, minh: Actor, record: WorkRecord, decides: bool
) -> None:
    texts = {found.claim.text for found in soan.review.desk(minh, record.id).claims}
    soan.review.watch(minh, record.id)
    if decides:
        planted = next(c for c in soan.review.desk(minh, record.id).claims if c.claim.text not in texts)
        soan.review.decide(minh, record.id, planted.claim.id, "right")
    told = soan.review.end_watch(minh, record.id)
    assert told is not None and told.outcome == "missed"
    assert soan.review.my_watch(minh) == (0, 1)


def test_the_form_is_filled_from_evidence_and_leaves_the_rest_open(
    soan: Soan, minh: Actor, record: WorkRecord, tmp_path: Path
) -> None:
    from docx import Document

    rows = {row.id: row for row in soan.review.form(minh, record.id, tmp_path / "mau.docx").rows}
    assert list(rows) == ["B1", "B2", "B3", "C1", "C2", "C3", "D1", "D2", "D3", "E1", "E2", "E3"]
    assert (rows["B1"].mark, rows["B3"].mark, rows["D3"].mark) == ("met", "", "not_applicable")
    for line, note in TICKS:
        soan.review.answer(minh, record.id, line, "yes", note)
    filled = soan.review.form(minh, record.id, tmp_path / "mau.docx")
    assert {row.id: row.mark for row in filled.rows}["B3"] == "met"
    assert "30/06/2030" in filled.responsible
    document = Document(str(tmp_path / "mau.docx"))
    (table,) = document.tables
    assert len(table.columns) == 5 and len(table.rows) == 1 + 4 + 12
    assert "05/2026/TT-BKHCN" in "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.needs("postgresql")
def test_the_whole_way_on_postgresql(server: str) -> None:
    from sqlalchemy import create_engine, text

    engine = create_engine(server.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    store = Store.open(server)
    soan = Soan(store, HybridSearcher(store, vectors=None, embedder=None), ExtractiveAuthor())
    soan.__dict__["people"] = People(store, hasher=CHEAP, clock=Clock())
    lan, minh = enrol(soan.people, "lan", "trainer"), enrol(soan.people, "minh", "reviewer")
    old = add_guide(store, "1/2024/QĐ-TV", SENTENCES)
    record = soan.works.add(lan, lesson(store, old))
    part = soan.works.open(lan, record.id).parts["title"]
    soan.works.save_part(lan, record.id, "title", "Vay sách", part.mark)
    record = soan.works.commit(lan, record.id)
    record = soan.review.submit(lan, record.id)
    for found in soan.review.desk(minh, record.id).claims:
        soan.review.decide(minh, record.id, found.claim.id, "right")
    for line, note in TICKS:
        soan.review.answer(minh, record.id, line, "yes", note)
    soan.review.approve(minh, record.id, record.content_sha256)
    assert soan.review.publish(lan, record.id).published == 2
    new = add_guide(store, "9/2026/QĐ-TV", SENTENCES[1:])
    soan.impact.replace(minh, old.id, new.id)
    assert soan.works.list(lan, text="vay sach", stale=True, guide=old.id)[0].stale
    assert soan.review.verify(minh).ok
    soan.review.withdraw(minh, record.id, "Đã cũ.")
    with pytest.raises(StateError):
        soan.review.publish(lan, record.id)
    store.close()
