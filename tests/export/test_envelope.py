"""Any kind of work travels in the same envelope, and damage to it is told from an edit."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import lesson_samples as samples

from generator.domain.work import KINDS, kind_of, parse_work
from generator.errors import FileDamaged
from generator.grounding.envelope import Envelope, envelop, read_envelope


def test_a_work_reads_back_equal_from_its_json() -> None:
    lesson = samples.lesson()
    assert parse_work(kind_of(lesson), lesson.model_dump(mode="json")) == lesson
    assert envelop(lesson).work == lesson


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_registered_kind_has_the_parts_of_a_work(kind: str) -> None:
    module, name = KINDS[kind].split(":")
    found = getattr(__import__(module, fromlist=[name]), name)
    for part in ("id", "title", "sources", "generation"):
        assert part in found.model_fields or isinstance(getattr(found, part, None), property), part
    assert callable(found.claims)


def test_an_unknown_kind_is_not_intact() -> None:
    envelope = envelop(samples.lesson())
    assert not Envelope(kind="poem", content=envelope.content, ledger=envelope.ledger).intact()


def test_content_that_is_no_lesson_is_damage(tmp_path: Path) -> None:
    data = json.loads(envelop(samples.lesson()).model_dump_json())
    del data["content"]["title"]
    (tmp_path / "bai.json").write_text(json.dumps(data), "utf-8")
    with pytest.raises(FileDamaged):
        read_envelope(tmp_path / "bai.json")
