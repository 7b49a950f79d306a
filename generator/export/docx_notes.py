"""Real footnotes in a DOCX: python-docx writes none, so the part is made here (ECMA-376 Part 1, 17.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


class Footnotes:
    """Collects notes and writes their part. `same` words a note that repeats an earlier address."""

    def __init__(self, document: Document, same: str) -> None:
        self._document = document
        self._same = same
        self._first: dict[str, int] = {}
        self._notes: list[str] = []

    def refer(self, paragraph: Paragraph, address: str) -> None:
        """A reference mark at the end of the paragraph, and its note."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        known = self._first.get(address)
        self._notes.append(address if known is None else self._same.format(number=known))
        self._first.setdefault(address, len(self._notes))
        run: Any = paragraph.add_run()
        run.font.superscript = True
        mark: Any = OxmlElement("w:footnoteReference")
        mark.set(qn("w:id"), str(len(self._notes)))
        run._r.append(mark)

    def write(self) -> Any:
        """Add the part to the package and name the separators in the settings. Returns its root element."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from lxml import etree

        root: Any = etree.Element(f"{{{_W}}}footnotes", nsmap={"w": _W})
        settings: Any = self._document.settings.element
        listed: Any = OxmlElement("w:footnotePr")
        for number, kind in _SEPARATORS:
            note = _child(root, "footnote", id=str(number), type=kind)
            _child(_child(_child(note, "p"), "r"), kind)
            entry: Any = OxmlElement("w:footnote")
            entry.set(qn("w:id"), str(number))
            listed.append(entry)
        for number, text in enumerate(self._notes, 1):
            _note(root, number, text)
        _insert_before_compat(settings, listed)
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, data, self._document.part.package)
        self._document.part.relate_to(part, _RELATION)
        return root


def _insert_before_compat(settings: Any, listed: Any) -> None:
    """The schema's order: footnotePr stands before endnotePr and compat (CT_Settings)."""
    for child in settings:
        if child.tag in (f"{{{_W}}}endnotePr", f"{{{_W}}}compat"):
            child.addprevious(listed)
            return
    settings.append(listed)


def _child(parent: Any, name: str, **attributes: str) -> Any:
    from lxml import etree

    return etree.SubElement(parent, f"{{{_W}}}{name}", {f"{{{_W}}}{key}": value for key, value in attributes.items()})


def _note(root: Any, number: int, text: str) -> None:
    paragraph = _child(_child(root, "footnote", id=str(number)), "p")
    mark = _child(paragraph, "r")
    look = _child(mark, "rPr")
    _child(look, "sz", val="20")
    _child(look, "vertAlign", val="superscript")
    _child(mark, "footnoteRef")
    run = _child(paragraph, "r")
    _child(_child(run, "rPr"), "sz", val="20")
    words = _child(run, "t")
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    words.text = " " + text
