"""The author of handouts: the sections a learner needs at home, short enough for two pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, get_args

from generator import __version__
from generator.domain.address import Address
from generator.domain.base import LANGUAGES, digest
from generator.domain.guide import Guide
from generator.domain.handout import Handout, Role
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord, cite
from generator.domain.lesson import Block, Brief, Section
from generator.domain.passage import Passage
from generator.domain.ports import Hit, Library
from generator.domain.printing import guide_name, print_citation
from generator.domain.sentences import sentences
from generator.domain.text import fold_accents, squeeze
from generator.errors import NothingRelevant
from generator.messages import lookup, say
from generator.writing.extractive.author import section_of
from generator.writing.extractive.content import blocks_of
from generator.writing.extractive.outline import Piece, Stretch, outline
from generator.writing.extractive.select import choose, topic_words

# Two A4 pages: at 11 points about 900 words with notes and headings, at 16 points about 420.
WORDS, WORDS_LARGE = 620, 420
_SECTIONS = 5
_STEP = re.compile(r"(?:buoc|step|चरण)\s+\d")
_BEFORE = 2  # words before the one that names the part: "2.3. Các giấy tờ …"
_STEP_WORDS = 22  # of a step beside a QR code
_ROLES: tuple[Role, ...] = get_args(Role)
_LEAST_ROLES = 3  # papers, steps and one more make a procedure
# Shares of the page: what must be done gets more room than what must be known.
_SHARE: dict[Role, int] = {
    "purpose": 2, "conditions": 3, "papers": 6, "steps": 7, "ways": 6, "fee": 2, "time": 2, "office": 2, "result": 1,
}  # fmt: skip


class Procedure(NamedTuple):
    """The sections of one procedure with the questions they answer, in the order people ask them."""

    sections: tuple[tuple[Role, list[Stretch]], ...]
    title: str


class HandoutAuthor:
    """Composes handouts of a guide's own words."""

    def handout(
        self, brief: Brief, library: Library, hits: Sequence[Hit], guide: Guide | None, *, now: datetime
    ) -> Handout:
        """A handout of the named guide, or of what was hit. Raises NothingRelevant when nothing can be said."""
        named = guide or (hits[0].guide if hits else None)
        if named is None:
            raise NothingRelevant(topic=brief.topic)
        procedure = find_procedure(library.passages(named.id), brief.topic)
        total = WORDS_LARGE if brief.audience == "elderly" else WORDS
        roles: tuple[Role, ...] = ()
        if procedure is not None:
            sections, roles = _of_procedure(procedure, brief, total)
        else:
            stretches = (outline(library.passages(guide.id)) if guide else choose(brief, library, hits).sections)[
                :_SECTIONS
            ]
            sections = _of_stretches(stretches, brief, total)
        if not sections:
            raise NothingRelevant(topic=brief.topic)
        used = {section.guide_id for section in sections}
        known = {named.id: named, **{hit.guide.id: hit.guide for hit in hits}}
        guides = [known[key] for key in known if key in used]
        names = "; ".join(f"“{guide_name(one)}”" for one in guides)
        return Handout(
            id="h-" + digest(brief.model_dump_json(), *(one.sha256 for one in guides)),
            title=(procedure.title if procedure and guide else "") or brief.topic[:1].upper() + brief.topic[1:],
            brief=brief,
            sections=sections,
            roles=roles,
            sources=tuple(
                SourceRecord(guide=one, validity=one.validity(brief.as_of), as_of=brief.as_of) for one in guides
            ),
            generation=GenerationRecord(author="extractive", software=f"soan {__version__}", created_at=now),
            notice=say("handout.notice", brief.language, guides=names),
        )


def find_procedure(passages: Sequence[Passage], topic: str) -> Procedure | None:
    """The procedure of a guide: neighbouring headings that answer at least three of a person's questions. Where a guide
    holds several, the one whose headings share most words with the topic."""
    groups: dict[str, dict[Role, list[Stretch]]] = {}
    titles: dict[str, str] = {}
    for passage in passages:
        for unit in passage.units:
            placed = _placed(unit.address)
            if placed is None:
                continue
            role, depth = placed
            parents = unit.address.parts[:depth]
            key = "/".join(part.title or part.label for part in parents)
            titles.setdefault(key, next((part.title for part in reversed(parents) if part.title), ""))
            stretches = groups.setdefault(key, {}).setdefault(role, [])
            address = Address(parts=unit.address.parts[: depth + 1])
            if not stretches or stretches[-1].address.key() != address.key():
                stretches.append(Stretch(passage.guide_id, address, address.parts[-1].title))
            stretches[-1].pieces.append(Piece(passage, unit))
    asked = topic_words(topic)
    best = max(
        (key for key, roles in groups.items() if len(roles) >= _LEAST_ROLES),
        key=lambda key: (len(asked & topic_words(key)), len(groups[key])),
        default=None,
    )
    if best is None:
        return None
    found = groups[best]
    return Procedure(tuple((role, found[role]) for role in _ROLES if role in found), titles[best])


def _placed(address: Address) -> tuple[Role, int] | None:
    """The question a place answers and the depth of the heading that says so."""
    for depth, part in enumerate(address.parts):
        if part.kind == "heading" and (role := role_of(part.title)) is not None:
            return role, depth
    return None


def role_of(title: str) -> Role | None:
    """Which question a heading answers, by the words that head such parts on portals and in guides."""
    plain = fold_accents(title).lower()
    if _STEP.match(plain):  # "Bước 2: Nộp hồ sơ" is a step, not the list of papers
        return None
    found: list[tuple[int, Role]] = []
    for role in _ROLES:
        for language in LANGUAGES:
            for head in lookup(f"handout.heads.{role}", language):
                match = re.search(rf"(?<!\w){re.escape(fold_accents(head).lower())}(?!\w)", plain)
                if match is not None and len(plain[: match.start()].split()) <= _BEFORE:
                    found.append((match.start(), role))
    return min(found, key=lambda one: (one[0], _ROLES.index(one[1])))[1] if found else None


def _of_procedure(procedure: Procedure, brief: Brief, total: int) -> tuple[tuple[Section, ...], tuple[Role, ...]]:
    shares = sum(_SHARE[role] for role, _ in procedure.sections)
    said: set[str] = set()
    made: list[Section] = []
    roles: list[Role] = []
    together = not {"fee", "time"} & {role for role, _ in procedure.sections}
    for role, stretches in procedure.sections:
        budget = max(25, total * _SHARE[role] // shares)
        blocks: tuple[Block, ...] = ()
        for stretch in stretches:  # one place may answer in several parts: "Hồ sơ … gồm", "Hồ sơ … theo danh sách"
            section = section_of(stretch, "", brief, max(25, budget // len(stretches)), said, None, short=True)
            if section is not None:
                blocks += (*_named(stretch, len(stretches) > 1), *section.blocks)
        if blocks:
            title = "ways_all" if role == "ways" and together else role
            made.append(
                Section(
                    id=f"s{len(made) + 1}",
                    title=say(f"handout.role.{title}", brief.language),
                    blocks=blocks,
                    guide_id=stretches[0].guide_id,
                    address=stretches[0].address,
                )
            )
            roles.append(role)
    return tuple(made), tuple(roles)


def _named(stretch: Stretch, needed: bool) -> tuple[Block, ...]:
    """The guide's own heading of a part, where a question is answered in several."""
    own = next((p for p in stretch.pieces if p.unit.kind == "heading" and p.unit.address == stretch.address), None)
    if not needed or own is None:
        return ()
    citation = cite(own.passage, own.unit.start, own.unit.end)
    claim = Claim(text=squeeze(citation.quote), status="quoted", citations=(citation,))
    return (Block(kind="heading", claims=(claim,)),)


def _of_stretches(stretches: Sequence[Stretch], brief: Brief, total: int) -> tuple[Section, ...]:
    said: set[str] = set()
    made: list[Section] = []
    for stretch in stretches:
        share = max(50, total // len(stretches))
        section = section_of(stretch, f"s{len(made) + 1}", brief, share, said, None)
        if section is not None:
            made.append(section)
    return tuple(made)


def short_steps(passages: Sequence[Passage], guide: Guide, language: str, most: int) -> tuple[tuple[str, ...], str]:
    """The first words of each step of a guide's procedure and the printed address of the steps; nothing where the guide
    shows no procedure. A long step is shortened at a word, with an ellipsis."""
    procedure = find_procedure(passages, guide.title)
    stretch = next((found[0] for role, found in procedure.sections if role == "steps"), None) if procedure else None
    if stretch is None:
        return (), ""
    blocks = blocks_of(stretch, 10_000, set(), language, rest="", short=True)
    claims = [claim for block in blocks if block.kind == "steps" for claim in block.claims]
    claims = claims or [claim for block in blocks if block.kind == "bullets" for claim in block.claims]
    if not claims:
        return (), ""
    return tuple(_short(claim.text) for claim in claims[:most]), print_citation(claims[0].citations[0], guide, language)


def _short(text: str) -> str:
    words = (sentences(text) or [text])[0].split()
    return " ".join(words) if len(words) <= _STEP_WORDS else " ".join(words[:_STEP_WORDS]).rstrip(",;:") + " …"
