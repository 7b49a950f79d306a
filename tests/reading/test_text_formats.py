"""Markdown, HTML and plain text become blocks."""

from __future__ import annotations

from generator.domain.text import words
from generator.reading.content import Limits
from generator.reading.formats import html, markdown
from generator.reading.formats.plain import read_text
from generator.reading.raw import RawBlock

Row = tuple[str, str, int]


def rows(blocks: list[RawBlock]) -> list[Row]:
    return [(block.kind, block.text, block.level) for block in blocks]


def md(text: str) -> list[Row]:
    return rows(markdown.read(text.encode(), "a.md", Limits()).blocks)


def web(text: str) -> list[Row]:
    return rows(html.read(text.encode(), "a.html", Limits()).blocks)


def test_markdown_headings_lists_and_tables() -> None:
    assert md("# Một\n\nĐoạn **đậm** và [liên kết](http://x).\n\n3. Ba\n4. Bốn\n   - con\n\n|A|B|\n|-|-|\n|1|2|\n") == [
        ("heading", "Một", 1),
        ("paragraph", "Đoạn đậm và liên kết.", 0),
        ("item", "3. Ba", 0),
        ("item", "4. Bốn", 0),
        ("item", "con", 1),
        ("header_row", "A | B", 0),
        ("row", "1 | 2", 0),
    ]


def test_markdown_noise_is_not_shown() -> None:
    text = "---\ntitle: Tên\n---\n<!-- ẩn -->\n{% include nav.html %}\nChữ thật {{ page.x }}.{: .note}\n"
    content = markdown.read(text.encode(), "a.md", Limits())
    assert content.title == "Tên"
    assert rows(content.blocks) == [("paragraph", "Chữ thật .", 0)]


def test_markdown_with_html_inside() -> None:
    assert md("<div class='a'>\n<h3>Đầu mục</h3>\n<p>Xem [Luật](http://x) và *nhớ*.</p>\n</div>\n") == [
        ("heading", "Đầu mục", 3),
        ("paragraph", "Xem Luật và nhớ.", 0),
    ]


def test_markdown_indented_lines_are_text() -> None:
    assert md("Mở.\n\n    a) Điểm a;\n    b) Điểm b.\n") == [
        ("paragraph", "Mở.", 0), ("item", "a) Điểm a;", 1), ("item", "b) Điểm b.", 1),
    ]  # fmt: skip


def test_html_keeps_all_that_is_shown() -> None:
    page = (
        "<html><head><title>T</title><style>p{}</style></head><body><nav>Menu</nav><h2>Đầu</h2>Chữ rời<p>"
        "Đoạn <b>đậm</b><br>dòng hai</p><ol start=3><li>Ba<ul><li>con</li></ul></li><li>Bốn</li></ol>"
        "<dl><dt>Khái niệm</dt><dd>Định nghĩa</dd></dl>"
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
        "<script>x</script><p hidden>ẩn</p>đuôi</body></html>"
    )
    assert web(page) == [
        ("heading", "Đầu", 2), ("paragraph", "Chữ rời", 0), ("paragraph", "Đoạn đậm", 0), ("paragraph", "dòng hai", 0),
        ("item", "3. Ba", 0), ("item", "con", 1), ("item", "4. Bốn", 0), ("paragraph", "Khái niệm", 0),
        ("paragraph", "Định nghĩa", 0), ("header_row", "A | B", 0), ("row", "1 | 2", 0), ("paragraph", "đuôi", 0),
    ]  # fmt: skip


def test_html_declares_its_encoding() -> None:
    page = "<html><head><meta charset='windows-1252'></head><body><p>café</p></body></html>".encode("cp1252")
    assert [block.text for block in html.read(page, "a.html", Limits()).blocks] == ["café"]


def test_wrapped_text_is_joined_and_lists_are_seen() -> None:
    lines = [
        "HƯỚNG DẪN NỘP HỒ SƠ", "",
        "Người nộp hồ sơ chuẩn bị giấy tờ theo danh mục do cơ quan",
        "công bố và mang theo bản chính để đối chiếu khi được",
        "yêu cầu tại nơi tiếp nhận.", "", "- Tờ khai theo mẫu của cơ quan nhận hồ sơ ở nơi cư trú;", "- Ảnh.", "",
        "a) Điểm thứ nhất của danh mục giấy tờ phải nộp tại nơi", "tiếp nhận;", "b) Điểm hai.",
    ]  # fmt: skip
    text = "\n".join(lines)
    blocks = read_text(text).blocks
    assert [block.kind for block in blocks] == ["heading", "paragraph", "item", "item", "item", "item"]
    assert blocks[1].text.endswith("công bố và mang theo bản chính để đối chiếu khi được yêu cầu tại nơi tiếp nhận.")
    assert [word for block in blocks for word in words(block.text)] == words(text)


def test_numbers_and_letters_in_brackets_are_items() -> None:
    blocks = read_text("Gồm:\n\n1) Một;\n\n(a) Hai;\n\n(nếu có) thì ghi.\n").blocks
    assert [(block.kind, block.label) for block in blocks] == [
        ("paragraph", ""), ("item", "1)"), ("item", "(a)"), ("paragraph", ""),
    ]  # fmt: skip
