"""An old question paper through the product: examined, taken over as a quiz, written in another format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.checks.items.examine import examine
from generator.checks.items.rows import problems_in, questions_in
from generator.errors import FileDamaged, FileEmpty, FileMissing, FormatUnknown, InputError
from generator.export.registry import load_work
from generator.service import Soan

OLD = """::c1::Ai ký văn bản của xã?{=Chủ tịch ~Văn thư ~Tất cả các phương án trên}

::c2::Không có khóa{~x ~y}
"""


def test_an_old_paper_is_examined_taken_over_and_written(soan: Soan, tmp_path: Path) -> None:
    file = tmp_path / "cu.gift"
    file.write_text(OLD, "utf-8")
    assert "all_of_the_above" in {f.check for q in questions_in(file) for f in examine(q, "vi")}
    assert len(problems_in(file)) == 1
    quiz, problems = soan.quizzes.load(file, "vi", date(2026, 11, 24), "vi")
    assert [item.id for item in quiz.items] == ["c1"] and "Không có khóa" in problems[0]
    assert {claim.status for _, claim in quiz.claims()} == {"unsupported"}
    assert load_work(soan.export(quiz, tmp_path / "moi.docx")) == quiz


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("a.docx", b"x", FileDamaged), ("a.xml", b"<quiz>", FileDamaged), ("a.gift", b"\xff\xfe", FileDamaged),
        ("a.csv", b" ", FileEmpty), ("a.pdf", b"x", FormatUnknown), ("a.csv", b"x,y\n1,2\n", InputError),
        ("a.gift", "Chỉ có lời.".encode(), InputError), ("a.gift", None, FileMissing),
    ],
)  # fmt: skip
def test_bad_input_is_one_error(
    soan: Soan, tmp_path: Path, name: str, data: bytes | None, error: type[InputError]
) -> None:
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(error) as caught:
        soan.quizzes.load(file, "vi", date(2026, 11, 24), "vi")
    assert "{" not in caught.value.sentence("vi")
