"""Every kind, rendered by LibreOffice and measured on the page: an independent reading of NĐ 30/2020, Phụ lục I.

Nothing here comes from the writer's code but the documents themselves: sizes, places and lengths are typed from the
decree, and read from the PDF by pdfplumber.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.domain.paper_kinds import PAPER_KINDS
from generator.export.registry import export_work
from generator.writing.paper import PaperAuthor
from generator.writing.paper.brief import read_brief
from generator.writing.paper.skeletons import sample_brief

pytestmark = pytest.mark.needs("soffice")

MM = 72 / 25.4
# The machine may lack Times New Roman; letters that its stand-in has not are taken from a wider face.
LOOSE = 0.12
UNTITLED, UNDATED = {"cong-van"}, {"bien-ban"}


class Row(NamedTuple):
    """A line of words on a page."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    chars: list[dict[str, Any]]

    @property
    def size(self) -> float:
        return Counter(round(ch["size"], 1) for ch in self.chars).most_common(1)[0][0]

    def face(self, word: str) -> bool:
        """Whether most letters are set in a face of that name ("Bold", "Italic")."""
        return sum(word in ch["fontname"] for ch in self.chars) > len(self.chars) / 2

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


class Page(NamedTuple):
    rows: list[Row]
    rules: list[tuple[float, float, float]]  # x0, x1, y from the top
    width: float
    height: float

    def find(self, pattern: str) -> Row:
        return next(row for row in self.rows if re.search(pattern, row.text))

    def rule_under(self, row: Row, reach: float = 9.0) -> tuple[float, float]:
        """x0 and x1 of the line drawn right below words."""
        near = [
            (x0, x1)
            for x0, x1, y in self.rules
            if row.bottom - 3 <= y <= row.bottom + reach and x0 < row.x1 and x1 > row.x0
        ]
        assert near, f"no rule under {row.text!r}"
        return near[0]


def _rows(page: Any) -> Iterator[Row]:
    """Letters gathered into lines; two columns are two lines."""
    for line in page.extract_text_lines(layout=False, x_tolerance=1.5, y_tolerance=3, return_chars=True):
        chars = [ch for ch in line["chars"] if ch["text"].strip()]
        part: list[dict[str, Any]] = []
        pieces = []
        for ch in chars:
            if part and ch["x0"] - part[-1]["x1"] > 30:
                pieces.append(part)
                part = []
            part.append(ch)
        for piece in [*pieces, part] if part else []:
            words, last = "", None
            for ch in piece:
                words += (" " if last is not None and ch["x0"] - last["x1"] > 1.5 else "") + ch["text"]
                last = ch
            yield Row(
                words,
                piece[0]["x0"],
                piece[-1]["x1"],
                min(c["top"] for c in piece),
                max(c["bottom"] for c in piece),
                piece,
            )


def _read(path: Path) -> list[Page]:
    import pdfplumber

    found = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            flat = [(r["x0"], r["x1"], r["top"]) for r in [*page.lines, *page.rects] if r["bottom"] - r["top"] < 2]
            flat += [(c["x0"], c["x1"], c["top"]) for c in page.curves if c["bottom"] - c["top"] < 2]
            found.append(
                Page(list(_rows(page)), [r for r in flat if r[1] - r[0] > 5], float(page.width), float(page.height))
            )
    return found


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """All kinds written, converted in one run, and read back."""
    folder = tmp_path_factory.mktemp("papers")
    files = []
    for kind, row in PAPER_KINDS.items():
        brief = read_brief(kind, sample_brief(row), date(2026, 8, 5))
        paper = PaperAuthor().paper(brief, [], [], now=datetime(2026, 8, 5, tzinfo=UTC))
        files.append(str(export_work(paper, folder / f"{kind}.docx")))
    office = shutil.which("soffice") or shutil.which("libreoffice") or "soffice"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {kind: _read(folder / f"{kind}.pdf") for kind in PAPER_KINDS}


@pytest.fixture(params=list(PAPER_KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pages(kind: str, rendered: dict[str, list[Page]]) -> list[Page]:
    return rendered[kind]


def test_page_and_margins(pages: list[Page]) -> None:
    """I.1–I.3: A4; left 30–35, right 15–20, top and bottom 20–25 mm."""
    for page in pages:
        assert (page.width / MM, page.height / MM) == pytest.approx((210, 297), abs=0.3)
        body = [row for row in page.rows if row.top > 19.5 * MM]
        left, right = min(row.x0 for row in body) / MM, (page.width - max(row.x1 for row in body)) / MM
        assert 29.8 <= left <= 35.2
        assert right >= 14.8
        assert min(row.top for row in body) / MM >= 19.5
        assert max(row.bottom for row in body) / MM <= 277.3
    widest = max(row.x1 for page in pages for row in page.rows)
    assert 14.8 <= (pages[0].width - widest) / MM <= 20.2


def test_page_number(pages: list[Page]) -> None:
    """I.7: not on page 1; from page 2 in the middle of the top margin, 13–14, upright."""
    assert not [row for row in pages[0].rows if row.top < 19.5 * MM]
    for order, page in enumerate(pages[1:], 2):
        (number,) = (row for row in page.rows if row.top < 19 * MM)
        assert number.text == str(order)
        assert 13 <= number.size <= 14
        middle = (30 + (210 - 15)) / 2 * MM
        assert abs(number.middle - middle) < 4 * MM


def test_nation_and_motto(pages: list[Page]) -> None:
    """II.1: one line each, 12–13 and 13–14, bold, right half; the rule below is as long as the motto."""
    page = pages[0]
    nation, motto = (
        page.find(r"^CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM$"),
        page.find(r"^Độc lập - Tự do - Hạnh phúc$"),
    )
    assert 12 <= nation.size <= 13
    assert 13 <= motto.size <= 14
    assert nation.face("Bold")
    assert motto.face("Bold")
    assert nation.middle > page.width / 2
    assert abs(nation.middle - motto.middle) < 2
    assert nation.bottom <= motto.top + 3
    x0, x1 = page.rule_under(motto)
    assert x1 - x0 == pytest.approx(motto.x1 - motto.x0, rel=LOOSE)
    assert abs((x0 + x1) / 2 - motto.middle) < 2


def test_agency(pages: list[Page]) -> None:
    """II.2b: capitals, 12–13, bold, left half, clear of the nation's column; a rule of 1/3 to 1/2 below."""
    page = pages[0]
    lines = [page.find(r"^ỦY BAN NHÂN DÂN$"), page.find(r"^XÃ BÌNH AN$")]
    nation = page.find("^CỘNG")
    for line in lines:
        assert 12 <= line.size <= 13
        assert line.face("Bold")
        assert line.x1 < nation.x0 - 5
    x0, x1 = page.rule_under(lines[-1])
    width = lines[-1].x1 - lines[-1].x0
    assert (1 - LOOSE) / 3 <= (x1 - x0) / width <= (1 + LOOSE) / 2
    assert abs((x0 + x1) / 2 - lines[-1].middle) < 2


def test_number_and_date(kind: str, pages: list[Page]) -> None:
    """II.3, II.4: on one line; 13 upright under the agency, 13–14 italic under the nation; the draft has no number."""
    page = pages[0]
    number = page.find(r"^Số:")
    assert number.size == 13
    assert not number.face("Italic")
    agency, nation = page.find("^XÃ BÌNH AN$"), page.find("^CỘNG")
    tail = page.find(r"^/") if number.text == "Số:" else number
    assert abs((number.x0 + tail.x1) / 2 - agency.middle) < 4
    assert not re.search(r"\d", number.text + tail.text)
    if kind in UNDATED:
        return
    day = page.find(r"^Bình An, ngày")
    assert 13 <= day.size <= 14
    assert day.face("Italic")
    assert abs(day.bottom - number.bottom) < 3
    assert day.x0 > nation.x0 - 5


def test_title(kind: str, pages: list[Page]) -> None:
    """II.5b: kind and subject in the middle, 13–14, bold, the rule below 1/3 to 1/2; công văn has V/v, 12–13."""
    page = pages[0]
    if kind in UNTITLED:
        assert not any("CÔNG VĂN" in row.text for row in page.rows)
        subject = page.find(r"^V/v ")
        assert 12 <= subject.size <= 13
        assert not subject.face("Bold")
        assert subject.middle < page.width / 2
        assert subject.top - page.find("^Số:").bottom >= 2
        return
    name = PAPER_KINDS[kind].name.upper()
    title = page.find(rf"^{name}$")
    middle = (30 + (210 - 15)) / 2 * MM
    after = [row for row in page.rows if row.top > title.top + 2]
    below = sorted(after, key=lambda row: row.top)
    subject = []
    for row in below:
        centred = row.face("Bold") and abs(row.middle - middle) < 4
        if not centred or row.text.isupper() or re.match("Phần|Chương", row.text):
            break
        subject.append(row)
    assert bool(subject) == PAPER_KINDS[kind].subject
    for row in (title, *subject):
        assert 13 <= row.size <= 14
        assert row.face("Bold")
        assert abs(row.middle - middle) < 4
    last = (title, *subject)[-1]
    x0, x1 = page.rule_under(last)
    assert (1 - LOOSE) / 3 <= (x1 - x0) / (last.x1 - last.x0) <= (1 + LOOSE) / 2


def _body(pages: list[Page]) -> list[list[Row]]:
    """The rows between head and foot, page by page: all in 13–14 pt and not centred bold."""
    found = []
    for order, page in enumerate(pages):
        low = page.find(r"^Số:").bottom + 8 if order == 0 else 19.5 * MM
        ends = [row.top for row in page.rows if row.text == "Nơi nhận:"]
        signs = [row.top for row in page.rows if re.match(r"TM\. |ĐẠI DIỆN|THƯ KÝ$", row.text) and row.face("Bold")]
        high = min([*ends, *signs, page.height]) - 1
        found.append([row for row in page.rows if low < row.top < high])
    return found


def test_text(pages: list[Page]) -> None:
    """II.6e: 13–14; first lines 1 or 1,27 cm in; both edges straight; at most 1,5 lines; 6 pt between paragraphs."""
    left, right = 30 * MM, (210 - 15) * MM
    first = 0
    for rows in _body(pages):
        for before, row in zip([None, *rows], rows, strict=False):
            assert 13 <= row.size <= 14 or row.text.startswith("V/v") or row.middle < 75 * MM
            inset = (row.x0 - left) / MM
            if 8 < inset < 14:
                assert inset == pytest.approx(10, abs=0.4) or inset == pytest.approx(12.7, abs=0.4)
                first += 1
            if before is None or abs(row.x0 - left) > 2:
                continue
            # A line that goes on: the one before it is full, and lies at most 1,5 lines above.
            assert before.x1 == pytest.approx(right, abs=2.5), before.text
            assert row.bottom - before.bottom <= 1.5 * 1.35 * row.size
    assert first >= 2


def test_paragraphs_are_apart(pages: list[Page]) -> None:
    """II.6e: the step to a new paragraph is at least 6 pt more than the step inside one."""
    left = 30 * MM
    steps, inner = [], []
    for rows in _body(pages):
        for before, row in pairwise(rows):
            step = row.bottom - before.bottom
            indented = 9 * MM < row.x0 - left < 13.5 * MM
            if abs(row.x0 - left) < 2:
                inner.append(step)
            elif indented and 9 * MM < before.x0 - left < 13.5 * MM:
                steps.append(step)
    if inner and steps:
        assert min(steps) - min(inner) >= 5


def test_foot(kind: str, pages: list[Page]) -> None:
    """II.7, II.9: position 13–14 bold capitals, name bold, "Nơi nhận" 12 bold italic and level with it, list 11."""
    page = next(page for page in pages if any(row.text == "Nơi nhận:" for row in page.rows))
    label = page.find(r"^Nơi nhận:$")
    assert label.size == 12
    assert label.face("Bold")
    assert label.face("Italic")
    assert (label.x0 / MM) == pytest.approx(30, abs=0.5)
    listed = [row for row in page.rows if row.top > label.top + 3 and row.text.startswith("- ") and row.x0 < 31 * MM]
    assert listed
    assert all(row.size == 11 and not row.face("Bold") and not row.face("Italic") for row in listed)
    assert all(row.text.endswith(";") for row in listed[:-1])
    assert re.fullmatch(r"- Lưu: VT, .+\.", listed[-1].text)
    names = [
        row for row in page.rows if row.text in ("Trần Văn Minh", "Phạm Thị Lan", "Lê Thị Hoa") and row.x0 > 40 * MM
    ]
    assert names
    assert all(13 <= row.size <= 14 and row.face("Bold") for row in names)
    posts = [row for row in page.rows if row.text in ("PHÓ CHỦ TỊCH", "CHỦ TỌA")]
    assert posts
    assert all(13 <= row.size <= 14 and row.face("Bold") for row in posts)
    assert names[-1].top - posts[0].bottom > 40  # room for the signature
    if PAPER_KINDS[kind].signing == "one":
        assert abs(page.find(r"^TM\. ").bottom - label.bottom) < 6


def test_the_text_ends_with_its_mark(pages: list[Page]) -> None:
    """Phụ lục III, all samples."""
    words = [row.text for rows in _body(pages) for row in rows]
    assert sum(text.endswith("./.") for text in words) == 1
