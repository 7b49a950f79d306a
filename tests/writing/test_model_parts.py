"""The pure parts of the author with a model: finding JSON, telling languages, fitting evidence, output checks."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from guides import library

from generator.checks.output import check_output
from generator.prompting import PromptBook
from generator.settings import prompts_directory
from generator.writing.model.fit import fit, spread, tokens
from generator.writing.model.replies import find_object, in_language
from generator.writing.model.schemas import LooseItems, LooseSentences, strict_items, strict_sentences


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        'Vâng! ```json\n{"a": 1}\n``` Chúc bạn vui {nhé}.',
        '<think>maybe {"a": 2, "b": [1, 2, 3]}</think>{"a": 1}',
        '{ not json {"a": 1}',
        '{"a": 1} {"b"',
    ],
)
def test_json_is_found_whatever_stands_around_it(text: str) -> None:
    assert find_object(text) == {"a": 1}


@given(st.text(alphabet='{}[]":,a1\\ \n', max_size=60))
def test_looking_for_json_never_fails(text: str) -> None:
    found = find_object(text)
    assert found is None or isinstance(found, dict)


def test_line_breaks_in_strings_are_forgiven() -> None:
    assert find_object('{"a": "một\nhai"}') == {"a": "một\nhai"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cán bộ phải trả lời yêu cầu của người dân trong năm ngày.", "vi"),
        ("The officer must answer the citizen within five working days.", "en"),
        ("अधिकारी को पाँच दिन में नागरिक को उत्तर देना होगा।", "hi"),
    ],
)
def test_languages_are_told_apart(text: str, language: str) -> None:
    assert [known for known in ("vi", "en", "hi") if in_language(text, known)] == [language]  # type: ignore[arg-type]


def test_loose_answers_become_strict_ones() -> None:
    loose = LooseSentences.model_validate(
        {"sentences": [{"text": "Câu một. Câu hai.", "sources": "P1"}, "Câu ba.", {"text": "***"},
                       {"sentence": "Câu bốn.", "citations": [2, "[p3]"], "kind": "Steps"}, "Câu một."]}
    )  # fmt: skip
    made = strict_sentences(loose.sentences)
    assert [(item.text, item.labels, item.kind) for item in made] == [
        ("Câu một.", ("P1",), "paragraph"), ("Câu hai.", ("P1",), "paragraph"), ("Câu ba.", (), "paragraph"),
        ("Câu bốn.", ("P2", "P3"), "step"),
    ]  # fmt: skip


def test_items_need_a_right_option_and_others() -> None:
    good = {"stem": "Hạn là bao lâu?", "right": "05 ngày", "wrong": ["03 ngày", "07 ngày"], "reason": "Hạn là 05 ngày."}
    loose = LooseItems.model_validate({"items": [good, {**good, "wrong": ["05 ngày", "x"]}, {**good, "wrong": []}]})
    assert len(strict_items(loose)) == 1


def test_evidence_is_spread_over_guides_and_fits() -> None:
    shelf = library()
    passages = [passage for guide in shelf.guides() for passage in shelf.passages(guide.id)]
    ranked = spread(passages)
    assert len({passage.guide_id for passage in ranked[:2]}) == 2 and sorted(p.id for p in ranked) == sorted(
        p.id for p in passages
    )
    for budget in (10, 150, 400, 100_000):
        chosen = fit(passages[:1], passages, budget)
        assert sum(tokens(text, passage.language) for passage, text in chosen) <= budget
        assert all(passage.text.startswith(text) for passage, text in chosen)
    assert len(fit(passages[:1], passages, 100_000)) == len(passages)


SOURCES = "Liên hệ https://dichvucong.gov.vn hoặc gọi 0236 3.881.888, thư hotro@danang.gov.vn."


@pytest.mark.parametrize(
    "sentence",
    [
        "Truy cập https://dichvucong-gov.example/nop để nộp phí.",
        "Vào trang nop-phi.xyz để nộp.",
        "Gọi 0912 345 678 để được hỗ trợ.",
        "Gọi +84 912.345.678 ngay.",
        "Gửi thư tới giup@hotro.example.",
        "Nhắn Telegram @ho_tro_nhanh.",
        "Gọi tổng đài 1900 6789.",
    ],
)
def test_contacts_that_no_source_has_are_found(sentence: str) -> None:
    assert check_output(sentence, [SOURCES], "vi")


@pytest.mark.parametrize(
    "sentence",
    [
        "Vào https://dichvucong.gov.vn để nộp.",
        "Gọi 02363881888 hoặc viết cho HOTRO@danang.gov.vn.",
        "Nghị định 30/2020/NĐ-CP có hiệu lực từ 05/03/2020, mức 2.000.000 đồng.",
        "Hồ sơ gồm 01 bản, nộp trong 05 ngày.",
    ],
)
def test_contacts_of_the_sources_and_plain_figures_pass(sentence: str) -> None:
    assert not check_output(sentence, [SOURCES], "vi")


def test_echoed_instructions_are_seen() -> None:
    told = [PromptBook(prompts_directory()).instructions("lesson-section")]
    echo = "Sure: State only what the passages marked P1, P2 … say. Add no fact, number, date."
    assert check_output(echo, [SOURCES], "vi", internal=told)
    plain = "Cán bộ phải trả lời yêu cầu của người dân trong 05 ngày làm việc."
    assert not check_output(plain, [SOURCES], "vi", internal=told)
