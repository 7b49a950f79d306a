"""Finds the foot of a document: Nơi nhận (ô 9b) and who signs (ô 7), and where annexes begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.checks.layout.boxes import ANNEX, MOTTO, NATIONAL
from generator.checks.layout.kinds import kind_titled
from generator.checks.layout.lines import Line, Segment

if TYPE_CHECKING:
    from generator.checks.layout.boxes import Recogniser

_LABEL = re.compile(r"noi nhan\b")
AUTHORITY = re.compile(
    r"(?:t\W{0,2}m|k\W{0,2}t|t\W{0,2}l|t\W{0,2}u\W{0,2}q|q)\s?[.:/,]?\s+(?=\w)|(?:tm|kt|tl|tuq|q)\.|"
    r"(?:thay mat|ky thay|thua lenh|thua uy quyen|quyen) "
)
_POSTS = (
    r"(?:pho |quyen |nguyen )?(?:chu tich|bi thu|giam doc|tong giam doc|hieu truong|hieu pho|truong |truong\b|"
    r"pho truong|"
    r"chanh |pho chanh|bo truong|thu truong|cuc truong|cuc pho|vu truong|vien truong|chi cuc truong|tong cuc truong|"
    r"thu ky|chu toa|chu tri|nguoi |dai dien|thu truong|ke toan truong|doi truong|to truong|to pho|tram truong|ben |"
    r"pho cuc truong|pho chi cuc truong|pho vien truong|chi huy|chinh tri vien|thu tuong|giam thi|can bo|cong chuc)"
)
POST = re.compile(_POSTS)
HINT = re.compile(r"\W*(?:da ky|ky ten|ky,|\(?ky\b|chu ky|ky, ghi|ghi ro ho|ky, dong dau|dong dau|\(ky)")


def find_foot(recogniser: Recogniser) -> None:
    """Fill recipients, signatures, annexes, foot and end."""
    boxes, lines = recogniser.boxes, recogniser.read.lines
    boxes.end = _end(recogniser)
    start = boxes.head_end
    for index in range(start, boxes.end):
        for segment in recogniser.cut[index]:
            if _LABEL.match(segment.key) and len(segment.key) < 60 and segment.x < 0.75:
                boxes.recipients = segment
    if boxes.recipients is not None:
        _recipients(recogniser, boxes.recipients)
    _signatures(recogniser)
    marks = [s.line.index for group in boxes.signatures for s in group]
    if boxes.recipients is not None:
        marks.append(boxes.recipients.line.index)
    boxes.foot = max(min(marks, default=boxes.end), start)
    boxes.annexes = [line for line in lines[boxes.foot :] if _annex(line, recogniser)]


def _annex(line: Line, recogniser: Recogniser) -> bool:
    match = ANNEX.match(line.key)
    short = len(line.text) < 160 and line.place.table is None
    return bool(match) and short and (line.jc == "center" or line.page_break or line.whole().share("bold") > 0.9)


def _end(recogniser: Recogniser) -> int:
    """The first line of what is attached: after the signatures, an annex heading, or a text with a title of its own."""
    lines, start = recogniser.read.lines, recogniser.boxes.head_end
    labels = [line.index for line in lines[start:] if any(_LABEL.match(s.key) for s in recogniser.cut[line.index])]
    for line in lines[start:]:
        if line.blank or (labels and line.index <= labels[0]):
            continue
        after_sign = bool(labels) or _signed_before(recogniser, line.index)
        fresh = NATIONAL.search(line.key) or MOTTO.search(line.key)
        kind = kind_titled(line.key) if line.jc == "center" and line.place.table is None else None
        # "QUYẾT ĐỊNH:" after the căn cứ is the document's own enacting word, not the title of an attached text.
        titled = kind is not None and kind != recogniser.boxes.kind and not line.key.endswith(":")
        if after_sign and (_annex(line, recogniser) or fresh or (titled and line.whole().share("bold") > 0.5)):
            # An attached text may open with its own table of agency and State name: go back to the start of that table.
            first = line.index
            table = (line.place.outer or (None,))[0]
            while table is not None and first > 0 and (lines[first - 1].place.outer or (None,))[0] == table:
                first -= 1
            return first
    return len(lines)


def _signed_before(recogniser: Recogniser, index: int) -> bool:
    """Whether a power to sign or a post in capitals stood shortly before a line."""
    for line in recogniser.read.lines[max(recogniser.boxes.head_end, index - 14) : index]:
        for segment in recogniser.cut[line.index]:
            signs = AUTHORITY.match(segment.key) or POST.match(segment.key)
            if signs and segment.upper and segment.x > 0.45 and len(segment.text) < 80:
                return True
    return False


def _recipients(recogniser: Recogniser, label: Segment) -> None:
    """The list under the label: same cell, or same column on the lines after."""
    boxes = recogniser.boxes
    for line in recogniser.read.lines[label.line.index : boxes.end]:
        for segment in recogniser.cut[line.index]:
            if segment is label:
                continue
            if label.line.place.outer is not None:
                place = line.place.outer
                mine = (
                    place is not None
                    and place[0] == label.line.place.outer[0]
                    and place[2] == label.line.place.outer[2]
                )
            else:
                mine = (
                    segment.x < 0.5
                    and line.place.outer is None
                    and (segment.text[:1] in "-–•+*" or bool(line.label) or len(segment.text) < 60)
                )
            if mine and not _is_sign(segment):
                boxes.recipient_list.append(segment)
    if boxes.recipient_list and label.line.place.outer is None:  # the list ends with the line of the archive
        for at, segment in enumerate(boxes.recipient_list):
            if segment.key.lstrip("-–•+* ").startswith("luu"):
                del boxes.recipient_list[at + 1 :]
                break


def _above(recogniser: Recogniser, label: Segment) -> list[Segment]:
    """Who signs at the left above the recipients in one table (Phụ lục III, Mẫu 1.9: secretary and chair)."""
    outer = label.line.place.outer
    found: list[Segment] = []
    for line in recogniser.read.lines[recogniser.boxes.head_end : label.line.index]:
        place = line.place.outer
        if outer is not None and place is not None and place[0] == outer[0] and place[1] < outer[1]:
            left = [s for s in recogniser.cut[line.index] if s.x <= label.x + 0.08]
            found += left if found else [s for s in left if _is_sign(s)]
    return found


def _is_sign(segment: Segment) -> bool:
    return segment.upper and bool(AUTHORITY.match(segment.key) or POST.match(segment.key))


def _signatures(recogniser: Recogniser) -> None:
    boxes, lines = recogniser.boxes, recogniser.read.lines
    label = boxes.recipients
    taken = {id(segment) for segment in boxes.recipient_list}
    found: list[Segment] = []
    if label is not None and label.line.place.outer is not None:
        table = label.line.place.outer[0]
        found = [
            s for line in lines[boxes.head_end : boxes.end] if line.place.outer and line.place.outer[0] == table
            for s in recogniser.cut[line.index] if s.x > label.x + 0.08 and id(s) not in taken
        ]  # fmt: skip
        found = _above(recogniser, label) + found
    elif label is not None:
        found = [
            s for line in lines[label.line.index : boxes.end] for s in recogniser.cut[line.index]
            if s is not label and id(s) not in taken and s.x > 0.5
        ]  # fmt: skip
    if not any(not HINT.match(s.key) for s in found):
        found = _by_words(recogniser, label, taken)
    groups: dict[object, list[Segment]] = {}
    for segment in found:
        place = segment.line.place.outer
        groups.setdefault((place[0], place[2]) if place else round(segment.x * 2.2), []).append(segment)
    if len(groups) > 1 and any(not s.line.place.outer for s in found):
        groups = {"one": found}
    boxes.signatures = [group for group in groups.values() if any(c.isalpha() for s in group for c in s.text)]


def _by_words(recogniser: Recogniser, label: Segment | None, taken: set[int]) -> list[Segment]:
    """Signatures that do not stand beside Nơi nhận: the first line that names a power or a post after the text ends."""
    boxes, lines = recogniser.boxes, recogniser.read.lines
    low, high = boxes.head_end, label.line.index if label is not None else boxes.end
    if label is not None and not _last_sign(recogniser, low, high):
        low, high = label.line.index + 1, boxes.end
    first = _last_sign(recogniser, low, high)
    if first is None:
        return []
    return [
        s for line in lines[first:high] for s in recogniser.cut[line.index]
        if id(s) not in taken and s is not label and (len(s.text) < 90 and line.jc != "both")
        and not s.text.startswith(("-", "–", "+"))  # receivers without their label
    ]  # fmt: skip


def _last_sign(recogniser: Recogniser, low: int, high: int) -> int | None:
    """First line of the last block of short lines that holds a power or a post; None when there is none."""
    lines = recogniser.read.lines
    at = high - 1
    start = None
    while at >= low:
        line = lines[at]
        if line.text and (line.jc == "both" or len(line.text) > 90) and line.place.table is None:
            break
        for segment in recogniser.cut[at]:
            key = segment.key
            short = len(segment.text) < 80 and not segment.text.rstrip().endswith((".", ";", ":", ","))
            placed = segment.x > 0.5 or line.place.outer is not None
            if short and (placed or segment.upper) and (AUTHORITY.match(key) or POST.match(key)):
                start = at
        at -= 1
    return start
