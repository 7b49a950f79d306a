"""Markdown through markdown-it: headings, nested lists with printed numbers, tables; front matter and comments go."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.reading.content import Content, Limits
from generator.reading.decode import decode
from generator.reading.formats import plain, portal
from generator.reading.lines import block_of, row_of
from generator.reading.numbering import point_label, step_label, unit_label
from generator.reading.raw import RawBlock

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---\n.*?\n---\s*\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{:[^}\n]*\}", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_STRAY = re.compile(r"^(?:\*{1,3}(?=\S)|_{2}(?=\S))|(?<=\S)(?:\*{1,3}|_{2}\**)$|^_{2}$")  # emphasis never closed
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,2}(?=[\w\[(])|(?<=[\w\].)])_{1,2}(?!\w)")
_SOFT = "\u2028"  # a line end that Markdown joins
_RULE = re.compile(r"^[_*\-=\s]{3,}$")
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)


def read(data: bytes, name: str, limits: Limits) -> Content:
    """Blocks of a Markdown file. Raises FileDamaged, LegacyFont."""
    text = decode(data, name)
    front = _FRONT.match(text)
    title = _TITLE.search(front.group()) if front else None
    text = text[front.end() :] if front else text
    text = _TEMPLATE.sub("", _COMMENT.sub("", text))
    if portal.is_portal(text):
        return portal.read_page(text)
    content = Content(blocks=_Walk(_parse(text)).blocks, title=title.group(1) if title else None)
    if not content.blocks:
        return plain.read_text(text)
    return content


def _parse(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)


def inline_text(token: Token) -> str:
    """The words of an inline token: links and emphasis by their text, images by their description."""
    out: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            out.append(child.content)
        elif child.type == "softbreak":
            out.append(_SOFT)
        elif child.type == "hardbreak":
            out.append("\n")
        elif child.type == "image":
            out.append(child.content)
        elif child.type == "html_inline" and re.match(r"<br\b", child.content, re.IGNORECASE):
            out.append("\n")
    # addresses with spaces are no links to CommonMark, but they are to the people who typed them
    return _joined(_LINK.sub(r"\1", "".join(out)).split(_SOFT))


def _joined(lines: list[str]) -> str:
    """Lines of one paragraph: chapters, steps and points stay lines of their own, though Markdown would join them."""
    text = lines[0]
    for before, line in pairwise(lines):
        start = line.strip("* ")
        own = unit_label(before.strip("* ")) or unit_label(start) or step_label(start) or point_label(start)
        text += ("\n" if own else " ") + line
    return text


class _Walk:
    """One pass over the tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self.blocks: list[RawBlock] = []
        self._lists: list[int | None] = []  # next number of each open ordered list, None for bullets
        self._fresh_item = False
        self._row: list[str] | None = None
        self._head_row = False
        self._heading = 0
        for token in tokens:
            handler = getattr(self, "_" + token.type, None)
            if handler is not None:
                handler(token)

    def _heading_open(self, token: Token) -> None:
        self._heading = int(token.tag[1])

    def _heading_close(self, token: Token) -> None:
        self._heading = 0

    def _ordered_list_open(self, token: Token) -> None:
        start = token.attrGet("start")
        self._lists.append(1 if start is None else int(start))

    def _bullet_list_open(self, token: Token) -> None:
        self._lists.append(None)

    def _ordered_list_close(self, token: Token) -> None:
        self._lists.pop()

    def _bullet_list_close(self, token: Token) -> None:
        self._lists.pop()

    def _list_item_open(self, token: Token) -> None:
        self._fresh_item = True

    def _thead_open(self, token: Token) -> None:
        self._head_row = True

    def _thead_close(self, token: Token) -> None:
        self._head_row = False

    def _tr_open(self, token: Token) -> None:
        self._row = []

    def _tr_close(self, token: Token) -> None:
        cells = tuple(cell for cell in self._row or [])
        self._row = None
        if any(cells):
            self.blocks.append(row_of(cells, head=self._head_row))

    def _inline(self, token: Token) -> None:
        text = inline_text(token)
        if self._row is not None:
            self._row.append(_STRAY.sub("", " ".join(text.split())))
            return
        for line in text.split("\n"):
            self._line(_STRAY.sub("", " ".join(line.split())), token)

    def _line(self, line: str, token: Token) -> None:
        if not line or _RULE.match(line):
            return
        if self._heading:
            self.blocks.append(RawBlock(kind="heading", text=line, level=self._heading))
        elif self._lists:
            self._item(line)
        else:
            children = [child for child in token.children or [] if child.content or child.type.endswith("open")]
            bold = bool(children) and children[0].type == "strong_open" and not (token.children or [])[-1].content
            self.blocks.append(block_of(line, bold=bold))

    def _item(self, line: str) -> None:
        number = self._lists[-1]
        level = len(self._lists) - 1
        if not self._fresh_item:
            self.blocks.append(RawBlock(kind="item", text=line, level=level))
            return
        self._fresh_item = False
        if number is None:
            typed = block_of(line)
            self.blocks.append(typed.model_copy(update={"kind": "item", "level": level, "label": typed.label or "-"}))
        else:
            self.blocks.append(RawBlock(kind="item", text=f"{number}. {line}", level=level, label=f"{number}."))
            self._lists[-1] = number + 1

    def _fence(self, token: Token) -> None:
        for line in token.content.split("\n"):
            if line.strip():
                self.blocks.append(RawBlock(kind="paragraph", text=" ".join(line.split())))

    def _code_block(self, token: Token) -> None:
        """Lines set in by four spaces: in guides these are paragraphs, not code."""
        for line in token.content.split("\n"):
            if line.strip():
                self.blocks.append(block_of(line))

    def _html_block(self, token: Token) -> None:
        """HTML between the paragraphs; its writers use Markdown's emphasis and links inside it, which are no words."""
        if not _TAG.sub("", token.content).strip():
            return
        from generator.reading.formats.html import fragment_blocks

        for block in fragment_blocks(token.content):
            text = _unmarked(block.text)
            if text:
                cells = tuple(_unmarked(cell) for cell in block.cells)
                self.blocks.append(block.model_copy(update={"text": text, "cells": cells}))


def _unmarked(text: str) -> str:
    """Without the signs of links and emphasis that Markdown did not read."""
    text = re.sub(r"\\([\\`*_{}\[\]()#+.!-])", r"\1", _LINK.sub(r"\1", text))
    return " ".join(_EMPHASIS.sub("", text).split())
