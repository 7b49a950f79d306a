"""Ô 7 and 9: who signs and who receives (Phụ lục I, Phần I, Mục II, khoản 7 and 9)."""

from __future__ import annotations

import re

from generator.checks.layout.boxes import Boxes
from generator.checks.layout.foot import HINT
from generator.checks.layout.lines import Segment
from generator.checks.layout.outcome import ABSENT, Outcome, failed, figures, passed, unknown, verdict
from generator.checks.layout.rules.head import bold, sized
from generator.domain.text import fold_accents

# -- ô 7 ---------------------------------------------------------------------------------------------------------------

_RIGHT = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.\s*\S")
_WRONG = re.compile(
    r"(?:T\s?/\s?M|T\.\s?M|TM|K\s?/\s?T|K\.\s?T|KT|T\s?/\s?L|T\.\s?L|TL|T\s?/?\s?U\s?/?\s?Q|T\.\s?U\.\s?Q|TUQ|Q)"
    r"(?:\s*[.,:;/-]\s*|\s+)(?=\S)|(?:THAY MAT|KY THAY|THUA LENH|THUA UY QUYEN|THUA UQ)\b"
)
DEGREE = re.compile(
    r"\W*(?:(?:GS|PGS|TS|TSKH|Ths|Th\.s|Thạc|Ks|Cn|Bs|Ds|Cử nhân|Kỹ sư|Bác sĩ|Bác sỹ|Dược sĩ|Luật sư|Tiến sĩ|Tiến sỹ|"
    r"Thạc sĩ|Thạc sỹ|Giáo sư|Phó giáo sư|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|Bs\.?\s?CK\w*|CKI{1,2}|CK\d|Nhà giáo|"
    r"Anh hùng|MBA|Dr|ThS|"
    r"Ls|CVCC|Nghệ nhân|Viện sĩ)\b\.?[\s.,]*)+(?=\w)",
    re.I,
)
# Services and the armed forces, where the head of the sector decides on ranks and degrees (khoản 7c).
_OWN_RULES = re.compile(
    r"\b(?:truong (?!phong)|dai hoc|hoc vien|benh vien|vien |trung tam y te|tram y te|cong an|quan su|"
    r"bien phong|quan khu|"
    r"bo doi|bo tu lenh|canh sat|mam non|tieu hoc|trung hoc)"
)


def signed_by(group: list[Segment]) -> tuple[list[Segment], Segment | None]:
    """(lines of power and post, the name) of one signature; notes like "(đã ký)" are neither."""
    lines = [s for s in group if not HINT.match(s.key) and not s.line.ruling and any(c.isalpha() for c in s.text)]
    if not lines:
        return [], None
    last = lines[-1]
    named = len(last.text.split()) <= 9 and not any(ch.isdigit() for ch in last.text) and len(lines) > 1
    if not named or (last.upper and _post(last)):
        return lines, None
    above = lines[:-1]
    for at in range(1, len(above)):  # a post that belongs to the name stands below the signature
        if above[at].line.index - above[at - 1].line.index > 2:
            return above[:at], last
    return above, last


def _post(segment: Segment) -> bool:
    from generator.checks.layout.foot import AUTHORITY, POST

    return bool(AUTHORITY.match(segment.key) or POST.match(segment.key))


def sign_authority_abbrev(boxes: Boxes) -> Outcome:
    seen: Segment | None = None
    for group in boxes.signatures:
        for segment in signed_by(group)[0]:
            text = fold_accents(segment.text).upper()
            if _RIGHT.match(text):
                seen = segment
            elif _WRONG.match(text):
                return failed("text", segment.text, text=segment.text)
    return passed("text", seen.text, text=seen.text) if seen else ABSENT


def sign_title_not_caps(boxes: Boxes) -> Outcome:
    titles = [segment for group in boxes.signatures for segment in signed_by(group)[0]]
    if not titles:
        return ABSENT
    wrong = [segment for segment in titles if not segment.upper]
    return failed("not_caps", wrong[0].text) if wrong else passed("caps", titles[0].text)


def signer_has_academic_title(boxes: Boxes) -> Outcome:
    names = [name for group in boxes.signatures if (name := signed_by(group)[1]) is not None]
    if not names:
        return ABSENT
    for name in names:
        if DEGREE.match(name.text):
            agency = " ".join(s.key for s in boxes.agency) + " "
            if _OWN_RULES.search(agency):
                return unknown("sector", name.text)
            return failed("text", name.text, text=name.text)
    return passed("text", names[0].text, text=names[0].text)


def signer_not_bold(boxes: Boxes) -> Outcome:
    return bold([name for group in boxes.signatures if (name := signed_by(group)[1]) is not None])


# -- ô 9a --------------------------------------------------------------------------------------------------------------

_MAY_ADDRESS = ("cong_van", "to_trinh", "bao_cao")


def kinh_gui_in_wrong_kind(boxes: Boxes) -> Outcome:
    if boxes.addressed is None:
        return ABSENT
    if boxes.kind is None:
        return unknown("kind_unknown", boxes.addressed.text)
    return verdict(boxes.kind.id in _MAY_ADDRESS, "kind", boxes.addressed.text, kind=boxes.kind.name)


def kinh_gui_list_format(boxes: Boxes) -> Outcome:
    if boxes.addressed is None:
        return ABSENT
    first = boxes.addressed.text.partition(":")[2].strip(" -–")
    names = ([first] if first else []) + [line.text for line in boxes.addressees]
    if len(names) < 2:
        parts = [part for part in re.split(r";\s*(?:-\s*)?", first) if part.strip()]
        return failed("text", boxes.addressed.text, text=first) if len(parts) > 1 else ABSENT
    for at, name in enumerate(names):
        continued = at + 1 < len(names) and not re.match(r"[-–+•*A-ZĐÀ-Ỹ0-9]", names[at + 1])
        if not continued and not name.endswith("." if at == len(names) - 1 else ";"):
            return failed("last_mark", name, mark=name[-1:])
    return passed("last_mark", names[-1], mark=".")


# -- ô 9b --------------------------------------------------------------------------------------------------------------


def recipients_missing(boxes: Boxes) -> Outcome:
    if boxes.recipients is None and not boxes.signatures and boxes.number is None:
        return unknown("not_found")
    return verdict(boxes.recipients is not None, "found" if boxes.recipients else "not_found")


def recipients_size(boxes: Boxes) -> Outcome:
    return sized(boxes.recipient_list, 11, 11) if boxes.recipient_list else ABSENT


def recipients_label_style(boxes: Boxes) -> Outcome:
    label = boxes.recipients
    if label is None:
        return ABSENT
    sizes = label.sizes()
    wrong_size = [size for size in sizes if size != 12]
    if wrong_size:
        return failed("points", label.text, size=figures(wrong_size))
    for look, missing in (("bold", "not_bold"), ("italic", "upright")):
        if label.share(look) < 0.9:
            return failed(missing, label.text)
    return passed("bold_italic", label.text)


def recipients_first_line(boxes: Boxes) -> Outcome:
    if boxes.kind is None or not boxes.recipient_list:
        return ABSENT
    addressed = boxes.kind.id in _MAY_ADDRESS and boxes.addressed is not None
    if boxes.kind.id != "cong_van" and not addressed:
        return ABSENT
    first = boxes.recipient_list[0]
    return verdict(re.match(r"\W*nhu tren\b", first.key) is not None, "text", first.text, text=first.text)


def archive_line_missing(boxes: Boxes) -> Outcome:
    if boxes.recipients is None:
        return ABSENT
    lines = [s.key.lstrip("-–+•* ") for s in boxes.recipient_list]
    beside = boxes.recipients.key.partition("luu")[1]
    kept = any(re.match(r"luu\b", line) for line in lines) or bool(beside)
    last = boxes.recipient_list[-1].text if boxes.recipient_list else boxes.recipients.text
    return verdict(kept, "found" if kept else "not_found", last)
