"""The library of works: editing by part, two editors at once, versions, search, deletion, files and their stamp."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from people_helpers import enrol
from work_samples import CHANGED, SENTENCES, add_guide, lesson

from generator.domain.people import LOCAL, Actor
from generator.domain.work import KINDS
from generator.domain.works import WorkRecord
from generator.errors import DocumentNotSoan, EditConflict, Forbidden, InputError, NotFound, StateError
from generator.grounding.envelope import read_envelope
from generator.messages import say
from generator.review.parts import changed_words
from generator.service import Soan
from generator.storage.store import Store


@pytest.fixture
def lan(soan: Soan) -> Actor:
    return enrol(soan.people, "lan", "trainer")


@pytest.fixture
def hoa(soan: Soan) -> Actor:
    return enrol(soan.people, "hoa", "trainer")


@pytest.fixture
def minh(soan: Soan) -> Actor:
    return enrol(soan.people, "minh", "reviewer")


@pytest.fixture
def record(soan: Soan, lan: Actor, hoa: Actor) -> WorkRecord:
    guide = add_guide(soan.store, "1/2024/QĐ-TV", SENTENCES)
    made = soan.works.add(lan, lesson(soan.store, guide))
    return soan.works.share(lan, made.id, ["hoa"])


def approve(soan: Soan, owner: Actor, minh: Actor, record: WorkRecord) -> WorkRecord:
    record = soan.review.submit(owner, record.id)
    for line, note in (("R4", ""), ("R6", "Bồi dưỡng."), ("R7", "30/06/2027, thư viện")):
        soan.review.answer(minh, record.id, line, "yes", note)
    for blocker in soan.review.desk(minh, record.id).blockers:
        assert blocker.rule != "claim_undecided"
    return soan.review.approve(minh, record.id, record.content_sha256)


# -- two editors -------------------------------------------------------------------------------------------------------


def test_two_editors_of_different_parts_do_not_disturb_each_other(
    soan: Soan, lan: Actor, hoa: Actor, record: WorkRecord
) -> None:
    mine, theirs = soan.works.open(lan, record.id).parts, soan.works.open(hoa, record.id).parts
    soan.works.save_part(lan, record.id, "title", "Tên của Lan", mine["title"].mark)
    changed = {**theirs["sections:s2"].value, "title": "Đoạn của Hoa"}  # type: ignore[dict-item]
    soan.works.save_part(hoa, record.id, "sections:s2", changed, theirs["sections:s2"].mark)
    after = soan.works.commit(lan, record.id, note="chung")
    version, _ = soan.works.version(lan, after.id)
    assert after.title == "Tên của Lan"
    assert version.content["sections"][1]["title"] == "Đoạn của Hoa"  # type: ignore[index,call-overload]
    assert set(version.editors) == {lan.id, hoa.id}


def test_two_editors_of_one_part_keep_both_texts(soan: Soan, lan: Actor, hoa: Actor, record: WorkRecord) -> None:
    seen = soan.works.open(lan, record.id).parts["title"].mark
    soan.works.save_part(lan, record.id, "title", "Tên của Lan", seen)
    with pytest.raises(EditConflict) as caught:
        soan.works.save_part(hoa, record.id, "title", "Tên của Hoa", seen)
    (clash,) = soan.works.open(hoa, record.id).clashes
    assert clash.id == caught.value.details["clash"]
    assert (clash.theirs, clash.theirs_by, clash.mine, clash.mine_by) == ("Tên của Lan", lan.id, "Tên của Hoa", hoa.id)
    with pytest.raises(StateError):
        soan.works.commit(lan, record.id)
    soan.works.settle(lan, record.id, clash.id, "Tên của Lan và Hoa")
    assert soan.works.commit(lan, record.id).title == "Tên của Lan và Hoa"


def test_the_same_edit_twice_is_no_conflict_and_autosave_goes_on(soan: Soan, lan: Actor, record: WorkRecord) -> None:
    mark = soan.works.open(lan, record.id).parts["title"].mark
    for text in ("V", "Va", "Vay", "Vay"):
        mark = soan.works.save_part(lan, record.id, "title", text, mark)
    soan.works.save_part(lan, record.id, "title", "Vay", "an old mark")  # a double click
    assert soan.works.open(lan, record.id).unsaved
    assert soan.works.get(lan, record.id).title == "Cho bạn đọc vay sách"


def test_parts_that_do_not_fit_are_refused(soan: Soan, lan: Actor, record: WorkRecord) -> None:
    parts = soan.works.open(lan, record.id).parts
    for part, value in (("title", 5), ("sections:s1", {"id": "s1"}), ("sections:s1", {"id": "s9", "title": "x"})):
        with pytest.raises((InputError, NotFound)):
            soan.works.save_part(lan, record.id, part, value, parts[part].mark)  # type: ignore[arg-type]
    for part in ("generation", "sources", "checklist", "id", "unknown"):
        with pytest.raises(NotFound):
            soan.works.save_part(lan, record.id, part, None, parts[part].mark if part in parts else "")
    assert not soan.works.open(lan, record.id).unsaved


def test_a_whole_version_is_saved_only_on_the_newest(soan: Soan, lan: Actor, record: WorkRecord) -> None:
    guide = soan.guides()[0]
    other = lesson(soan.store, guide).model_copy(update={"title": "Bản hai"})
    after = soan.works.save(lan, record.id, other, seen_sha256=record.content_sha256)
    assert (after.head, after.title) == (2, "Bản hai")
    with pytest.raises(StateError):
        soan.works.save(lan, record.id, other, seen_sha256=record.content_sha256)
    with pytest.raises(StateError):  # nothing new
        soan.works.save(lan, record.id, other, seen_sha256=after.content_sha256)


# -- finding and keeping -----------------------------------------------------------------------------------------------


def test_search_and_filters(soan: Soan, lan: Actor, hoa: Actor, record: WorkRecord) -> None:
    guide = add_guide(soan.store, "2/2024/QĐ-TV", CHANGED)
    other = soan.works.add(hoa, lesson(soan.store, guide).model_copy(update={"title": "Trả sách đúng hẹn"}))
    found = soan.works.list
    assert {work.id for work in found(lan)} == {record.id, other.id}
    assert [work.id for work in found(lan, text="tra SACH")] == [other.id]
    assert [work.id for work in found(lan, owner=hoa.id)] == [other.id]
    assert [work.id for work in found(lan, guide="1/2024/QĐ-TV")] == [record.id]
    assert found(lan, state="approved") == [] and len(found(lan, state="draft", kind="lesson")) == 2
    assert len(found(lan, audience="officials", limit=1)) == 1
    assert found(lan, text="100%_") == []
    soan.works.archive(lan, record.id)
    assert [work.id for work in found(lan)] == [other.id]
    assert [work.id for work in found(lan, archived=True)] == [record.id]


def test_deleting_is_for_administrators_with_a_reason_and_leaves_a_record(
    soan: Soan, lan: Actor, minh: Actor, record: WorkRecord
) -> None:
    with pytest.raises(Forbidden):
        soan.works.delete(lan, record.id, "thừa")
    with pytest.raises(InputError):
        soan.works.delete(LOCAL, record.id, " ")
    soan.works.delete(LOCAL, record.id, "Bản thử.")
    with pytest.raises(NotFound):
        soan.works.get(lan, record.id)
    last = soan.review.history(minh, record.id)[-1]
    assert (last.kind, last.words) == ("deleted", "Bản thử.")
    assert last.facts["content_sha256"] == record.content_sha256
    assert soan.review.verify(minh).ok


def test_words_of_a_change() -> None:
    assert changed_words("trong 05 ngày làm việc", "trong 03 ngày làm việc") == [
        ("same", "trong"), ("removed", "05"), ("added", "03"), ("same", "ngày làm việc"),
    ]  # fmt: skip


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".docx", ".md", ".json"])
def test_a_file_tells_its_standing_by_itself(
    soan: Soan, lan: Actor, minh: Actor, record: WorkRecord, tmp_path: Path, suffix: str
) -> None:
    done = approve(soan, lan, minh, record)
    path = soan.works.export(lan, done.id, tmp_path / f"bai{suffix}")
    envelope, lines = read_envelope(path)
    stamp = envelope.stamp
    assert stamp is not None and envelope.intact()
    assert (stamp.version, stamp.state, stamp.approved_by) == (1, "approved", "Minh")
    assert stamp.content_sha256 == done.content_sha256
    assert stamp.chain.hash and stamp.notice and len(stamp.record) == 13
    report = soan.verify(path, as_of=lesson(soan.store, soan.guides()[0]).brief.as_of)
    assert report.ok and report.stamp_state == "known"
    if suffix != ".json":
        shown = "\n".join(lines)
        assert stamp.chain.hash in shown and "134/2025/QH15" in shown and "Minh" in shown


def test_a_draft_says_that_it_is_one(soan: Soan, lan: Actor, record: WorkRecord, tmp_path: Path) -> None:
    stamp = read_envelope(soan.works.export(lan, record.id, tmp_path / "bai.docx"))[0].stamp
    assert stamp is not None and (stamp.state, stamp.approved_by, stamp.approved_on) == ("draft", "", None)


def test_the_notice_goes_only_from_internal_works(soan: Soan, lan: Actor, record: WorkRecord, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        soan.works.export(lan, record.id, tmp_path / "bai.docx", notice=False)
    assert not (tmp_path / "bai.docx").exists()
    soan.works.set_visibility(lan, record.id, "internal")
    stamp = read_envelope(soan.works.export(lan, record.id, tmp_path / "bai.docx", notice=False))[0].stamp
    assert stamp is not None and stamp.notice == ""


def _forge(path: Path, pattern: str, new: str) -> Path:
    forged = path.with_name("gia.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(forged, "w") as fresh:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.startswith("customXml/"):
                data = re.sub(pattern, new, data.decode()).encode()
            fresh.writestr(info, data)
    return forged


def test_a_forged_approval_is_found(soan: Soan, lan: Actor, record: WorkRecord, tmp_path: Path) -> None:
    path = soan.works.export(lan, record.id, tmp_path / "bai.docx")
    day = soan.works.get(lan, record.id).created_at.date()
    forged = _forge(path, r'"state": "draft"', '"state": "approved"')
    report = soan.verify(forged, as_of=day)
    assert not report.intact and not report.ok
    assert report.stamp_state == "contradicted"


def test_a_stamp_of_another_library_is_unknown_here(soan: Soan, lan: Actor, record: WorkRecord, tmp_path: Path) -> None:
    path = soan.works.export(lan, record.id, tmp_path / "bai.docx")
    elsewhere = Store.open(f"sqlite:///{tmp_path / 'khac.db'}")
    other = Soan(elsewhere, soan._searcher, soan._author)
    assert other.verify(path, as_of=record.created_at.date()).stamp_state == "unknown"
    elsewhere.close()


def test_a_stamp_moved_to_another_content_is_damage(soan: Soan, lan: Actor, record: WorkRecord, tmp_path: Path) -> None:
    path = soan.works.export(lan, record.id, tmp_path / "bai.json")
    data = json.loads(path.read_text("utf-8"))
    data["stamp"]["content_sha256"] = "0" * 64
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    with pytest.raises(DocumentNotSoan):
        soan.load_lesson(path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["vi", "en", "hi"])
def test_every_kind_of_work_has_a_name_in_the_transparency_record(kind: str, language: str) -> None:
    assert say(f"stamp.kind.{kind}", language)
