"""HTML through lxml: headings, paragraphs, lists, tables, definition lists; nothing of the text is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.errors import FileDamaged
from generator.reading.content import Content, Limits
from generator.reading.decode import decode
from generator.reading.lines import block_of, row_of
from generator.reading.raw import RawBlock

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_DROP = {"script", "style", "noscript", "template", "head", "iframe", "object", "svg", "button", "select", "nav"}
_BLOCKS = {
    "p", "div", "section", "article", "main", "header", "footer", "aside", "blockquote", "pre", "address", "figure",
    "figcaption", "body", "html", "center", "fieldset", "details", "summary", "dl", "dt", "dd", "td", "th", "form",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def read(data: bytes, name: str, limits: Limits) -> Content:
    """Blocks of an HTML file. Raises FileDamaged, LegacyFont."""
    from lxml import etree, html

    declared = _CHARSET.search(data[:4000])
    text = decode(data, name, declared.group(1).decode("ascii") if declared else None)
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    try:
        root = html.fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False, recover=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise FileDamaged(file=name) from error
    title = root.findtext(".//title")
    walk = _Walk()
    walk.visit(root)
    walk.flush()
    return Content(blocks=walk.blocks, title=" ".join(title.split()) if title else None)


def fragment_blocks(text: str) -> list[RawBlock]:
    """Blocks of a piece of HTML inside another format; nothing where it has no words."""
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(text, create_parent="div", parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    walk = _Walk()
    walk.visit(root)
    walk.flush()
    return walk.blocks


class _Walk:
    """Collects running text and closes it at every block element."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self._text: list[str] = []
        self._lists: list[int | None] = []
        self._item = False

    def flush(self, kind: str = "") -> None:
        lines = "".join(self._text).split("\n")
        self._text = []
        for raw in lines:
            line = " ".join(raw.split())
            if not line:
                continue
            if kind in _HEADINGS:
                self.blocks.append(RawBlock(kind="heading", text=line, level=_HEADINGS[kind]))
            elif self._lists:
                self._list_line(line)
            else:
                self.blocks.append(block_of(line))

    def _list_line(self, line: str) -> None:
        level, number = len(self._lists) - 1, self._lists[-1]
        if not self._item:
            self.blocks.append(RawBlock(kind="item", text=line, level=level))
        elif number is None:
            typed = block_of(line)
            self.blocks.append(typed.model_copy(update={"kind": "item", "level": level, "label": typed.label or "-"}))
        else:
            self.blocks.append(RawBlock(kind="item", text=f"{number}. {line}", label=f"{number}.", level=level))
            self._lists[-1] = number + 1
        self._item = False

    def visit(self, element: HtmlElement) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _DROP or not tag or "hidden" in element.attrib:
            return
        if tag == "table" and _is_data(element):
            self.flush()
            self._table(element)
            return
        edge = tag in _BLOCKS or tag in _HEADINGS or tag in ("ul", "ol", "li", "table", "tr")
        if edge:
            self.flush()
        self._enter(tag, element)
        self._text.append(" ".join((element.text or "").split("\n")) if tag != "pre" else element.text or "")
        for child in element:
            self.visit(child)
            self._text.append(" ".join((child.tail or "").split("\n")) if tag != "pre" else child.tail or "")
        if tag == "br":
            self._text.append("\n")
        if edge:
            self.flush(tag)
        if tag in ("ul", "ol"):
            self._lists.pop()

    def _enter(self, tag: str, element: HtmlElement) -> None:
        if tag == "ol":
            start = str(element.get("start") or "1")
            self._lists.append(int(start) if start.isdigit() else 1)
        elif tag == "ul":
            self._lists.append(None)
        elif tag == "li":
            self._item = True

    def _table(self, table: HtmlElement) -> None:
        for number, row in enumerate(table.iter("tr")):
            cells: list[Any] = [cell for cell in row if cell.tag in ("td", "th")]
            words = tuple(" ".join(" ".join(cell.itertext()).split()) for cell in cells)
            if not any(words):
                continue
            head = number == 0 and all(cell.tag == "th" for cell in cells)
            self.blocks.append(row_of(words, head=head))


def _is_data(table: HtmlElement) -> bool:
    """A table of data, not one that lays out the page: several columns, no nested table, short cells."""
    if table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
    widest = max((len(row) for row in rows), default=0)
    longest = max((len(" ".join(cell.itertext()).split()) for row in rows for cell in row), default=0)
    return widest >= 2 and longest <= 150
