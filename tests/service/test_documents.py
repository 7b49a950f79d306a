"""Documents through the service: files of briefs, templates, exercises."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.errors import BriefInvalid, FileMissing, InputError
from generator.grounding.envelope import read_envelope
from generator.service import Soan

BRIEF = """
cơ quan: Ủy ban nhân dân xã Bình An
trích yếu: Mời dự ngày hội đọc sách
so: 05
kính mời: Các trường học trên địa bàn xã
"""


def test_a_brief_in_a_file_becomes_a_file(soan: Soan, tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(BRIEF, "utf-8")
    made = soan.documents.write("giấy mời", soan.documents.read_file(tmp_path / "b.yaml"))
    assert made.number == 5
    envelope, lines = read_envelope(soan.export(made, tmp_path / "a.docx"))
    assert envelope.intact()
    assert "Số: 05/GM-UBND" in lines


@pytest.mark.parametrize(
    ("content", "said"), [("a: [", "dòng"), ("- a", "tên trường"), ("", "tên trường"), (b"\xff\xfe\x00", "UTF-8")]
)
def test_files_that_are_no_brief(soan: Soan, tmp_path: Path, content: str | bytes, said: str) -> None:
    path = tmp_path / "b.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(BriefInvalid) as caught:
        soan.documents.read_file(path)
    assert said in caught.value.sentence("vi")


def test_no_file(soan: Soan, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        soan.documents.read_file(tmp_path / "none.yaml")


def test_a_sentence_must_name_who_issues(soan: Soan) -> None:
    assert soan.documents.write_sentence("cong-van", "Viết công văn của UBND xã Bình An về mượn sách").gaps
    with pytest.raises(BriefInvalid):
        soan.documents.write_sentence("cong-van", "Viết công văn về mượn sách")


def test_templates_and_exercises(soan: Soan, tmp_path: Path) -> None:
    assert soan.documents.template("bao-cao", tmp_path / "t.docx").is_file()
    planted, key = soan.documents.exercise("bao-cao", tmp_path / "e.docx", count=5)
    assert len(planted) == 5
    assert key.name == "e-dap-an.docx"
    assert key.is_file()
    with pytest.raises(InputError):
        soan.documents.template("bao-cao", tmp_path / "t.pdf")


def test_kinds_and_fields(soan: Soan) -> None:
    assert len(soan.documents.kinds()) == 29
    assert soan.documents.fields("giay-moi")["kinh_moi"]
