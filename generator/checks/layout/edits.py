"""Small changes to WordprocessingML: direct formatting, retyped text, page set-up."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any

from lxml import etree

from generator.checks.layout.formats import Properties
from generator.checks.layout.lines import Line, Section, Segment
from generator.checks.layout.metrics import pieces_width
from generator.checks.layout.package import Package, R, W

# Order of children the schema asks for; what is not named goes last.
RUN_ORDER = (
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "color",
    "spacing",
    "kern",
    "position",
    "sz",
    "szCs",
)
_PARAGRAPH = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
              "pBdr", "shd", "tabs",
              "spacing", "ind", "contextualSpacing", "jc", "rPr", "sectPr")  # fmt: skip
_SECTION = ("headerReference", "footerReference", "type", "pgSz", "pgMar", "pgNumType", "cols", "titlePg", "docGrid")
VALUE = f"{W}val"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_HEADER = "word/soan-page-number.xml"
_HEADER_XML = (
    f'<w:hdr xmlns:w="{W[1:-1]}"><w:p><w:pPr><w:spacing w:before="0" w:after="0"/><w:ind w:left="0" w:firstLine="0"/>'
    '<w:jc w:val="center"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:rFonts w:ascii="Times New Roman" '
    'w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:b w:val="0"/><w:i w:val="0"/>'
    '<w:sz w:val="28"/></w:rPr><w:t>2</w:t></w:r></w:fldSimple></w:p></w:hdr>'
).encode()


def child(parent: Any, name: str, order: tuple[str, ...]) -> Any:
    """The child of that name, made in its place when missing."""
    found = parent.find(W + name)
    if found is not None:
        return found
    made = etree.Element(W + name)
    later = set(order[order.index(name) + 1 :]) if name in order else set()
    at = next((n for n, sibling in enumerate(parent) if str(sibling.tag).removeprefix(W) in later), len(parent))
    parent.insert(at, made)
    return made


def first_properties(element: Any, name: str = "rPr") -> Any:
    """The properties of a run or paragraph, made when missing."""
    found = element.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        element.insert(0, found)
    return found


def format_runs(segments: Iterable[Segment], **look: Any) -> bool:
    """Set bold, italic (bool), size (points) or font (name) on every run of the segments."""
    for segment in segments:
        for piece in segment.pieces:
            if piece.run is None:
                continue
            properties = first_properties(piece.run, "rPr")
            for name, key in (("b", "bold"), ("i", "italic")):
                if key in look:
                    child(properties, name, RUN_ORDER).set(f"{W}val", "1" if look[key] else "0")
            if "size" in look:
                for name in ("sz", "szCs"):
                    child(properties, name, RUN_ORDER).set(f"{W}val", f"{round(look['size'] * 2)}")
            if "font" in look:
                fonts = child(properties, "rFonts", RUN_ORDER)
                fonts.attrib.clear()
                for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
                    fonts.set(W + slot, look["font"])
    return True


def clamp_sizes(segments: Iterable[Segment], low: float, high: float) -> bool:
    """Bring sizes outside two bounds to the nearer bound."""
    for segment in segments:
        for piece in segment.pieces:
            if piece.run is not None and not low <= piece.size <= high:
                format_runs([Segment(segment.line, [piece])], size=min(max(piece.size, low), high))
    return True


def format_paragraph(line: Line, **look: Any) -> None:
    """Set jc, or attributes of spacing and ind (twips), on a paragraph."""
    properties = first_properties(line.element, "pPr")
    if "jc" in look:
        child(properties, "jc", _PARAGRAPH).set(f"{W}val", look["jc"])
    for name in ("spacing", "ind"):
        if name in look:
            element = child(properties, name, _PARAGRAPH)
            for key, value in look[name].items():
                element.attrib.pop(W + key, None)
                if value is not None:
                    element.set(W + key, str(value))


def no_contextual_spacing(line: Line) -> None:
    """Let spacing hold between paragraphs of one style too."""
    child(first_properties(line.element, "pPr"), "contextualSpacing", _PARAGRAPH).set(VALUE, "0")


def retype(segment: Segment, text: str) -> bool:
    """Put a new text in place of a segment's, in the look of its first run. Refused (False) when a run also holds other
    text or a tab, since that would be lost."""
    runs: list[Any] = []
    for piece in segment.pieces:
        if piece.run is not None and piece.run not in runs:
            runs.append(piece.run)
    whole = "".join(t.text or "" for run in runs for t in run.iter(f"{W}t"))
    others = any(run.find(f"{W}{name}") is not None for run in runs for name in ("br", "cr", "drawing", "pict"))
    shown = "".join(piece.text for piece in segment.pieces)
    tabs = "\t" in shown or any(run.find(f"{W}tab") is not None for run in runs)
    if not runs or others or tabs or len(whole) != len(shown):
        return False
    for at, run in enumerate(runs):
        for old in run.findall(f"{W}t") + run.findall(f"{W}noBreakHyphen"):
            run.remove(old)
        if at == 0:
            new = etree.SubElement(run, f"{W}t")
            new.text = text
            new.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return True


def replace_start(line: Line, old: str, new: str) -> bool:
    """Change the first words of a line when one run holds them."""
    for piece in line.pieces:
        if piece.run is None or not piece.text.strip():
            continue
        for element in piece.run.iter(f"{W}t"):
            if (element.text or "").lstrip().startswith(old):
                element.text = (element.text or "").replace(old, new, 1)
                return True
        return False
    return False


def replace_end(line: Line, old: str, new: str) -> bool:
    """Change the last characters of a line; an empty `old` adds to the end."""
    for piece in reversed(line.pieces):
        if piece.run is None or not piece.text.strip():
            continue
        texts = [element for element in piece.run.iter(f"{W}t") if element.text]
        if not texts or not (texts[-1].text or "").rstrip().endswith(old):
            return False
        kept = (texts[-1].text or "").rstrip()
        texts[-1].text = kept[: len(kept) - len(old)] + new
        return True
    return False


def remove(line: Line) -> bool:
    """Take a paragraph out."""
    line.element.getparent().remove(line.element)
    return True


def rule_below(segment: Segment, section: Section, share: float) -> bool:
    """A rule under a text, as a narrow paragraph with a border on top, as long as a share of the text."""
    line = segment.line
    room = line.place.width or section.text_width
    side = max(0, round((room - pieces_width(segment.pieces) * share) / 2))
    made = etree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:pBdr>'
        '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
        f'<w:spacing w:before="20" w:after="0" w:line="120" w:lineRule="exact"/>'
        f'<w:ind w:left="{side}" w:right="{side}" '
        'w:firstLine="0"/><w:jc w:val="center"/><w:rPr><w:sz w:val="8"/></w:rPr></w:pPr></w:p>'
    )
    line.element.addnext(made)
    return True


def copy_before(line: Line, text: str) -> bool:
    """A new paragraph before a line, in its look."""
    from copy import deepcopy

    made = deepcopy(line.element)
    runs = made.findall(f"{W}r")
    if not runs:
        return False
    for run in runs[1:]:
        made.remove(run)
    for old in [element for element in runs[0] if element.tag != f"{W}rPr"]:
        runs[0].remove(old)
    etree.SubElement(runs[0], f"{W}t").text = text
    line.element.addprevious(made)
    return True


def page_setup(section: Section, size: Properties | None = None, margins: Properties | None = None) -> None:
    """Set paper (w, h) or margins in twips of a section."""
    if section.element is None:
        return
    for name, values in (("pgSz", size), ("pgMar", margins)):
        if values:
            element = child(section.element, name, _SECTION)
            for key, value in values.items():
                element.set(W + key, str(round(value)))


def title_page(section: Section) -> None:
    """Give a section a first page with a header of its own, and that header no number."""
    if section.element is None:
        return
    child(section.element, "titlePg", _SECTION).set(f"{W}val", "1")
    for reference in section.element.findall(f"{W}headerReference") + section.element.findall(f"{W}footerReference"):
        if reference.get(f"{W}type") == "first":
            section.element.remove(reference)


def number_pages(package: Package, sections: list[Section]) -> bool:
    """Page numbers in the middle of the top margin from page 2; headers and footers that held nothing else go."""
    identity = _header_part(package)
    relations = package.relations()
    for section in sections:
        if section.element is None:
            return False
        for reference in section.element.findall(f"{W}headerReference") + section.element.findall(
            f"{W}footerReference"
        ):
            root = package.tree(relations.get(reference.get(f"{R}id", ""), ("", ""))[1])
            text = "".join(t.text or "" for t in root.iter(f"{W}t")).strip(" -–0123456789") if root is not None else ""
            kind = reference.get(f"{W}type")
            if kind == "even" or (kind == "default" and reference.tag == f"{W}headerReference") or not text:
                section.element.remove(reference)
        made = etree.Element(f"{W}headerReference")
        made.set(f"{W}type", "default")
        made.set(f"{R}id", identity)
        section.element.insert(0, made)
    title_page(sections[0])
    return True


def _header_part(package: Package) -> str:
    """Add the header part; its relationship id."""
    package.parts[_HEADER] = _HEADER_XML
    types = package.tree("[Content_Types].xml")
    override = etree.SubElement(types, f"{_TYPES}Override")
    override.set("PartName", "/" + _HEADER)
    override.set("ContentType", "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml")
    folder, file = posixpath.split(package.main)
    relations = package.tree(posixpath.join(folder, "_rels", file + ".rels"))
    relation = etree.SubElement(relations, f"{_RELS}Relationship")
    relation.set("Id", "rIdSoanPageNumber")
    relation.set("Type", R[1:-1] + "/header")
    relation.set("Target", posixpath.relpath(_HEADER, folder))
    return "rIdSoanPageNumber"
