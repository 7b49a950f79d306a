"""A lesson as inert HTML: sentences with numbered links to the exact words in their passages.

Everything that comes from a guide or a user is escaped; links only lead inside the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from generator.domain.base import Language
from generator.domain.ledger import Citation, Claim
from generator.domain.lesson import Block, Lesson, Section
from generator.domain.passage import Passage
from generator.domain.printing import print_passage
from generator.messages import say


class Notes:
    """Numbers the cited words of one lesson in reading order; one number for one stretch of words."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], int] = {}

    def number(self, citation: Citation) -> int:
        """The number of these words, the next free one when they are new."""
        key = (citation.passage_id, citation.start, citation.end)
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def by_passage(self) -> dict[str, list[tuple[int, int, int]]]:
        """Passage id → (start, end, number), passages in order of first citation."""
        found: dict[str, list[tuple[int, int, int]]] = {}
        for (passage, start, end), number in self._numbers.items():
            found.setdefault(passage, []).append((start, end, number))
        return found


def lesson_html(lesson: Lesson, passage: Callable[[str], Passage]) -> str:
    """The whole lesson with its sources beside it (below it on a narrow screen)."""
    notes, language = Notes(), lesson.brief.language
    body = "\n".join(_parts(lesson, notes, language))
    sources = _sources(lesson, notes, passage, language)
    aside = f'<aside aria-labelledby="soan-sources"><h3 id="soan-sources">{_t("cited", language)}</h3>{sources}</aside>'
    return f'<div class="soan-lesson" lang="{language}"><article>{body}</article>{aside}</div>'


def _t(key: str, language: Language, **details: object) -> str:
    return escape(say(f"pages.lesson.{key}", language, **details))


def _claim(claim: Claim, notes: Notes) -> str:
    links = "".join(
        f'<a class="address" id="c-{n}" href="#q-{n}" aria-label="{n}">{n}</a>'
        for n in (notes.number(citation) for citation in claim.citations)
    )
    return f'<span class="claim {claim.status}">{escape(claim.text)}</span>{links}'


def _list(tag: str, items: Iterable[str]) -> str:
    return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col">{cell}</th>' for cell in header)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="scroll" tabindex="0"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _block(block: Block, notes: Notes) -> str:
    if block.kind == "table":
        rows = ((_claim(cell, notes) for cell in row) for row in block.rows)
        return _table((_claim(cell, notes) for cell in block.header), rows)
    if block.kind in ("bullets", "steps"):
        labels = block.labels or ("",) * len(block.claims)
        items = (
            f'<span class="label">{escape(label)}</span> {_claim(claim, notes)}' if label else _claim(claim, notes)
            for label, claim in zip(labels, block.claims, strict=True)
        )
        return _list("ul", items)
    return f'<p class="{block.kind}">' + " ".join(_claim(claim, notes) for claim in block.claims) + "</p>"


def _section(section: Section, notes: Notes) -> str:
    blocks = "".join(_block(block, notes) for block in section.blocks)
    return f'<section id="{escape(section.id)}"><h4>{escape(section.title)}</h4>{blocks}</section>'


def _parts(lesson: Lesson, notes: Notes, language: Language) -> Iterable[str]:
    yield f"<h2>{escape(lesson.title)}</h2>"
    yield f'<p class="notice">{escape(lesson.notice)}</p>'
    yield f"<h3>{_t('outcomes', language)}</h3>"
    yield _list("ol", (escape(outcome.text) for outcome in lesson.outcomes))
    yield f"<h3>{_t('plan', language)}</h3>"
    yield _table(
        (_t(name, language) for name in ("minutes", "step", "trainer", "learners")),
        ((str(s.minutes), escape(s.title), escape(s.trainer), escape(s.learners)) for s in lesson.plan),
    )
    yield f"<h3>{_t('content', language)}</h3>"
    for section in lesson.sections:
        yield _section(section, notes)
    if lesson.terms:
        yield f"<h3>{_t('terms', language)}</h3>"
        yield _list("ul", (f"<b>{escape(t.term)}</b>: {_claim(t.definition, notes)}" for t in lesson.terms))
    yield f"<h3>{escape(lesson.practice.title)}</h3><p>{escape(lesson.practice.situation)}</p>"
    yield _list("ol", (escape(step) for step in lesson.practice.steps))
    yield f"<h3>{_t('questions', language)}</h3>"
    for number, question in enumerate(lesson.questions, 1):
        options = _list("ol", (escape(option) for option in question.options)).replace("<ol>", '<ol type="A">')
        key = f"{'ABCDEFGH'[question.key]}. {_claim(question.rationale, notes)}"
        yield (
            f"<p><b>{number}. {escape(question.stem)}</b></p>{options}"
            f"<details><summary>{_t('key', language)}</summary><p>{key}</p></details>"
        )
    yield f"<h3>{_t('summary', language)}</h3>" + _list("ul", (_claim(claim, notes) for claim in lesson.summary))
    if lesson.gaps:
        yield f"<h3>{_t('gaps', language)}</h3>" + _list("ul", (escape(gap) for gap in lesson.gaps))
    yield f"<h3>{_t('checklist', language)}</h3>"
    yield _table(
        (_t(name, language) for name in ("line", "state", "evidence")),
        ((escape(c.text), _t(f"state_{c.state}", language), escape(c.evidence)) for c in lesson.checklist),
    )


def _sources(lesson: Lesson, notes: Notes, passage: Callable[[str], Passage], language: Language) -> str:
    guides = {record.guide.id: record for record in lesson.sources}
    cards = []
    for passage_id, spans in notes.by_passage().items():
        found = passage(passage_id)
        record = guides[found.guide_id]
        cards.append(
            f'<section class="source"><h4>{escape(print_passage(found, record.guide, language))}</h4>'
            f'<p class="validity">{escape(record.guide.title)} — {_t("validity_" + record.validity, language)}</p>'
            f"<blockquote>{highlighted(found.text, spans)}</blockquote></section>"
        )
    return "\n".join(cards)


def highlighted(text: str, spans: list[tuple[int, int, int]], *, links: bool = True) -> str:
    """The passage's words, escaped, each cited stretch marked and numbered. Overlapping stretches: the first to start
    is marked whole, a later one marks what is left of it, so that every number has a place to lead to. With `links`
    each leads back to its sentence."""
    out: list[str] = []
    at = 0
    for start, end, number in sorted(spans):
        begin = max(start, at)
        stop = max(end, begin)
        back = f'<a class="back" href="#c-{number}" aria-label="{number}">{number}</a>' if links else ""
        out.append(f'{escape(text[at:begin])}<mark id="q-{number}">{escape(text[begin:stop])}{back}</mark>')
        at = stop
    out.append(escape(text[at:]))
    return "".join(out).replace("\n", "<br>")
