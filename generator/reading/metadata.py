"""What a guide says of itself: number, kind, issuer, title, dates, what it replaces. Only where the text says so."""

from __future__ import annotations

import re
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from generator.domain.base import Language
from generator.reading.numbering import article_label, capitals
from generator.reading.raw import RawBlock, RawDocument

# NĐ 30/2020, Phụ lục III, mục I, and the kinds of legal texts (Luật Ban hành văn bản quy phạm pháp luật).
_KINDS = (
    "Nghị quyết liên tịch", "Thông tư liên tịch", "Nghị quyết", "Nghị định", "Quyết định", "Thông tư", "Chỉ thị",
    "Pháp lệnh", "Bộ luật", "Luật", "Quy chế", "Quy định", "Thông báo", "Hướng dẫn", "Chương trình", "Kế hoạch",
    "Phương án", "Đề án", "Báo cáo", "Tờ trình", "Công văn", "Công điện",
)  # fmt: skip
_ISSUERS = (
    ("QH", "Quốc hội"), ("UBTVQH", "Ủy ban Thường vụ Quốc hội"), ("NĐ-CP", "Chính phủ"), ("NQ-CP", "Chính phủ"),
    ("QĐ-TTg", "Thủ tướng Chính phủ"), ("CT-TTg", "Thủ tướng Chính phủ"), ("BTTTT", "Bộ Thông tin và Truyền thông"),
    ("BGDĐT", "Bộ Giáo dục và Đào tạo"), ("BKHCN", "Bộ Khoa học và Công nghệ"), ("BNV", "Bộ Nội vụ"),
    ("BCA", "Bộ Công an"), ("BTC", "Bộ Tài chính"), ("BTP", "Bộ Tư pháp"), ("BYT", "Bộ Y tế"),
    ("BCT", "Bộ Công Thương"),
)  # fmt: skip
_NUMBER = r"\d{1,5}(?:/\d{4})?/[A-ZĐ][A-Za-zĐđ0-9]*(?:-[A-ZĐ][A-Za-zĐđ0-9]*)*"
_OWN_NUMBER = re.compile(rf"^\**\s*(?:Luật |Nghị quyết |Pháp lệnh )?[Ss]ố\s*:?\s*({_NUMBER})")
_DATE = re.compile(
    r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})|ngày\s+(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.IGNORECASE
)
_ATTACHED = re.compile(
    rf"\(?\s*(?:ban hành\s+)?kèm theo\s+({'|'.join(_KINDS)})\s+số\s*:?\s*({_NUMBER})(.{{0,120}})",
    re.IGNORECASE | re.DOTALL,
)
_SELF = r"(?:Luật|Bộ luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư|Quyết định|Quy chế|Quy định|Chỉ thị)\s+này"
_EFFECT = re.compile(
    rf"{_SELF}[^.]{{0,80}}?có hiệu lực[^.]{{0,60}}?(?:từ|kể từ)\s+(ngày\s+(?:ký|[^.;]+))", re.IGNORECASE
)
_REPLACES = re.compile(r"[^.\n]*(?:thay thế|bãi bỏ|hết hiệu lực)[^.\n]*", re.IGNORECASE)
_CITED = re.compile(rf"(?:{'|'.join(_KINDS)})\s+(?:số\s*)?({_NUMBER})")
_OTHER_SCRIPT = re.compile(r"[\u0900-\u097f]")
_VIETNAMESE = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


class Metadata(NamedTuple):
    """What was found; None where the text does not say."""

    title: str
    language: Language
    number: str | None = None
    kind: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    effective_from: date | None = None
    replaces: tuple[str, ...] = ()


def language_of(text: str) -> Language:
    """By script and letters, over the first 20,000 characters."""
    sample = text[:20_000]
    letters = sum(ch.isalpha() for ch in sample) or 1
    if len(_OTHER_SCRIPT.findall(sample)) > 0.2 * letters:
        return "hi"
    return "vi" if len(_VIETNAMESE.findall(sample)) > 0.04 * letters else "en"


def find_metadata(raw: RawDocument) -> Metadata:
    """Read the head of the document, its article on effect, and an annex's "Kèm theo …" line."""
    text = "\n".join(block.text for block in raw.blocks)
    language = language_of(text)
    if language != "vi":
        return Metadata(title=_plain_title(raw), language=language)
    head = _head(raw.blocks)
    attached = _attached(head)
    number = next((found[1] for block in head if (found := _OWN_NUMBER.match(block.text))), None)
    kind, subject = _kind_and_subject(head)
    issued = next((_day(block.text) for block in head if _place_and_date(block.text)), None)
    if number is None and attached is not None:
        kind = next(name for name in _KINDS if name.lower() == attached[1].lower())
        number, issued = attached[2], _day(attached[3])
        subject = None
    own = _own_words(raw.blocks)
    title = f"{kind} {number}" if attached is not None and number and subject is None else ""
    return Metadata(
        title=_annex_title(raw, title) if title else subject or _plain_title(raw),
        language=language,
        number=number,
        kind=kind if number or subject else None,
        issuer=_issuer(number, head) if number else None,
        issued_on=issued,
        effective_from=_effective(own, issued),
        replaces=_replaced(own, number),
    )


def _attached(head: list[RawBlock]) -> re.Match[str] | None:
    """An annex's own line "(Kèm theo Nghị định số … ngày … của …)", which may run over two lines."""
    for block, after in zip_longest(head, head[1:]):
        line = " ".join(block.text.split())
        if re.match(r"^\(?\s*(?:được\s+)?(?:ban hành\s+)?kèm theo", line, re.IGNORECASE):
            follow = " ".join(after.text.split()) if after is not None and not line.endswith(")") else ""
            return _ATTACHED.match(f"{line} {follow}")
    return None


def _head(blocks: tuple[RawBlock, ...]) -> list[RawBlock]:
    """Everything before the first article, forty blocks at most; a table of the letterhead is read cell by cell."""
    head: list[RawBlock] = []
    letterhead = [block for block in blocks if "CỘNG H" in block.text and "Số" in block.text and block.cells]
    for block in [*letterhead[:1], *blocks[:40]]:
        if article_label(block.text) is not None:
            break
        cells = [line for cell in block.cells for line in re.split(r"_{3,}|\n", cell)] if block.cells else [block.text]
        head += [block.model_copy(update={"text": cell.strip()}) for cell in cells]
    return head


def _kind_and_subject(head: list[RawBlock]) -> tuple[str | None, str | None]:
    for number, block in enumerate(head):
        line = block.text.strip(" *_#")
        kind = next((name for name in _KINDS if line.lower().startswith(name.lower())), None)
        if kind is None or not capitals(line[: len(kind)]):
            continue
        rest = line[len(kind) :].strip(" :-–")
        if rest and capitals(rest):
            return kind, f"{kind} {rest.capitalize()}"
        after = [other.text.strip(" *_#") for other in head[number + 1 : number + 4]]
        subject = next((text for text in after if len(text.split()) >= 2 and not text.startswith("_")), "")
        if subject and not subject.lower().startswith("căn cứ"):
            subject = subject.capitalize() if capitals(subject) else subject
            return kind, f"{kind} {subject[:1].lower()}{subject[1:]}".strip()
        return kind, None
    return None, None


def _place_and_date(text: str) -> bool:
    return bool(re.search(r"(?:^|\s)[^.;:\s][^.;:]{1,40},\s*ngày\s+\d{1,2}\s+tháng", text.strip(" *_"), re.IGNORECASE))


def _day(text: str) -> date | None:
    found = _DATE.search(text)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _issuer(number: str, head: list[RawBlock]) -> str | None:
    for sign, name in _ISSUERS:
        if re.search(rf"(?:^|[/-]){re.escape(sign)}\d*$", number):
            return name
    for block in head[:6]:
        line = block.text.strip(" *_#")
        if capitals(line) and re.match(r"^(?:BỘ|ỦY BAN|UBND|TỈNH ỦY|CHÍNH PHỦ|SỞ|BAN|HỘI ĐỒNG|QUỐC HỘI)\b", line):
            return line.capitalize()
    return None


def _own_words(blocks: tuple[RawBlock, ...]) -> str:
    """Sentences that speak of this text's own effect: the article on effect and its neighbours."""
    kept = []
    inside = False
    for block in blocks:
        label = article_label(block.text)
        if label is not None:
            inside = "hiệu lực" in label.rest.lower() or "thi hành" in label.rest.lower()
        if inside or re.search(rf"{_SELF}[^.]{{0,80}}có hiệu lực", block.text, re.IGNORECASE):
            kept.append(block.text)
    return "\n".join(kept)


def _effective(own: str, issued: date | None) -> date | None:
    found = _EFFECT.search(own)
    if found is None:
        return None
    if re.match(r"ngày\s+ký", found[1], re.IGNORECASE):
        return issued
    return _day(found[1])


def _replaced(own: str, number: str | None) -> tuple[str, ...]:
    found: list[str] = []
    for clause in _REPLACES.finditer(own):
        found += [cited for cited in _CITED.findall(clause.group()) if cited != number]
    return tuple(dict.fromkeys(found))


def _annex_title(raw: RawDocument, fallback: str) -> str:
    """`Phụ lục I: Thể thức … (Nghị định 30/2020/NĐ-CP)`."""
    lines = [block.text.strip(" *_#") for block in raw.blocks[:5] if block.text.strip(" *_#")]
    if not lines or not lines[0].lower().startswith("phụ lục"):
        return f"{lines[0].capitalize() if lines and capitals(lines[0]) else (raw.title or raw.file_name)} ({fallback})"
    words = lines[0].split()
    label = " ".join(word.upper() if index else word.capitalize() for index, word in enumerate(words[:3]))
    label = label.replace("LỤC", "lục")
    subject = " ".join(line for line in lines[1:4] if capitals(line) and not re.match(r"^[IVXLC]+\s*[.]|^PHẦN", line))
    return f"{label}: {subject.capitalize()} ({fallback})" if subject else f"{label} ({fallback})"


def _plain_title(raw: RawDocument) -> str:
    """The first heading, what the file claims, or its name."""
    top = next(
        (block.text for block in raw.blocks[:30] if block.kind == "heading" and len(block.text.split()) < 40), None
    )
    name = re.sub(r"[-_]+", " ", raw.file_name.rsplit(".", 1)[0]).strip()
    return " ".join((top or raw.title or name).strip(" *_#").split()) or name
