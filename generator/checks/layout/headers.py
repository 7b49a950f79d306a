"""Where page numbers stand: PAGE fields in headers and footers, section by section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator.checks.layout.drawings import chosen
from generator.checks.layout.formats import Properties, merged, paragraph_properties
from generator.checks.layout.lines import PageNumber, Section
from generator.checks.layout.package import WP, R, V, W

if TYPE_CHECKING:
    from generator.checks.layout.reader import Reader

_PAGE = re.compile(r"(?<![A-Z])PAGE(?![A-Z])", re.I)
_CONDITION = re.compile(r"(?<![A-Z])IF(?![A-Z])", re.I)


def page_numbers(reader: Reader) -> None:
    """Fill `numbers` of every section. A section that names no header of a kind shows the one before it."""
    relations = reader.package.relations()
    carried: dict[tuple[str, str], str] = {}
    for section in reader.sections:
        for where in ("header", "footer"):
            for reference in section.element.findall(f"{W}{where}Reference") if section.element is not None else ():
                kind = reference.get(f"{W}type", "default")
                _, part = relations.get(reference.get(f"{R}id", ""), ("", ""))
                carried[where, kind] = part
        for (where, kind), part in carried.items():
            root = reader.package.tree(part)
            if root is not None:
                section.numbers += list(_numbers(root, where, kind, reader, section))


def _numbers(root: Any, where: str, kind: str, reader: Reader, section: Section) -> Iterator[PageNumber]:
    for paragraph in root.iter(f"{W}p"):
        run, code = _field(paragraph)
        if run is None:
            continue
        direct = paragraph_properties(paragraph.find(f"{W}pPr"))
        style = direct.get("pStyle") or reader.styles.default("paragraph")
        props = merged(reader.styles.paragraph_defaults, reader.styles.paragraph_style(style), direct)
        base: tuple[Properties, Properties, Properties] = (
            reader.styles.run_defaults,
            {},
            reader.styles.run_style(style),
        )
        look = reader.look(run.find(f"{W}rPr"), base)
        yield PageNumber(
            where=where,
            kind=kind,
            align=_align(paragraph, run, props, section),
            size=float(look.get("size", 10.0)),
            italic=bool(look.get("i")),
            conditional=_CONDITION.search(code) is not None,
            run=run,
        )


def _field(paragraph: Any) -> tuple[Any, str]:
    """(the run that shows the page number, the code of all fields in the paragraph); (None, "") without one."""
    runs = [element for element in chosen(paragraph) if element.tag == f"{W}r" and _nearest(element) is paragraph]
    code = "".join(text.text or "" for text in paragraph.iter(f"{W}instrText"))
    for simple in paragraph.iter(f"{W}fldSimple"):
        if _PAGE.search(simple.get(f"{W}instr", "")):
            shown = simple.find(f"{W}r")
            return (shown if shown is not None else simple), simple.get(f"{W}instr", "") + code
    after = False
    fallback: Any = None
    separated = False
    for run in runs:
        for child in run:
            if child.tag == f"{W}pgNum":
                return run, code
            if child.tag == f"{W}instrText" and _PAGE.search(_joined(runs, run)):
                after, fallback = True, run
            if after and child.tag == f"{W}fldChar" and child.get(f"{W}fldCharType") == "separate":
                separated = True
            if after and separated and child.tag == f"{W}t":
                return run, code
    return fallback, code


def _joined(runs: list[Any], run: Any) -> str:
    """Code up to and with this run: Word may split "PAGE" over runs."""
    parts: list[str] = []
    for other in runs:
        parts += [text.text or "" for text in other.findall(f"{W}instrText")]
        if other is run:
            break
    return "".join(parts)


def _nearest(element: Any) -> Any:
    return next(element.iterancestors(f"{W}p"))


def _align(paragraph: Any, run: Any, props: dict[str, Any], section: Section) -> str:
    """left, center or right: by frame, text box, table column, tab stops or the paragraph's alignment."""
    jc = {"start": "left", "end": "right"}.get(props.get("jc", "left"), props.get("jc", "left"))
    if props.get("frame"):
        align = props["frame"].get(f"{W}xAlign")
        if align in ("left", "center", "right"):
            return str(align)
        if align in ("inside", "outside"):
            return "right"
    for ancestor in paragraph.iterancestors(f"{WP}anchor", f"{V}shape", f"{V}rect"):
        side = ancestor.find(f"{WP}positionH/{WP}align")
        style = re.search(r"mso-position-horizontal:\s*(\w+)", ancestor.get("style", ""))
        found = side.text if side is not None else style.group(1) if style else None
        if found:
            return str(found).strip()
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is not None:
        cells = cell.getparent().findall(f"{W}tc")
        at = cells.index(cell)
        if len(cells) == 1:
            return str(jc)
        middle = (at + 0.5) / len(cells)
        return "center" if jc == "center" and abs(middle - 0.5) < 0.01 else "left" if middle < 0.5 else "right"
    return _tabbed(paragraph, run, props, section) or str(jc)


def _tabbed(paragraph: Any, run: Any, props: dict[str, Any], section: Section) -> str | None:
    """Where tabs before the field carry it, or None when there are none."""
    tabs = 0
    for element in chosen(paragraph):
        if element is run:
            break
        if element.tag == f"{W}ptab":
            return str(element.get(f"{W}alignment", "left"))
        if element.tag == f"{W}tab" and element.getparent().tag == f"{W}r":
            tabs += 1
    if not tabs:
        return None
    stops = sorted(props.get("tabs", {}).items())
    if len(stops) < tabs:
        return "left"
    position, kind = stops[tabs - 1]
    share = position / max(section.text_width, 1.0)
    if kind == "center" and 0.4 <= share <= 0.6:
        return "center"
    return "right" if share > 0.6 or kind in ("right", "end") else "left"
