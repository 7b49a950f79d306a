"""The learner's room: attempts kept and compared, leaks never kept, cards printed and shared, a class in numbers."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from work_samples import SENTENCES, add_guide

from generator.domain.people import Actor
from generator.errors import Forbidden, InputError, NotFound
from generator.practice.exercises import bundled
from generator.service import Soan

GOOD = (
    "Viết giấy mời họp thôn gửi các chủ hộ, 19 giờ 12/12 tại nhà văn hóa, bàn làm đường bê tông, dưới 100 chữ. "
    "Chỉ dùng các dữ kiện này, số văn bản để trống. Trưởng thôn xem lại trước khi phát."
)


def learner(name: str, *roles: str) -> Actor:
    return Actor(id=name, roles=frozenset(roles or ["learner"]))  # type: ignore[arg-type]


def test_attempts_are_kept_and_compared(soan: Soan) -> None:
    an = learner("p-an")
    first = soan.practice.submit(an, "vi-soan-01", "Viết giấy mời họp thôn")
    second = soan.practice.submit(an, "vi-soan-01", GOOD)
    assert first.attempt and first.attempt.number == 1 and first.comparison is None
    assert second.comparison and second.comparison.after.number == 2
    assert not second.fit.missing
    assert [attempt.number for attempt in soan.practice.attempts(an, "vi-soan-01")] == [1, 2]
    assert soan.practice.compare(an, "vi-soan-01", 1, 2) == second.comparison
    with pytest.raises(NotFound):
        soan.practice.compare(an, "vi-soan-01", 1, 3)


def test_attempts_are_the_learners_own(soan: Soan) -> None:
    soan.practice.submit(learner("p-an"), "vi-soan-01", GOOD)
    assert not soan.practice.attempts(learner("p-binh"), "vi-soan-01")
    assert soan.practice.forget(learner("p-an")) == 2  # the attempt and the step it finished
    assert not soan.practice.attempts(learner("p-an"), "vi-soan-01")


def test_leaking_text_is_never_kept(soan: Soan, tmp_path: Path) -> None:
    found = soan.practice.submit(learner("p-an"), "vi-soan-01", GOOD + " Ông Ba, CCCD 058085797920.")
    assert not found.kept and found.attempt is None
    assert not soan.practice.attempts(learner("p-an"), "vi-soan-01")
    assert not any(b"058085797920" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_the_model_prompt_itself_is_refused(soan: Soan) -> None:
    with pytest.raises(InputError):
        soan.practice.submit(learner("p-an"), "vi-soan-01", bundled("vi")[2].model[0].prompt.replace("\n", "  "))


def test_progress_and_its_record(soan: Soan, tmp_path: Path) -> None:
    an = learner("p-an")
    soan.practice.submit(an, "vi-soan-01", GOOD)
    soan.practice.mark(an, "lesson:02-viet-cau-lenh.md#2")
    done = {line.step.id for line in soan.practice.progress(an).steps if line.done}
    assert done == {"exercise:vi-soan-01", "lesson:02-viet-cau-lenh.md#2"}
    with pytest.raises(NotFound):
        soan.practice.mark(an, "exercise:vi-soan-02")
    marked = soan.practice.mark(an, "drill")
    assert not next(line for line in marked.steps if line.step.id == "drill").done  # none was handed in
    file = soan.practice.completion(an, tmp_path / "record.docx", name="Nguyễn Văn A")
    text = zipfile.ZipFile(file).read("word/document.xml").decode()
    assert "Nguyễn Văn A" in text and "không phải chứng chỉ" in text


def test_a_class_is_seen_in_numbers_only(soan: Soan) -> None:
    trainer = learner("p-trainer", "trainer")
    for number in range(4):
        soan.practice.submit(learner(f"p-{number}"), "vi-soan-01", GOOD)
    assert soan.practice.class_figures(trainer).learners is None
    soan.practice.submit(learner("p-5"), "vi-soan-01", GOOD)
    found = soan.practice.class_figures(trainer)
    assert found.learners == 5
    assert {figure.done_by for figure in found.figures} == {None, 5}
    with pytest.raises(Forbidden):
        soan.practice.class_figures(learner("p-1"))


def test_cards_of_ones_own_and_of_the_library(soan: Soan, tmp_path: Path) -> None:
    trainer = learner("p-trainer", "trainer")
    card = soan.practice.make_card(
        trainer, GOOD, title="Giấy mời họp", purpose="Soạn giấy mời từ dữ kiện", owner="Văn phòng"
    )
    assert "[ngày]" in card.prompt and card.version == 1
    again = soan.practice.make_card(
        trainer, GOOD + " Câu ngắn.", title="Giấy mời họp", purpose="Soạn giấy mời từ dữ kiện"
    )
    assert again.version == 2
    assert soan.practice.cards(trainer, "giay moi")
    assert not soan.practice.cards(learner("p-an"))
    record = soan.practice.share_card(trainer, card.id)
    assert record.kind == "card" and record.state == "draft"
    for suffix in (".docx", ".html"):
        file = soan.practice.print_card(trainer, card.id, tmp_path / f"card{suffix}")
        assert file.stat().st_size > 1000
    assert soan.load_work(tmp_path / "card.docx") == card


def test_a_trainer_makes_an_exercise_from_a_guide(soan: Soan) -> None:
    guide = add_guide(soan.store, "12/2024/QĐ", SENTENCES)
    trainer = learner("p-trainer", "trainer")
    record = soan.practice.make_exercise(
        trainer,
        guide.id,
        family="synthesise_data",
        title="Tóm tắt quy định",
        scenario="Chiều nay bạn nói với trưởng thôn.",
    )
    assert record.kind == "exercise"
    found = [exercise for exercise in soan.practice.exercises(trainer, guide.language) if exercise.id.startswith("x-")]
    assert found and found[0].statements and found[0].sources[0].guide == guide
    assert soan.practice.submit(trainer, found[0].id, found[0].middle.prompt).kept
    with pytest.raises(InputError):
        soan.practice.make_exercise(trainer, guide.id, family="verification", title="", scenario="")
