"""One clear FileError for each bad file; everything else is read."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.errors import (
    FileDamaged,
    FileEmpty,
    FileEncrypted,
    FileError,
    FileMislabelled,
    FileMissing,
    FileTooLarge,
    FormatUnknown,
    LegacyFont,
    NoTextFound,
)
from generator.reading.content import Limits
from generator.reading.decode import clean, decode
from generator.reading.files import discover, read_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def docx_bytes(body: str | None = None) -> bytes:
    import docx

    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Xin chào")
    document.save(out)
    if body is None:
        return out.getvalue()
    with zipfile.ZipFile(io.BytesIO(out.getvalue())) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return package({**parts, "word/document.xml": body})


def encrypted_pdf() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BAD: list[tuple[str, bytes, type[FileError]]] = [
    ("empty.txt", b"", FileEmpty),
    ("blank.md", b" \n\n ", FileEmpty),
    ("mark.txt", b"\xef\xbb\xbf", FileEmpty),
    ("junk.txt", bytes(range(256)) * 40, FileDamaged),
    ("half.pdf", b"%PDF-1.4\n1 0 obj", FileDamaged),
    ("text.pdf", b"hello", FileDamaged),
    ("pdf.docx", b"%PDF-1.4\n", FileMislabelled),
    ("archive.docx", package({"a.txt": "hi"}), FileMislabelled),
    ("sheet.docx", package({"xl/workbook.xml": "<a/>"}), FileMislabelled),
    ("rich.doc", rb"{\rtf1 hi}", FileMislabelled),
    ("cut.docx", docx_bytes()[:-400], FileDamaged),
    ("broken.docx", docx_bytes("<w:document"), FileDamaged),
    ("deep.docx", docx_bytes(f"<w:document {W}><w:body>" + "<w:sdt>" * 3000), FileDamaged),
    ("program.exe", b"MZ\x90", FormatUnknown),
    ("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), FileEncrypted),
    ("sheet.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), FileMislabelled),
    ("picture.html", b"<html><script>let words = 1</script><img src='x'></html>", NoTextFound),
    ("old.txt", ("Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp Tù do H¹nh phóc " * 8).encode(), LegacyFont),
    ("old2.txt", ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp Töï do " * 8).encode(), LegacyFont),
    ("bomb.docx", docx_bytes(f"<w:document {W}>{' ' * 30_000_000}</w:document>"), FileTooLarge),
]


@pytest.mark.parametrize(("name", "data", "error"), BAD, ids=[row[0] for row in BAD])
def test_a_bad_file_gets_one_clear_sentence(name: str, data: bytes, error: type[FileError], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        read_file(path)
    assert type(caught.value) is error
    assert name in caught.value.sentence("vi")


def test_an_encrypted_pdf_is_named(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    path.write_bytes(encrypted_pdf())
    with pytest.raises(FileEncrypted):
        read_file(path)


def test_limits_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text("chữ " * 100, encoding="utf-8")
    with pytest.raises(FileTooLarge):
        read_file(path, limits=Limits(file_bytes=100))
    with pytest.raises(FileMissing):
        read_file(tmp_path / "none.txt")
    many = tmp_path / "many.docx"
    many.write_bytes(package({f"{n}.xml": "<a/>" for n in range(30)}))
    with pytest.raises(FileTooLarge):
        read_file(many, limits=Limits(entries=20))


def test_entities_are_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("bí mật", encoding="utf-8")
    body = (
        f'<!DOCTYPE l [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document {W}><w:body><w:p><w:r>'
        "<w:t>Trước &x; sau</w:t></w:r></w:p></w:body></w:document>"
    )
    path = tmp_path / "entity.docx"
    path.write_bytes(docx_bytes(body))
    try:
        texts = [block.text for block in read_file(path).blocks]
    except FileError:
        texts = []
    assert not any("bí mật" in text for text in texts)


def test_a_web_page_under_another_name_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ChiTiet.doc"
    path.write_text("<!DOCTYPE html><html><body><h1>Thủ tục</h1><p>Nộp hồ sơ.</p></body></html>", encoding="utf-8")
    raw = read_file(path)
    assert raw.media_type == "text/html"
    assert [block.kind for block in raw.blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(encoding: str) -> None:
    text = "Thủ tục đăng ký tạm trú\ntheo Luật Cư trú, nộp tại Công an xã"
    assert decode(text.encode(encoding), "a.txt") == text


def test_windows_code_pages() -> None:
    # Windows-1258 writes a base letter and a combining tone.
    spelled = "".join(
        unicodedata.normalize("NFC", unicodedata.normalize("NFD", ch)[:2]) + unicodedata.normalize("NFD", ch)[2:]
        if len(unicodedata.normalize("NFD", ch)) > 2
        else unicodedata.normalize("NFD", ch)
        if unicodedata.normalize("NFD", ch)[1:] in ("\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
        else ch
        for ch in "Thủ tục đăng ký"
    )
    assert decode(spelled.encode("cp1258"), "a.txt") == "Thủ tục đăng ký"
    assert decode("Résumé of the café".encode("cp1252"), "a.txt") == "Résumé of the café"


def test_text_is_clean() -> None:
    assert clean("a\x00b\r\nc\ud800d\x0ce") == "a b\nc?d\ne"
    assert clean("Tie\u0302\u0301ng") == "Tiếng"


def test_folders_are_walked_without_hidden_and_temporary_files(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", ".hidden.md", "~$lock.docx", "photo.png", "manifest.yaml"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "c.md").write_text("x", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "d.html").write_text("x", encoding="utf-8")
    assert [path.name for path in discover([tmp_path])] == ["a.txt", "b.md", "d.html"]
    with pytest.raises(FileMissing):
        list(discover([tmp_path / "nothing"]))


@settings(deadline=None)  # the first example imports a reader
@given(data=st.binary(max_size=400), suffix=st.sampled_from([".txt", ".md", ".html", ".docx", ".pptx", ".pdf", ".doc"]))
def test_no_bytes_raise_another_error(data: bytes, suffix: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(data)
    try:
        raw = read_file(path)
    except FileError:
        return
    assert all(unicodedata.is_normalized("NFC", block.text) for block in raw.blocks)
    assert all("\n" not in block.text and block.text.strip() for block in raw.blocks)
