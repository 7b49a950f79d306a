"""Real footnotes in a DOCX: python-docx writes none, so the part is made here (ECMA-376 Part 1, 17.11).

One note for each address. A second mention of an address repeats the number of its note through a cross-reference
field (NOTEREF), as a person would write it, so that a page's foot is not filled with "see note 5".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))
_TEXT, _REFERENCE = "FootnoteText", "FootnoteReference"
_FIRST_BOOKMARK = 1_000_000  # apart from the bookmarks of claims


class Footnotes:
    """Collects notes and writes their part."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers: dict[str, int] = {}
        _styles(document)

    def refer(self, paragraph: Paragraph, address: str) -> None:
        """A reference mark at the end of the paragraph, with its note when the address is new."""
        known = self._numbers.get(address)
        if known is not None:
            _repeat(paragraph, known)
            return
        number = self._numbers[address] = len(self._numbers) + 1
        start = _append(paragraph._p, "bookmarkStart", id=str(_FIRST_BOOKMARK + number), name=_bookmark(number))
        run = _mark_run(paragraph._p)
        _append(run, "footnoteReference", id=str(number))
        _append(paragraph._p, "bookmarkEnd", id=start.get(f"{{{_W}}}id"))

    def write(self) -> Any:
        """Add the part to the package and name the separators in the settings. Returns its root element."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from lxml import etree

        root: Any = etree.Element(f"{{{_W}}}footnotes", nsmap={"w": _W})
        settings: Any = self._document.settings.element
        listed: Any = etree.Element(f"{{{_W}}}footnotePr")
        for number, kind in _SEPARATORS:
            note = _append(root, "footnote", id=str(number), type=kind)
            _append(_append(_append(note, "p"), "r"), kind)
            _append(listed, "footnote", id=str(number))
        for address, number in self._numbers.items():
            _note(root, number, address)
        _insert_before_compat(settings, listed)
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, data, self._document.part.package)
        self._document.part.relate_to(part, _RELATION)
        return root


def _styles(document: Document) -> None:
    """The two styles Word itself uses for notes; its own pane and LibreOffice look for them by name."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    text: Any = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(f"{{{_W}}}styleId", _TEXT)
    text.base_style, text.font.size = document.styles["Normal"], Pt(10)
    _append(text.element.get_or_add_rPr(), "szCs", val="20")
    text.paragraph_format.space_after = Pt(0)
    reference: Any = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(f"{{{_W}}}styleId", _REFERENCE)
    reference.font.superscript = True


def _bookmark(number: int) -> str:
    return f"_note_{number}"


def _append(parent: Any, tag: str, **attributes: str) -> Any:
    """A child element; attributes and tag in the main namespace."""
    from lxml import etree

    return etree.SubElement(parent, f"{{{_W}}}{tag}", {f"{{{_W}}}{key}": value for key, value in attributes.items()})


def _mark_run(parent: Any) -> Any:
    run = _append(parent, "r")
    _append(_append(run, "rPr"), "rStyle", val=_REFERENCE)
    return run


def _repeat(paragraph: Paragraph, number: int) -> None:
    field = _append(paragraph._p, "fldSimple", instr=f" NOTEREF {_bookmark(number)} \\f \\h ")
    _append(_mark_run(field), "t").text = str(number)


def _insert_before_compat(settings: Any, listed: Any) -> None:
    """The schema's order: footnotePr stands before endnotePr and compat (CT_Settings)."""
    for child in settings:
        if child.tag in (f"{{{_W}}}endnotePr", f"{{{_W}}}compat"):
            child.addprevious(listed)
            return
    settings.append(listed)


def _note(root: Any, number: int, text: str) -> None:
    paragraph = _append(_append(root, "footnote", id=str(number)), "p")
    _append(_append(paragraph, "pPr"), "pStyle", val=_TEXT)
    _append(_mark_run(paragraph), "footnoteRef")
    words = _append(_append(paragraph, "r"), "t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = " " + text
