"""The gates: each rule attacked through the service, as a person or a program would."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from people_helpers import enrol
from sqlalchemy import text
from work_samples import SENTENCES, add_guide, lesson, quoted

from generator.domain.findings import Finding
from generator.domain.guide import Guide
from generator.domain.ledger import Claim
from generator.domain.people import LOCAL, Actor
from generator.domain.works import WorkRecord, finding_key
from generator.errors import Forbidden, InputError, NotApprovable, StateError
from generator.review.gates import Rule
from generator.service import Soan


class Office(NamedTuple):
    soan: Soan
    guide: Guide
    trainer: Actor
    other: Actor
    reviewer: Actor

    def submitted(self, **more: object) -> WorkRecord:
        record = self.soan.works.add(self.trainer, lesson(self.soan.store, self.guide, **more))  # type: ignore[arg-type]
        return self.soan.review.submit(self.trainer, record.id)

    def tick(self, record: WorkRecord) -> None:
        """Every line a person has to answer."""
        for line, note in (("R4", ""), ("R6", "Chỉ dùng để bồi dưỡng."), ("R7", "30/06/2027, phòng bạn đọc")):
            self.soan.review.answer(self.reviewer, record.id, line, "yes", note)

    def approved(self) -> WorkRecord:
        record = self.submitted()
        self.tick(record)
        return self.soan.review.approve(self.reviewer, record.id, record.content_sha256)

    def blocked(self, record: WorkRecord, actor: Actor | None = None, sha256: str = "") -> set[Rule]:
        with pytest.raises(NotApprovable) as caught:
            self.soan.review.approve(actor or self.reviewer, record.id, sha256 or record.content_sha256)
        found = caught.value.details["blockers"]
        assert isinstance(found, list)
        return {blocker.rule for blocker in found}


@pytest.fixture
def office(soan: Soan, monkeypatch: pytest.MonkeyPatch) -> Office:
    """Findings of the lesson's own checks are left out: each test brings its own."""
    monkeypatch.setattr(soan, "check_work", lambda work, language: [])
    guide = add_guide(soan.store, "1/2024/QĐ-TV", SENTENCES)
    return Office(
        soan,
        guide,
        enrol(soan.people, "lan", "trainer", "reviewer"),
        enrol(soan.people, "hoa", "trainer", "reviewer"),
        enrol(soan.people, "minh", "reviewer"),
    )


def test_the_straight_way(office: Office) -> None:
    soan, record = office.soan, office.submitted()
    assert office.blocked(record) == {"checklist"}
    office.tick(record)
    done = soan.review.approve(office.reviewer, record.id, record.content_sha256)
    assert done.state == "approved"
    assert soan.review.publish(office.trainer, record.id).published == 1
    told = [line.kind for line in soan.review.history(office.reviewer, record.id)]
    assert told == ["version_made", "submitted", "answered", "answered", "answered", "approved", "published"]
    assert soan.review.verify(office.reviewer).ok


# -- four eyes ---------------------------------------------------------------------------------------------------------


def test_the_author_does_not_approve(office: Office) -> None:
    record = office.submitted()
    office.tick(record)
    assert "four_eyes" in office.blocked(record, office.trainer)
    with pytest.raises(Forbidden):
        claim = office.soan.review.desk(office.trainer, record.id).claims[0]
        office.soan.review.decide(office.trainer, record.id, claim.claim.id, "right")


def test_who_edited_a_comma_long_ago_does_not_approve(office: Office) -> None:
    soan = office.soan
    record = soan.works.add(office.trainer, lesson(soan.store, office.guide))
    soan.works.share(office.trainer, record.id, ["hoa"])
    part = soan.works.open(office.other, record.id).parts["title"]
    soan.works.save_part(office.other, record.id, "title", "Cho bạn đọc vay sách,", part.mark)
    soan.works.commit(office.trainer, record.id)
    part = soan.works.open(office.trainer, record.id).parts["title"]
    soan.works.save_part(office.trainer, record.id, "title", "Cho bạn đọc vay", part.mark)
    record = soan.works.commit(office.trainer, record.id)
    record = soan.review.submit(office.trainer, record.id)
    office.tick(record)
    assert record.head == 3
    assert office.blocked(record, office.other) == {"four_eyes"}


def test_the_local_operator_and_a_trainer_do_not_approve(office: Office) -> None:
    record = office.submitted()
    for actor in (LOCAL, Actor(id=office.reviewer.id, roles=frozenset(["trainer", "administrator", "learner"]))):
        with pytest.raises(Forbidden):
            office.soan.review.approve(actor, record.id, record.content_sha256)


def test_a_reviewer_who_edits_loses_the_vote_and_earlier_decisions(office: Office) -> None:
    soan = office.soan
    record = office.submitted(wrong="Hồ sơ vay sách được giải quyết trong 50 ngày.")
    risky = soan.review.desk(office.other, record.id).claims[0]
    soan.review.decide(office.other, record.id, risky.claim.id, "right", "Tôi thấy đúng.")
    office.tick(record)
    soan.works.share(office.trainer, record.id, ["hoa"])
    part = soan.works.open(office.other, record.id).parts["title"]
    soan.works.save_part(office.other, record.id, "title", "Vay sách", part.mark)
    record = soan.works.commit(office.other, record.id)
    record = soan.review.submit(office.trainer, record.id)
    assert office.blocked(record) == {"claim_undecided", "checklist"}  # R2 waits for the claim


# -- claims ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        "Hồ sơ vay sách được giải quyết trong 15 ngày làm việc kể từ ngày nhận.",
        "Hồ sơ vay sách không được giải quyết trong 05 ngày làm việc kể từ ngày nhận.",
        "Bạn đọc gửi đơn qua bưu điện đến thư viện tỉnh.",
    ],
)
def test_a_claim_that_calls_itself_quoted_is_judged_anyway(office: Office, wrong: str) -> None:
    record = office.submitted(wrong=wrong)
    office.tick(record)
    assert "claim_undecided" in office.blocked(record)
    first = office.soan.review.desk(office.reviewer, record.id).claims[0]
    assert (first.claim.text, first.claim.status) == (wrong, "unsupported")


def test_a_made_up_quote_is_found(office: Office) -> None:
    store = office.soan.store
    good = quoted(store, office.guide, 3)
    false = "Sách quý hiếm được mang về nhà 30 ngày."
    forged = good.model_copy(
        update={"text": false, "citations": (good.citations[0].model_copy(update={"quote": false}),)}
    )
    record = office.submitted(extra=(forged,))
    office.tick(record)
    assert "claim_undecided" in office.blocked(record)


@pytest.mark.parametrize(
    "claim",
    [
        Claim(text="Phạt 500.000 đồng nếu trả muộn.", status="author"),
        Claim(text="Thời hạn là ba ngày.", status="author"),
        Claim(text="Điều này có trong tài liệu.", status="quoted"),
        Claim(text="Điều này có trong tài liệu.", status="supported"),
    ],
)
def test_facts_without_a_source_do_not_pass_as_the_authors_own_words(office: Office, claim: Claim) -> None:
    record = office.submitted(extra=(claim,))
    office.tick(record)
    assert "claim_undecided" in office.blocked(record)


def test_an_unsupported_claim_needs_a_reason_to_be_right(office: Office) -> None:
    record = office.submitted(wrong="Hồ sơ giải quyết trong 99 ngày.")
    soan, claim = office.soan, office.soan.review.desk(office.reviewer, record.id).claims[0].claim
    with pytest.raises(InputError):
        soan.review.decide(office.reviewer, record.id, claim.id, "right", "  ")
    soan.review.decide(office.reviewer, record.id, claim.id, "right", "Theo công văn mới.")
    office.tick(record)
    assert soan.review.approve(office.reviewer, record.id, record.content_sha256).state == "approved"


@pytest.mark.parametrize("outcome", ["fix", "drop"])
def test_a_sentence_sent_back_shuts_the_gate_until_it_is_another(office: Office, outcome: str) -> None:
    soan, record = office.soan, office.submitted()
    desk = soan.review.desk(office.reviewer, record.id)
    target = next(claim.claim for claim in desk.claims if claim.claim.text == SENTENCES[3])
    soan.review.decide(office.reviewer, record.id, target.id, outcome, "Chưa rõ cho ai.")  # type: ignore[arg-type]
    office.tick(record)
    assert office.blocked(record) == {"claim_sent_back"}
    soan.review.request_changes(office.reviewer, record.id)
    assert [task.kind for task in soan.works.tasks(office.trainer)] == ["changes_requested"]
    part = soan.works.open(office.trainer, record.id).parts["title"]
    soan.works.save_part(office.trainer, record.id, "title", "Tên khác", part.mark)
    soan.works.commit(office.trainer, record.id)
    record = soan.review.submit(office.trainer, record.id)
    assert office.blocked(record) == {"claim_sent_back"}  # only the title was changed
    assert soan.works.tasks(office.trainer) == []


def test_only_changed_claims_come_again_and_earlier_decisions_stay(office: Office) -> None:
    soan, record = office.soan, office.submitted(wrong="Hồ sơ giải quyết trong 99 ngày.")
    desk = soan.review.desk(office.reviewer, record.id)
    for found in desk.claims:
        outcome = "fix" if found.claim.status == "unsupported" else "right"
        soan.review.decide(
            office.reviewer, record.id, found.claim.id, outcome, "Sai số ngày." if outcome == "fix" else ""
        )
    soan.review.request_changes(office.reviewer, record.id)
    mended = lesson(soan.store, office.guide)
    record = soan.works.save(office.trainer, record.id, mended, seen_sha256=record.content_sha256)
    record = soan.review.submit(office.trainer, record.id)
    again = soan.review.desk(office.reviewer, record.id, only_changed=True)
    assert [found.claim.text for found in again.claims] == [SENTENCES[0]]
    everything = soan.review.desk(office.reviewer, record.id)
    assert sum(found.decision is not None for found in everything.claims) == len(everything.claims) - 1
    difference = soan.works.diff(office.reviewer, record.id, 1, 2)
    assert [(c.change, c.after.text if c.after else "") for c in difference.claims] == [("changed", SENTENCES[0])]
    assert {change.part for change in difference.parts} == {"sections:s1", "questions:q1"}


# -- findings, checklist, guides ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("check", "place", "rule"),
    [
        ("personal_data.phone", "section:s1", "personal_data"),
        ("secrecy", "section:s2", "personal_data"),
        ("items.longest_key", "question:q1", "item_flaw"),
        ("lesson.options", "item:q1", "item_flaw"),
    ],
)
@pytest.mark.parametrize("severity", ["error", "warning"])
def test_an_open_finding_shuts_the_gate_until_it_is_justified(
    office: Office, monkeypatch: pytest.MonkeyPatch, check: str, place: str, rule: Rule, severity: str
) -> None:
    finding = Finding(check=check, severity=severity, place=place, message="Số 0900 000 000.")  # type: ignore[arg-type]
    monkeypatch.setattr(office.soan, "check_work", lambda work, language: [finding])
    soan, record = office.soan, office.submitted()
    office.tick(record)
    assert rule in office.blocked(record)
    with pytest.raises(Forbidden):
        soan.review.answer(office.trainer, record.id, finding_key(finding), "yes", "Không sao.")
    with pytest.raises(InputError):
        soan.review.answer(office.reviewer, record.id, finding_key(finding), "yes")
    soan.review.answer(office.reviewer, record.id, finding_key(finding), "yes", "Số giả định.")
    assert soan.review.approve(office.reviewer, record.id, record.content_sha256).state == "approved"


def test_a_line_answered_no_shuts_the_gate(office: Office) -> None:
    record = office.submitted()
    office.tick(record)
    office.soan.review.answer(office.reviewer, record.id, "R6", "no", "Dùng để ra quyết định.")
    assert office.blocked(record) == {"checklist"}


def test_r7_needs_a_day_to_come(office: Office) -> None:
    record = office.submitted()
    for note in ("", "sẽ xem lại", "01/01/2020", "31/02/2030"):
        with pytest.raises(InputError):
            office.soan.review.answer(office.reviewer, record.id, "R7", "yes", note)


@pytest.mark.parametrize("how", ["ended", "removed"])
def test_a_guide_that_lapsed_shuts_the_gate_also_for_publishing(office: Office, how: str) -> None:
    soan, record = office.soan, office.submitted()
    office.tick(record)
    ready = office.approved()
    if how == "ended":
        soan.store.update_guide(office.guide.model_copy(update={"effective_to": date(2025, 1, 1)}))
    else:
        soan.store.remove(office.guide.id)
    assert office.blocked(record) == {"guide"}
    with pytest.raises(NotApprovable):
        soan.review.publish(office.trainer, ready.id)


# -- the hash ----------------------------------------------------------------------------------------------------------


def test_approval_binds_to_the_hash_that_was_read(office: Office) -> None:
    record = office.submitted()
    office.tick(record)
    assert office.blocked(record, sha256="0" * 64) == {"altered"}


def test_an_edit_while_it_waits_or_after_the_approval_voids_it(office: Office) -> None:
    soan, record = office.soan, office.submitted()
    office.tick(record)
    part = soan.works.open(office.trainer, record.id).parts["title"]
    soan.works.save_part(office.trainer, record.id, "title", "Tên khác", part.mark)
    assert office.blocked(record) == {"working_copy"}
    soan.works.discard(office.trainer, record.id)
    record = soan.review.approve(office.reviewer, record.id, record.content_sha256)
    soan.works.save_part(office.trainer, record.id, "title", "Tên khác", part.mark)
    record = soan.works.commit(office.trainer, record.id)
    assert record.state == "draft"
    assert [line.state for line in soan.works.versions(office.trainer, record.id)] == ["superseded", "draft"]
    with pytest.raises(StateError):
        soan.review.publish(office.trainer, record.id)


def test_content_changed_by_hand_is_neither_approved_nor_exported(office: Office) -> None:
    soan, record = office.soan, office.submitted()
    office.tick(record)
    with soan.store.engine.begin() as connection:
        connection.execute(text("UPDATE versions SET payload = replace(payload, 'Thủ thư', 'Thu thu')"))
    assert "altered" in office.blocked(record)
    assert {found.kind for found in soan.review.verify(office.reviewer).mismatches} == {"content"}
    with pytest.raises(StateError):
        soan.works.export(office.trainer, record.id, soan_path(soan))


def soan_path(soan: Soan) -> Path:
    return Path(str(soan.store.engine.url.database)).with_name("x.json")


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE versions SET state = 'approved'",
        "UPDATE versions SET state = 'published'",
        "DELETE FROM line_answers",
        'UPDATE line_answers SET payload = replace(payload, \'"line":"R4"\', \'"line":"R9"\')',
        "UPDATE decisions SET payload = replace(payload, '\"right\"', '\"fix\"')",
        "DELETE FROM decisions",
        "DELETE FROM versions",
        "UPDATE versions SET payload = 'x'",
        "UPDATE events SET payload = replace(payload, 'submitted', 'approved') WHERE kind = 'submitted'",
        "UPDATE events SET payload = 'x' WHERE seq = 3",
    ],
)
def test_what_is_done_to_the_database_by_hand_is_found(office: Office, attack: str) -> None:
    record = office.submitted()
    claim = office.soan.review.desk(office.reviewer, record.id).claims[0].claim
    office.soan.review.decide(office.reviewer, record.id, claim.id, "right", "Đã xem.")
    office.tick(record)
    assert office.soan.review.verify(office.reviewer).ok
    with office.soan.store.engine.begin() as connection:
        connection.exec_driver_sql(attack)
    assert not office.soan.review.verify(office.reviewer).ok


def test_deciding_is_for_versions_in_review(office: Office) -> None:
    record = office.approved()
    claim = office.soan.review.desk(office.reviewer, record.id).claims[0].claim
    act: list[Callable[[], object]] = [
        lambda: office.soan.review.decide(office.reviewer, record.id, claim.id, "fix", "x"),
        lambda: office.soan.review.answer(office.reviewer, record.id, "R4", "yes"),
        lambda: office.soan.review.request_changes(office.reviewer, record.id, "x"),
        lambda: office.soan.review.submit(office.trainer, record.id),
    ]
    for attempt in act:
        with pytest.raises(StateError):
            attempt()


def test_events_name_nobody(office: Office) -> None:
    office.approved()
    with office.soan.store.engine.connect() as connection:
        told = [json.loads(row) for row in connection.execute(text("SELECT payload FROM events")).scalars()]
    flat = json.dumps(told).lower()
    assert not any(person in flat for person in (office.trainer.id, office.reviewer.id, '"minh"', '"lan"'))


def test_a_real_datum_typed_into_a_work_shuts_the_gate(soan: Soan) -> None:
    """Through the real data gate: a person with a number in the situation of the practice task."""
    guide = add_guide(soan.store, "1/2024/QĐ-TV", SENTENCES)
    lan, minh = enrol(soan.people, "lan", "trainer"), enrol(soan.people, "minh", "reviewer")
    made = lesson(soan.store, guide)
    situation = "Ông Trần Quốc Bảo, số điện thoại 0912 345 678, căn cước 001085012345, hỏi vay sách."
    made = made.model_copy(update={"practice": made.practice.model_copy(update={"situation": situation})})
    record = soan.review.submit(lan, soan.works.add(lan, made).id)
    desk = soan.review.desk(minh, record.id)
    shut = [found.finding for found in desk.findings if found.shuts == "personal_data"]
    assert shut and {finding.place for finding in shut} == {"practice"}
    assert "personal_data" in {blocker.rule for blocker in desk.blockers}
    assert "R3" in {line.id for line in desk.checklist if line.state == "not_met"}
    assert "0912" not in "".join(finding.message + finding.suggestion for finding in shut)
    clean = soan.works.add(lan, lesson(soan.store, guide))
    version, _ = soan.works.version(lan, clean.id)
    assert not [finding for finding in version.findings if finding.check in ("personal_data", "secrecy")]


@pytest.mark.parametrize(("status", "shut"), [("quoted", False), ("author", True)])
def test_a_guides_words_about_levels_are_no_mark_and_ones_own_are(soan: Soan, status: str, shut: bool) -> None:
    level = "TỐI MẬT"
    guide = add_guide(soan.store, "1/2024/QĐ-TV", (*SENTENCES, level))
    lan = enrol(soan.people, "lan", "trainer")
    claim = quoted(soan.store, guide, 5) if status == "quoted" else Claim(text=level, status="author")
    record = soan.works.add(lan, lesson(soan.store, guide, extra=(claim,)))
    version, _ = soan.works.version(lan, record.id)
    assert any(finding.check == "secrecy" for finding in version.findings) == shut
