"""A lesson as Markdown with footnotes; the ledger rides in an HTML comment at the end."""

from __future__ import annotations

from collections.abc import Iterable

from generator.domain.ledger import Claim
from generator.domain.lesson import Block, Lesson
from generator.export.addresses import Addresses, cell_claims, printed_label
from generator.grounding.envelope import MARK, clean, envelop, markdown_lines, to_json
from generator.messages import say


def render(lesson: Lesson) -> bytes:
    """The readable text, then the ledger."""
    text = body(lesson)
    return f"{text}\n<!-- {MARK}\n{to_json(envelop(lesson, markdown_lines(text)))}\n-->\n".encode()


def body(lesson: Lesson) -> str:
    """The readable text alone."""
    return _Writer(lesson).text()


class _Writer:
    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.language = lesson.brief.language
        self.addresses = Addresses(lesson)
        self.notes: dict[str, int] = {}
        self.lines: list[str] = []

    def say(self, key: str, **details: object) -> str:
        return say(f"export.{key}", self.language, **details)

    def add(self, *lines: str) -> None:
        self.lines += [*lines, ""]

    def note(self, claims: Iterable[Claim]) -> str:
        address = self.addresses.of(claims)
        return f"[^{self.notes.setdefault(address, len(self.notes) + 1)}]" if address else ""

    def sentence(self, claim: Claim) -> str:
        text = " ".join(clean(claim.text).split())
        if claim.status == "author":
            return f"*{text}*"
        return text + self.note([claim]) + (f" **{self.say('unsupported')}**" if claim.status == "unsupported" else "")

    def table(self, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
        heads = [_cell(text) for text in header]
        lines = ["| " + " | ".join(_cell(text) for text in row) + " |" for row in rows]
        self.add("| " + " | ".join(heads) + " |", "|" + " --- |" * len(heads), *lines)

    def text(self) -> str:
        self._opening()
        self._content()
        self._closing()
        self.add(*(f"[^{number}]: {address}" for address, number in self.notes.items()))
        return clean("\n".join(self.lines).rstrip()) + "\n"

    def _opening(self) -> None:
        lesson, brief = self.lesson, self.lesson.brief
        self.add(f"# {lesson.title}")
        self.add(
            f"- {self.say('audience')}: {self.say(f'audiences.{brief.audience}')}",
            f"- {self.say('minutes')}: {self.say('minutes_value', minutes=brief.minutes)}",
            f"- {self.say('level')}: {self.say(f'levels.{brief.level}')}",
            f"- {self.say('as_of')}: {brief.as_of:%d/%m/%Y}",
        )
        self.add(f"> {lesson.notice}")
        self.add(f"## {self.say('outcomes')}")
        self.add(*(f"- {o.text}" + (f" ({', '.join(o.frameworks)})" if o.frameworks else "") for o in lesson.outcomes))
        self.add(f"## {self.say('plan')}")
        header = [self.say(key) for key in ("minutes_short", "phase", "trainer", "learners", "materials")]
        self.table(header, ([str(s.minutes), s.title, s.trainer, s.learners, s.materials] for s in lesson.plan))

    def _content(self) -> None:
        self.add(f"## {self.say('content')}")
        for section in self.lesson.sections:
            self.add(f"### {section.title}")
            for block in section.blocks:
                self._block(block)

    def _block(self, block: Block) -> None:
        if block.kind == "table":
            cells = [claim.text for claim in block.header] or [""] * max(map(len, block.rows), default=1)
            self.table(cells, ([claim.text for claim in row] for row in block.rows))
            if note := self.note(cell_claims(block.header, block.rows)):
                self.lines[-2] = self.lines[-2].removesuffix(" |") + note + " |"
        elif block.kind in ("bullets", "steps"):
            labels = block.labels or ("",) * len(block.claims)
            for order, (label, claim) in enumerate(zip(labels, block.claims, strict=False), 1):
                mark = f"{order}." if block.kind == "steps" and not label else "-"
                shown = printed_label(label, claim.text, order if block.kind == "steps" else None)
                shown = "" if shown in (mark, "") else f"{shown} "
                self.lines.append(f"{mark} {shown}{self.sentence(claim)}")
            self.add()
        elif block.kind == "heading":
            self.add(*(f"#### {claim.text}{self.note([claim])}" for claim in block.claims))
        else:
            self.add(" ".join(self.sentence(claim) for claim in block.claims))

    def _closing(self) -> None:
        lesson, practice = self.lesson, self.lesson.practice
        if lesson.terms:
            self.add(f"## {self.say('terms')}")
            self.add(*(f"- **{term.term}**: {self.sentence(term.definition)}" for term in lesson.terms))
        self.add(f"## {self.say('practice')}", "", f"**{practice.title}**", "", practice.situation)
        self.add(*(f"{order}. {step}" for order, step in enumerate(practice.steps, 1)))
        if practice.expected:
            self.add(f"**{self.say('expected')}**", "", *(f"- {self.sentence(claim)}" for claim in practice.expected))
        self.add(f"## {self.say('questions')}")
        for order, question in enumerate(lesson.questions, 1):
            self.add(
                f"**{order}. {question.stem}**",
                "",
                *(f"- {c}. {o}" for c, o in zip("ABCDEFGH", question.options, strict=False)),
            )
        self.add(f"## {self.say('summary')}", "", *(f"- {self.sentence(claim)}" for claim in lesson.summary))
        if lesson.gaps:
            self.add(f"## {self.say('gaps')}", "", *(f"- {gap}" for gap in lesson.gaps))
        self.add(f"## {self.say('keys')}")
        for order, question in enumerate(lesson.questions, 1):
            key = self.say("key", number=order, letter="ABCDEFGH"[question.key])
            self.lines.append(f"- {key}. {self.sentence(question.rationale)}")
        self.add("", f"## {self.say('sources')}")
        for record in lesson.sources:
            day = f"{record.as_of:%d/%m/%Y}"
            state = self.say("validity", validity=self.say(f"validities.{record.validity}"), day=day)
            self.lines.append(f"- {record.guide.title}. {state}. {self.say('source_hash', sha=record.guide.sha256)}")
        self.add("", f"## {self.say('checklist')}", "")
        self.add(
            *(f"- [{'x' if line.state == 'met' else ' '}] {line.text} ({line.evidence})" for line in lesson.checklist)
        )


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
