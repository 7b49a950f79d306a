"""What the formats of a quiz promise: nothing dropped in silence, marks escaped, a paper and a page people can use."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest
from quiz_samples import quiz

from generator.domain.quiz import ITEM_KINDS
from generator.errors import InputError
from generator.export.quiz import aiken, limits, page, table_csv
from generator.export.quiz.plain import text, weights
from generator.export.registry import FORMATS, export_work, load_work


@pytest.mark.parametrize("suffix", list(FORMATS["quiz"]))
def test_every_format_is_written_the_same_each_time_and_in_nfc(suffix: str, tmp_path: Path) -> None:
    made = quiz()
    spread = made.model_copy(update={"title": unicodedata.normalize("NFD", made.title)})
    one, two = (export_work(spread, tmp_path / f"{n}{suffix}").read_bytes() for n in "ab")
    if suffix not in (".docx", ".json"):
        assert one == two
    if suffix in (".gift", ".xml", ".csv", ".txt", ".html"):
        assert unicodedata.is_normalized("NFC", one.decode("utf-8"))


@pytest.mark.parametrize("suffix", list(FORMATS["quiz"]))
@pytest.mark.parametrize("kind", ITEM_KINDS)
def test_a_kind_is_in_the_file_or_named_as_left_out(suffix: str, kind: str, tmp_path: Path) -> None:
    made = quiz(kind)
    said = " ".join(limits.left_out(made, suffix, "vi"))
    if not limits.held(made, suffix):
        assert made.items[0].id in said
        with pytest.raises(InputError):
            export_work(made, tmp_path / f"q{suffix}")
        return
    data = export_work(made, tmp_path / f"q{suffix}").read_bytes()
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            data = b"\n".join(package.read(name) for name in package.namelist())
    plain = re.search(r"[^\W\d]{2,} [^\W\d]{2,}", next(made.questions()).stem)  # two words no format has to escape
    assert plain and plain[0].encode() in data


def test_aiken_names_the_items_it_has_no_room_for() -> None:
    said = limits.left_out(quiz(), ".txt", "vi")[0]
    assert all(name in said for name in ("q2", "q4", "q5", "q6", "q7", "q8")) and "q1" not in said
    assert aiken.render(quiz()).decode().count("ANSWER: ") == 4


def test_weights_add_up_and_ticking_everything_earns_nothing() -> None:
    item = quiz("multiple").items[0]
    shares = weights(item.options)  # type: ignore[union-attr]
    assert sum(share for share in shares if share > 0) == pytest.approx(100, abs=0.001)
    assert sum(shares) == pytest.approx(0, abs=0.001)


def test_a_spreadsheet_runs_no_cell() -> None:
    made = quiz("one_best")
    item = made.items[0].model_copy(update={"stem": "=HYPERLINK(1)", "id": "+1"})
    rows = list(
        csv.reader(io.StringIO(table_csv.render(made.model_copy(update={"items": (item,)})).decode("utf-8-sig")))
    )
    assert not any(cell[:1] in ("=", "+", "-", "@") for cell in rows[1])


def test_the_paper_keeps_the_key_apart_and_carries_the_ledger(tmp_path: Path) -> None:
    from docx import Document

    file = export_work(quiz(), tmp_path / "q.docx")
    assert load_work(file) == quiz()
    document = Document(str(file))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert not any("Hướng dẫn một cửa" in line for line in lines)  # no source on the learner's sheet
    key = document.tables[-1]
    assert [row.cells[1].text for row in key.rows[1:4]] == ["A", "A, B, D", "Sai"]
    assert "mục “Thời hạn”" in key.rows[1].cells[2].text
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)  # type: ignore[union-attr]


def test_the_page_names_no_address_and_no_script_can_be_smuggled_in() -> None:
    made = quiz("short")
    item = made.items[0].model_copy(update={"stem": "</script><script>alert(1)</script>", "answers": ('"><b>',)})
    shown = page.render(made.model_copy(update={"items": (item,)})).decode()
    assert "http://" not in shown and "https://" not in shown and "<script>alert" not in shown
    assert "default-src &#x27;none&#x27;" in shown


def test_text_is_plain() -> None:
    assert text("a\r\nb\x0b ") == "a\nb" and json.dumps(text("e\u0302")) == '"\\u00ea"'
