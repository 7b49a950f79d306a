"""Bad input, tracked changes, macros, long papers; the report and the corrected copy."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document
from layout_cases import CASES
from layout_paper import LONG, Paper, page_field

from generator.checks.layout.audit import audit, examine
from generator.checks.layout.mend import mend
from generator.errors import FileDamaged, FileEmpty, FileEncrypted, FileMislabelled, FileMissing, InputError, SoanError
from generator.evaluation.layout import evaluate_layout
from generator.service.layout import LayoutJob

# What a machine must not decide: which body, unit, document or level is meant.
_BY_HAND = {
    "stale_district_level", "law_basis_has_number", "basis_incomplete", "kinh_gui_in_wrong_kind", "recipients_missing",
    "archive_line_missing", "secrecy_box", "urgency_box",
}  # fmt: skip


def test_bad_files_are_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.docx").write_bytes(b"")
    (tmp_path / "text.docx").write_text("Độc lập - Tự do - Hạnh phúc", "utf-8")
    (tmp_path / "torn.docx").write_bytes(Paper().save(tmp_path / "ok.docx").read_bytes()[:900])
    (tmp_path / "secret.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    (tmp_path / "page.html").write_text("<html><p>x</p></html>", "utf-8")
    (tmp_path / "pdf.docx").write_bytes(b"%PDF-1.7\n")
    Document().save(str(tmp_path / "blank.docx"))
    expected: dict[str, type[SoanError]] = {
        "empty.docx": FileEmpty,
        "text.docx": FileDamaged,
        "torn.docx": FileDamaged,
        "secret.docx": FileEncrypted,
        "page.html": InputError,
        "pdf.docx": FileMislabelled,
        "blank.docx": InputError,
        "absent.docx": FileMissing,
    }
    for name, error in expected.items():
        with pytest.raises(error) as caught:
            examine(tmp_path / name)
        assert name in caught.value.sentence("vi")


def test_a_part_that_is_not_xml_is_damage(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    with pytest.raises(FileDamaged):
        examine(tmp_path / "x.docx")


def test_tracked_changes_are_read_as_accepted_and_said(tmp_path: Path) -> None:
    paper = Paper()
    name = paper.paragraph("name", "TS. Ngô Minh Hải")
    deleted = name.replace("<w:r>", '<w:del w:id="1" w:author="a"><w:r>', 1).replace("</w:r>", "</w:r></w:del>", 1)
    deleted = deleted.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    inserted = paper.paragraph("name", "Ngô Minh Hải").replace("<w:r>", '<w:ins w:id="2"><w:r>', 1)
    inserted = inserted.replace("</w:r>", "</w:r></w:ins>", 1)
    xml = paper.xml().replace(paper.paragraph("name", paper.name), deleted + inserted)
    paper.extra = {"word/document.xml": xml}
    report = audit(paper.save(tmp_path / "t.docx"))
    assert not report.failures
    assert any("2" in note for note in report.notes)


def test_macros_are_named_and_not_run(tmp_path: Path) -> None:
    report = audit(Paper(extra={"word/vbaProject.bin": "x"}).save(tmp_path / "m.docm"))
    assert not report.failures
    assert any("macro" in note for note in report.notes)


def test_a_forty_page_paper_takes_seconds(tmp_path: Path) -> None:
    body = [("body", LONG)] * 540 + [("body", LONG + "./.")]
    started = time.process_time()
    report = audit(Paper(body=body, header=page_field()).save(tmp_path / "long.docx"))
    assert report.pages >= 40
    assert not report.failures
    assert time.process_time() - started < 10


def test_a_paper_without_a_head_is_checked_as_far_as_it_goes(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("Ghi chú nội bộ.")
    document.save(str(tmp_path / "note.docx"))
    report = audit(tmp_path / "note.docx")
    assert report.notes
    assert {rule.rule: rule.verdict for rule in report.rules}["motto_dash"] == "absent"


@pytest.mark.parametrize("at", [n for n, (rule, _) in enumerate(CASES) if rule], ids=lambda at: f"{at}-{CASES[at][0]}")
def test_the_corrected_copy_mends_what_is_mechanical(tmp_path: Path, at: int) -> None:
    rule, changes = CASES[at]
    path = Paper(**changes).save(tmp_path / "p.docx")
    before = path.read_bytes()
    content, mended = mend(path)
    (tmp_path / "q.docx").write_bytes(content)
    assert path.read_bytes() == before
    assert examine(tmp_path / "q.docx").broken() == set(mended.left)
    assert set(mended.left) <= {rule}
    automatic = "numbering" in changes  # the labels of automatic lists are not typed
    if rule not in _BY_HAND and not automatic and not mended.mended:
        assert rule in ("type_abbreviation", "sign_authority_abbrev", "kinh_gui_list_format"), rule
    Document(str(tmp_path / "q.docx"))


def test_reports_print_what_was_measured_and_where_it_is_written(tmp_path: Path) -> None:
    job = LayoutJob("vi")
    report = job.check(Paper(looks={"national": {"size": 15}}).save(tmp_path / "p.docx"))
    html = job.write_report(report, tmp_path / "r.html").read_text("utf-8")
    text = "\n".join(p.text for p in Document(str(job.write_report(report, tmp_path / "r.docx"))).paragraphs)
    for shown in (html, text):
        assert "15 pt" in shown
        assert "khoản 1a" in shown
    with pytest.raises(InputError):
        job.write_report(report, tmp_path / "r.pdf")
    with pytest.raises(InputError):
        job.fix(tmp_path / "p.docx", tmp_path / "p.docx")


def test_the_evaluation_counts_pairs_of_rule_and_file(tmp_path: Path) -> None:
    Paper().save(tmp_path / "a.docx")
    Paper(number="Số: 7/KH-UBND").save(tmp_path / "b.docx")
    labels = [
        {"file": "a.docx", "kind": "ke_hoach", "violations": []},
        {"file": "b.docx", "kind": "ke_hoach", "violations": [{"rule": "number_zero_pad"}, {"rule": "vv_size"}]},
    ]
    (tmp_path / "labels.json").write_text(json.dumps(labels), "utf-8")
    result = evaluate_layout(tmp_path)
    assert (result["files"], result["precision"], result["recall"]) == (2, 1.0, 0.5)
    assert (result["clean"], result["clean_passed"]) == (1, 1)
