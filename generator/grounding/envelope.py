"""What an exported file carries: the work, its ledger, and the lines it showed when it was written."""

from __future__ import annotations

import json
import re
import zipfile
from functools import cached_property
from html import unescape
from pathlib import Path

from pydantic import JsonValue, ValidationError

from generator.domain.base import Value, digest
from generator.domain.ledger import Ledger
from generator.domain.text import squeeze
from generator.domain.work import KINDS, Work, kind_of, parse_work
from generator.domain.works import Stamp
from generator.errors import DocumentNotSoan, FileDamaged, FileMissing
from generator.grounding.ledger import ledger_of

NAMESPACE = "urn:soan:ledger:1"
MARK = "soan-ledger"
_COMMENT = re.compile(rf"<!-- {MARK}\n(.*?)\n-->\s*", re.DOTALL)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST = 64_000_000  # bytes of one unpacked part
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


class Envelope(Value):
    """`kind` and `content` are the work as JSON, so that any kind travels the same way. `lines` are the visible lines
    as written; `lines_hash` their digest. Both empty where the file shows no text. `stamp` is the standing of a version
    from a library of works, `stamp_hash` its digest."""

    kind: str
    content: dict[str, JsonValue]
    ledger: Ledger
    lines: tuple[str, ...] = ()
    lines_hash: str = ""
    stamp: Stamp | None = None
    stamp_hash: str = ""

    @cached_property
    def work(self) -> Work:
        """The work itself. Raises KeyError for a kind this version does not know, ValidationError for bad content."""
        return parse_work(self.kind, self.content)

    def intact(self) -> bool:
        """Whether work, ledger and lines still belong together."""
        try:
            work = self.work
        except (KeyError, ValidationError):
            return False
        if self.stamp is not None and self.stamp.content_sha256 != self.ledger.content_sha256:
            return False
        whole = self.lines_hash == _hash(self.lines) and self.stamp_hash == _stamp_hash(self.stamp)
        return whole and self.ledger == ledger_of(work)


def clean(text: str) -> str:
    """Without the control characters that XML and printers refuse."""
    return _CONTROLS.sub("", text)


def envelop(work: Work, lines: tuple[str, ...] = ()) -> Envelope:
    """The envelope of a work shown in those lines."""
    content = work.model_dump(mode="json")
    return Envelope(kind=kind_of(work), content=content, ledger=ledger_of(work), lines=lines, lines_hash=_hash(lines))


def with_stamp(envelope: Envelope, stamp: Stamp, lines: tuple[str, ...]) -> Envelope:
    """The envelope with a stamp, shown in those lines."""
    fresh = {"stamp": stamp, "stamp_hash": _stamp_hash(stamp), "lines": lines, "lines_hash": _hash(lines)}
    return envelope.model_copy(update=fresh)


def _stamp_hash(stamp: Stamp | None) -> str:
    return digest(stamp.model_dump_json(), length=64) if stamp is not None else ""


def _hash(lines: tuple[str, ...]) -> str:
    return digest(*lines, length=64) if lines else ""


def to_json(envelope: Envelope) -> str:
    """JSON that fits XML text and, with no "--" in it, an HTML comment."""
    text = json.dumps(envelope.model_dump(mode="json"), ensure_ascii=False, indent=1)
    text = _CONTROLS.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return text.replace("--", "-\\u002d")


def read_envelope(path: Path) -> tuple[Envelope, tuple[str, ...]]:
    """The envelope and the lines the file shows now. Raises DocumentNotSoan, FileMissing or FileDamaged."""
    if not path.is_file():
        raise FileMissing(file=str(path))
    try:
        if zipfile.is_zipfile(path):
            text, lines = _from_docx(path)
        else:
            text, lines = _from_text(path.read_text("utf-8-sig"))
    except (zipfile.BadZipFile, UnicodeDecodeError, OSError) as error:
        raise FileDamaged(file=path.name) from error
    if text is None:
        raise DocumentNotSoan(file=path.name)
    try:
        envelope = Envelope.model_validate_json(text)
        if envelope.kind in KINDS:
            _ = envelope.work  # content that is no work of its kind is damage, not an edit
        return envelope, lines
    except ValidationError as error:
        if MARK in text or NAMESPACE in text or '"ledger"' in text:
            raise FileDamaged(file=path.name) from error
        raise DocumentNotSoan(file=path.name) from error


def markdown_lines(text: str) -> tuple[str, ...]:
    """The lines of Markdown a reader sees."""
    return tuple(line for raw in _COMMENT.sub("", text).splitlines() if (line := squeeze(raw)))


_LINE_ENDS = re.compile(r"</(?:p|h\d|li|td|th|tr|div|dt|dd|section|ol|ul|table|body)>|<br\s*/?>", re.IGNORECASE)
_UNSEEN = re.compile(r"<!--.*?-->|<(head|style|script)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a file is a page of ours rather than Markdown."""
    return text.lstrip()[:9].lower() == "<!doctype"


def html_lines(text: str) -> tuple[str, ...]:
    """The lines of a page of ours that a reader sees: one for each paragraph, item and cell."""
    seen = re.sub(r"<[^>]*>", "", _LINE_ENDS.sub("\n", " ".join(_UNSEEN.sub("", text).split())))
    return tuple(line for raw in seen.split("\n") if (line := squeeze(unescape(raw))))


def _from_text(text: str) -> tuple[str | None, tuple[str, ...]]:
    found = _COMMENT.search(text)
    if found is not None:
        return found.group(1), html_lines(text) if is_html(text) else markdown_lines(text)
    return (text, ()) if text.lstrip().startswith("{") else (None, ())


def _from_docx(path: Path) -> tuple[str | None, tuple[str, ...]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    ledger: str | None = None
    lines: tuple[str, ...] = ()
    with zipfile.ZipFile(path) as package:
        for info in sorted(package.infolist(), key=lambda info: info.filename):
            inside = re.fullmatch(r"customXml/item\d+\.xml|word/(?:document|footnotes)\.xml", info.filename)
            if inside is None:
                continue
            if info.file_size > _MOST:
                raise FileDamaged(file=path.name)
            try:
                root = etree.fromstring(package.read(info), parser)
            except etree.XMLSyntaxError as error:
                raise FileDamaged(file=path.name) from error
            if info.filename.startswith("word/"):
                lines += docx_lines(root)
            elif root.tag == f"{{{NAMESPACE}}}ledger":
                ledger = root.text or "{}"
    return ledger, lines


def docx_lines(root: object) -> tuple[str, ...]:
    """The text of every paragraph of a WordprocessingML part; deleted revisions are not shown, so not read."""
    lines = []
    for paragraph in root.iter(f"{_W}p"):  # type: ignore[attr-defined]
        pieces = []
        for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
            pieces.append((node.text or "") if node.tag == f"{_W}t" else " ")
        if line := squeeze("".join(pieces)):
            lines.append(line)
    return tuple(lines)
