"""Finds the boxes (ô số 1–11, Phụ lục I, Phần I, Mục IV) in a document, whether it is laid out by a borderless table,
by tabs or by plain paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from generator.checks.layout.agencies import split_agencies
from generator.checks.layout.columns import segments
from generator.checks.layout.kinds import Kind, kind_titled, kinds
from generator.checks.layout.lines import Line, Read, Section, Segment

NATIONAL = re.compile(r"cong h?oa xa hoi chu nghia viet nam")
MOTTO = re.compile(r"doc lap\W+tu do\W+hanh phuc")
_NUMBER = re.compile(r"so\s*:|so\s*[\d….]*\s*/|so\s+\d+\s*[-–_/]")
_DATE = re.compile(r"ngay\W.*thang\W.*nam\W?|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|thang\s*[\d….]+\W+nam|"
                   r"\b[a-z]+, (?:ngay )?[\d….]+ *thang")  # fmt: skip
_VV = re.compile(r"v\s?/\s?v\b|ve viec\b|v\.v\b")
DRAFT = re.compile(r"\W*(?:ban )?du thao(?: ?\d| lan| ngay|\W)*[\w\s/.:-]{0,24}\W*")
_LABELLED = (
    r"\W*(?:(?:(?:dau )?(?:chi )?(?:muc )?do|dau)(?: {0})?\s*:\s*|(?:muc )?do {0}\s*|(?:tai lieu|van ban|ho so)\s+)?"
)
SECRECY = re.compile(_LABELLED.format("mat") + r"(?:tuyet mat|toi mat|mat)\W*")
URGENCY = re.compile(
    _LABELLED.format("khan") + r"(?:[a-z]+ ){0,2}(?:khan(?: cap| truong)?|hoa toc|gap)(?: hen gio)?\W*"
)
ANNEX = re.compile(r"phu luc(?:\s+(?:so\s*)?([ivxlc]+|\d+|[a-z]))?(?=$|[\s.:(–-])")
_BASIS = re.compile(r"(?:-\s*)?(?:can cu|theo de nghi|xet de nghi|xet to trinh|xet |theo |thuc hien )")
_ENACTS = re.compile(r"(?:quyet dinh|quyet nghi|nghi quyet|chi thi)\s*:?$")
_UNIT = re.compile(r"(?:phan|chuong|muc|tieu muc|dieu)\s+[ivxlc\d]+\b|[ivx]+\.\s|\d+[.)]\s|[a-z]\)\s|-\s")


@dataclass
class Boxes:
    """What was found where; None or empty where a box was not found."""

    read: Read
    kind: Kind | None = None
    national: Segment | None = None  # ô 1
    motto: Segment | None = None
    agency: list[Segment] = field(default_factory=list)  # ô 2, the issuing agency
    superior: list[Segment] = field(default_factory=list)
    number: Segment | None = None  # ô 3
    date: Segment | None = None  # ô 4
    title: Segment | None = None  # ô 5a
    subject: list[Segment] = field(default_factory=list)
    wrong_title: Segment | None = None  # "CÔNG VĂN"
    vv: list[Segment] = field(default_factory=list)  # ô 5b
    bases: list[Line] = field(default_factory=list)  # căn cứ, in ô 6
    body: list[Line] = field(default_factory=list)  # ô 6, tables and căn cứ left out
    addressed: Line | None = None  # ô 9a
    addressees: list[Line] = field(default_factory=list)
    recipients: Segment | None = None  # ô 9b, the label
    recipient_list: list[Segment] = field(default_factory=list)
    signatures: list[list[Segment]] = field(default_factory=list)  # ô 7, one list for each signer
    drafts: list[Segment] = field(default_factory=list)
    secrecy: list[Segment] = field(default_factory=list)
    urgency: list[Segment] = field(default_factory=list)
    annexes: list[Line] = field(default_factory=list)
    head_end: int = 0  # index of the first line after ô 1–5
    foot: int = 0  # index of the first line of ô 7 or 9b
    end: int = 0  # index of the first line of an annex or an attached text

    def part(self, low: int, high: int) -> list[Line]:
        """Lines of the document itself by index."""
        return self.read.lines[low:high]


class Recogniser:
    """Fills `Boxes` from the top of the document to its foot."""

    def __init__(self, read: Read) -> None:
        self.read = read
        self.boxes = Boxes(read)
        self.cut = [segments(line, self.section(line), read.default_tab) for line in read.lines]

    def section(self, line: Line) -> Section:
        """The section a line stands in."""
        return next(s for s in reversed(self.read.sections) if s.starts <= line.index or s is self.read.sections[0])

    def recognise(self) -> Boxes:
        """All boxes."""
        from generator.checks.layout.foot import find_foot

        self._head()
        self._title()
        find_foot(self)
        self._marks()
        self._addressees()
        self._bases()
        self._body()
        return self.boxes

    # -- ô 1–4 -------------------------------------------------------------------------------------------------------

    def _head(self) -> None:
        boxes, top = self.boxes, self._top()
        for index in range(top):
            for segment in self.cut[index]:
                key = segment.key
                if boxes.national is None and NATIONAL.search(key):
                    boxes.national = segment
                elif boxes.motto is None and MOTTO.search(key):
                    boxes.motto = segment
                elif boxes.number is None and _NUMBER.match(key) and len(key) < 60 and not segment.line.ruling:
                    boxes.number = segment
                elif boxes.date is None and _DATE.search(key) and len(key) < 75 and not _VV.match(key):
                    boxes.date = segment
        self._agency(top)
        found = [s.line.index for s in (boxes.national, boxes.motto, boxes.number, boxes.date) if s]
        boxes.head_end = max(found, default=-1) + 1
        self._vv(top)
        # Whatever shares a table with the head belongs to the head.
        tables = {
            s.line.place.outer[0]
            for s in (boxes.national, boxes.number, *boxes.vv) if s is not None and s.line.place.outer
        }  # fmt: skip
        while boxes.head_end < top:
            line = self.read.lines[boxes.head_end]
            if (line.place.outer or (None,))[0] not in tables and not line.ruling and not line.place.floating:
                break
            boxes.head_end += 1

    def _top(self) -> int:
        """Index of the first line that is surely after the head: a title, an address, or running text."""
        for line in self.read.lines[:80]:
            alone = len(self.cut[line.index]) == 1 and not line.place.floating
            exact = alone and line.key.strip(" :.") in kinds() and not (line.place.outer and line.place.columns > 1)
            running = line.jc in ("both", "left") and len(line.text) > 110
            if line.key.startswith(("kinh gui", "kinh moi")) or exact or (running and not line.place.outer):
                return line.index
        return min(len(self.read.lines), 80)

    def _agency(self, top: int) -> None:
        boxes = self.boxes
        anchor = boxes.national or boxes.motto
        limit = boxes.number.line.index if boxes.number else top
        taken = {id(s) for s in (boxes.national, boxes.motto, boxes.number, boxes.date) if s}
        found = []
        for index in range(limit + 1):
            for segment in self.cut[index] if index < len(self.cut) else []:
                if id(segment) in taken or segment.line.place.floating or not any(c.isalpha() for c in segment.text):
                    continue
                centred = anchor is not None and abs(anchor.x - 0.5) < 0.08 and abs(segment.x - 0.5) < 0.08
                aside = anchor is None or segment.x < anchor.x - 0.12 or centred
                same_cell = (
                    anchor is not None
                    and segment.line.place.outer is not None
                    and (segment.line.place.outer == anchor.line.place.outer)
                )
                if not aside or same_cell or self.is_mark(segment) or _VV.match(segment.key):
                    continue
                in_head_table = segment.line.place.outer is not None
                if segment.upper or (in_head_table and len(segment.text) < 90):
                    found.append(segment)
        if anchor is not None or boxes.number is not None:  # else it is not the head of an administrative document
            boxes.superior, boxes.agency = split_agencies(found)

    def _vv(self, top: int) -> None:
        number = self.boxes.number
        for index in range(number.line.index if number else 0, top):
            for segment in self.cut[index]:
                if self.boxes.vv:
                    first, last = self.boxes.vv[0], self.boxes.vv[-1]
                    follows = 0 < segment.line.index - last.line.index <= 1 and abs(segment.x - first.x) < 0.12
                    if follows and segment is not self.boxes.date and not self.is_mark(segment):
                        self.boxes.vv.append(segment)
                elif _VV.match(segment.key) and (segment.x < 0.48 or segment.key.startswith("v/v")):
                    self.boxes.vv.append(segment)
        if self.boxes.vv:
            last_line = self.boxes.vv[-1].line.index
            self.boxes.head_end = max(self.boxes.head_end, last_line + 1)

    def is_mark(self, segment: Segment) -> bool:
        """A mark that may stand in the head: draft, secrecy, urgency."""
        key = segment.key
        return any(mark.fullmatch(key) for mark in (DRAFT, SECRECY, URGENCY)) and len(key) < 40

    # -- ô 5a --------------------------------------------------------------------------------------------------------

    def _title(self) -> None:
        boxes, lines = self.boxes, self.read.lines
        for line in lines[: boxes.head_end + 25]:
            for segment in self.cut[line.index]:
                if segment.key.strip(" :.") == "cong van" and abs(segment.x - 0.5) < 0.2 and boxes.wrong_title is None:
                    boxes.wrong_title = segment
        for line in lines[boxes.head_end : boxes.head_end + 25]:
            if boxes.title is not None or line.blank or line.key.startswith("kinh gui"):
                if boxes.title is not None or line.key.startswith("kinh gui"):
                    break
                continue
            kind = kind_titled(line.key)
            exact = line.key.strip(" :.") in kinds()
            if kind and kind.id != "cong_van" and (exact or (line.jc == "center" and line.whole().upper)):
                boxes.title, boxes.kind = line.whole(), kind
            elif line.jc in ("both", "left") and len(line.text) > 110:
                break
        if boxes.title is not None:
            self._subject(boxes.title.line)
        elif boxes.vv or boxes.wrong_title or self._addressed_early():
            boxes.kind = kinds()["cong van"]
            if boxes.wrong_title is not None:
                boxes.head_end = max(boxes.head_end, boxes.wrong_title.line.index + 1)

    def _addressed_early(self) -> bool:
        early = self.read.lines[self.boxes.head_end : self.boxes.head_end + 8]
        return self.boxes.number is not None and any(line.key.startswith("kinh gui") for line in early)

    def _subject(self, title: Line) -> None:
        boxes, lines = self.boxes, self.read.lines
        at = title.index + 1
        while at < len(lines) and at < title.index + 8:
            line = lines[at]
            basis = _BASIS.match(line.key) and (boxes.subject or line.text.endswith(";"))
            stop = basis or _UNIT.match(line.key)
            if line.blank and not boxes.subject and not line.ruling:
                at += 1
                continue
            if line.blank or line.ruling or stop or line.key.startswith("kinh gui"):
                break
            if line.jc != "center" or len(line.text) > 260 or (boxes.subject and line.whole().upper):
                break
            if line.drawn and boxes.subject and lines[at - 1].drawn:
                break
            boxes.subject.append(line.whole())
            at += 1
            if line.drawn:
                break
        boxes.head_end = max(boxes.head_end, at)

    # -- ô 6, 9a, 10 ---------------------------------------------------------------------------------------------------

    def _marks(self) -> None:
        boxes = self.boxes
        head = boxes.head_end + 12
        shown = [s for cut in self.cut[: min(head, boxes.end)] for s in cut]
        shown += [line.whole() for line in self.read.header_lines if line.text]
        shown += [s for cut in self.cut[head : boxes.end] for s in cut if s.line.place.table is None]
        for segment in shown:
            key = segment.key
            if len(key) > 40 or segment is boxes.title or segment in boxes.subject:
                continue
            if DRAFT.fullmatch(key):
                boxes.drafts.append(segment)
            elif SECRECY.fullmatch(key) and (segment.upper or ":" in key):
                boxes.secrecy.append(segment)
            elif URGENCY.fullmatch(key) and (segment.upper or ":" in key):
                boxes.urgency.append(segment)

    def _addressees(self) -> None:
        boxes = self.boxes
        for line in self.read.lines[: boxes.foot]:
            if boxes.addressed is None:
                if line.key.startswith("kinh gui") and len(line.text) < 400:
                    boxes.addressed = line
                continue
            if line.blank or line.ruling:
                if boxes.addressees or line.index > boxes.addressed.index + 3:
                    break
                continue
            same_table = (
                line.place.outer is not None
                and boxes.addressed.place.outer is not None
                and (line.place.outer[0] == boxes.addressed.place.outer[0])
            )
            dashed = line.text[0] in "-–+•*" and len(line.text) < 200
            listed = bool(boxes.addressed.text.rstrip().endswith(":")) or bool(boxes.addressees)
            apart = (
                line.jc != "both"
                and len(line.text) < 120
                and listed
                and not line.key.startswith(("can cu", "thuc hien"))
            )
            if not (same_table or dashed or apart):
                break
            boxes.addressees.append(line)

    def _bases(self) -> None:
        boxes = self.boxes
        taken = {id(line) for line in [boxes.addressed, *boxes.addressees] if line is not None}
        lines = [line for line in boxes.part(boxes.head_end, boxes.foot) if not line.blank and id(line) not in taken]
        enacting = next((n for n, line in enumerate(lines) if _ENACTS.match(line.key) and len(line.key) < 30), None)
        if enacting is not None and boxes.kind and boxes.kind.id not in ("quyet_dinh", "nghi_quyet", "chi_thi"):
            enacting = None
        until = enacting if enacting is not None else len(lines)
        run = [n for n, line in enumerate(lines[:until]) if _BASIS.match(line.key)]
        if enacting is not None:
            boxes.bases = [lines[n] for n in run]
        elif run and run[0] <= 2:
            # Without "QUYẾT ĐỊNH:" a list of căn cứ is what ends in semicolons; a last one may follow them.
            for n in range(run[0], until):
                if n in run and (lines[n].text.endswith(";") or boxes.bases):
                    if (
                        boxes.bases
                        and not lines[n].text.endswith(";")
                        and (lines[n].key.endswith("sau:") or ", " in lines[n].key[-60:])
                    ):
                        break
                    boxes.bases.append(lines[n])
                else:
                    break

    def _body(self) -> None:
        boxes = self.boxes
        out = {id(line) for line in [boxes.addressed, *boxes.addressees, *boxes.bases] if line is not None}
        out |= {id(s.line) for s in (*boxes.secrecy, *boxes.urgency, *boxes.drafts, boxes.wrong_title) if s is not None}
        boxes.body = [
            line for line in boxes.part(boxes.head_end, boxes.foot)
            if not line.blank and not line.ruling and id(line) not in out
            and line.place.table is None and not line.place.floating
        ]  # fmt: skip


def recognise(read: Read) -> Boxes:
    """The boxes of a document."""
    return Recogniser(read).recognise()
