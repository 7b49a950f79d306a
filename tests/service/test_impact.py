"""A guide is replaced, or its last day passes."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from people_helpers import enrol
from work_samples import CHANGED, SENTENCES, add_guide, lesson

from generator.domain.people import LOCAL
from generator.errors import InputError, NotApprovable
from generator.grounding.envelope import read_envelope
from generator.service import Soan


def test_a_replaced_guide_from_the_list_to_the_new_approval(soan: Soan, tmp_path: Path) -> None:
    old = add_guide(soan.store, "1/2024/QĐ-TV", SENTENCES)
    lan, minh = enrol(soan.people, "lan", "trainer"), enrol(soan.people, "minh", "reviewer")
    record = soan.works.add(lan, lesson(soan.store, old))
    record = soan.review.submit(lan, record.id)
    for claim in soan.review.desk(minh, record.id).claims:
        soan.review.decide(minh, record.id, claim.claim.id, "right")
    ticks = (("R4", ""), ("R6", "Bồi dưỡng."), ("R7", "30/06/2030, thư viện"))
    for line, note in ticks:
        soan.review.answer(minh, record.id, line, "yes", note)
    soan.review.approve(minh, record.id, record.content_sha256)
    soan.review.publish(lan, record.id)

    new = add_guide(soan.store, "9/2026/QĐ-TV", CHANGED, effective_from=date(2026, 1, 1))
    seen = soan.impact.preview(minh, old.id, new.id)
    assert not soan.works.get(lan, record.id).stale
    report = soan.impact.replace(LOCAL, old.id, new.id)
    assert [work.work_id for work in report.works] == [work.work_id for work in seen.works] == [record.id]
    told = {found.was: (found.fate, found.now, found.holds) for found in report.works[0].sentences}
    assert told[SENTENCES[0]] == ("changed", CHANGED[0], False)
    assert told[SENTENCES[1]] == ("unchanged", SENTENCES[1], True)
    assert told[SENTENCES[4]][0] == "gone" and not told[SENTENCES[4]][2]
    assert report.counts() == {"unchanged": 3, "changed": 1, "gone": 1}
    assert not report.works[0].sentences[0].holds

    stale = soan.works.get(lan, record.id)
    assert stale.stale and stale.state == "published"
    assert [task.kind for task in soan.works.tasks(lan)] == ["guide_changed"]
    stamp = read_envelope(soan.works.export(lan, record.id, tmp_path / "bai.md"))[0].stamp
    assert stamp is not None and stamp.stale

    renewed = soan.impact.renew(lan, record.id, old.id, new.id)
    assert (renewed.head, renewed.state, renewed.stale, renewed.published) == (2, "draft", True, 1)
    version, _ = soan.works.version(lan, record.id)
    cited = {c.guide_id for claim in version.ledger.claims for c in claim.citations if claim.text == SENTENCES[1]}
    assert cited == {new.id}
    renewed = soan.review.submit(lan, record.id)
    again = soan.review.desk(minh, record.id, only_changed=True)
    assert again.claims == []  # the words of the rest are as before: decided; the guide itself is the obstacle
    with pytest.raises(NotApprovable):
        soan.review.approve(minh, record.id, renewed.content_sha256)

    soan.review.request_changes(minh, record.id, "Dẫn theo văn bản mới.")
    mended = lesson(soan.store, new)
    renewed = soan.works.save(lan, record.id, mended, seen_sha256=renewed.content_sha256)
    renewed = soan.review.submit(lan, record.id)
    assert [c.claim.text for c in soan.review.desk(minh, record.id, only_changed=True).claims] == [CHANGED[0]]
    assert soan.review.approve(minh, record.id, renewed.content_sha256).state == "approved"
    assert not soan.review.publish(lan, record.id).stale
    states = [line.state for line in soan.works.versions(lan, record.id)]
    assert states == ["superseded", "superseded", "published"]
    assert soan.works.tasks(lan) == []
    assert soan.review.verify(minh).ok


def test_a_day_that_passes_is_told_once(soan: Soan) -> None:
    ends = date.today() + timedelta(days=30)
    old = add_guide(soan.store, "1/2024/QĐ-TV", SENTENCES, effective_to=ends)
    lan = enrol(soan.people, "lan", "trainer")
    soan.works.add(lan, lesson(soan.store, old))
    assert soan.impact.sweep(LOCAL) == []
    (report,) = soan.impact.sweep(LOCAL, on=ends)
    assert report.new is None and report.counts()["gone"] == 5
    assert soan.impact.sweep(LOCAL, on=ends) == []
    assert len(soan.works.tasks(lan)) == 1


def test_the_queue_and_the_tasks_notice_a_passed_day_by_themselves(soan: Soan) -> None:
    old = add_guide(soan.store, "1/2024/QĐ-TV", SENTENCES)
    lan = enrol(soan.people, "lan", "trainer", "reviewer")
    soan.works.add(lan, lesson(soan.store, old))
    assert soan.works.tasks(lan) == []
    soan.store.update_guide(old.model_copy(update={"effective_to": date.today()}))
    assert soan.review.queue(lan) == []
    assert [task.kind for task in soan.works.tasks(lan)] == ["guide_changed"]


def test_a_guide_does_not_replace_itself(soan: Soan) -> None:
    old = add_guide(soan.store, "1/2024/QĐ-TV", SENTENCES)
    with pytest.raises(InputError):
        soan.impact.replace(LOCAL, old.id, old.id)
