"""How early a planted error surfaces on the reviewer's desk, and how long the list of affected works takes."""

from __future__ import annotations

import hashlib
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import get_args

from generator.app import open_service
from generator.checks.planting import PlantKind, plant
from generator.domain.guide import Guide
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord, cite
from generator.domain.lesson import AUDIENCES, Block, Brief, Lesson, Practice, Section
from generator.domain.passage import Passage
from generator.domain.people import LOCAL
from generator.domain.sentences import sentence_spans
from generator.review.assess import assess
from generator.service import Soan
from generator.settings import Settings

LESSONS, ERRORS, FIRST = 10, 5, 0.2
# What an author without a model never writes and one with a model always does: the same said a little differently.
_LEADS = ("Theo tài liệu, ", "Cần nhớ: ", "Nói cách khác, ", "Trong thực tế, ")


def bench(guides: Path, *, works: int = 500, claims: int = 100, settings: Settings | None = None) -> dict[str, object]:
    """Both measures over a folder of guides.

    `desk_*`: of five errors planted in each of ten lessons drafted from the guides, how many stand within the first
    fifth of the claims (median, mean, worst lesson); `reworded_*` the same where every true sentence is said a little
    differently, so that none is quoted whole. `impact_*`: seconds for the list of a replaced guide over `works` works
    of `claims` claims each, and for marking them.
    """
    with tempfile.TemporaryDirectory(prefix="soan-bench-") as folder:
        chosen = (settings or Settings()).model_copy(update={"data": Path(folder)})
        with open_service(settings=chosen, vectors=False) as soan:
            soan.add_guides([guides])
            return {**_desk(soan), **_impact(soan, works, claims)}


# -- the desk ----------------------------------------------------------------------------------------------------------


def _desk(soan: Soan) -> dict[str, object]:
    plain: list[int] = []
    reworded: list[int] = []
    planted = 0
    for seed, lesson in enumerate(_lessons(soan)):
        claims = list({claim.id: (place, claim) for place, claim in lesson.claims()}.values())
        wrong = _planted(claims, lesson, Random(seed))
        if len(wrong) < ERRORS or len(plain) == LESSONS:  # a lesson too short to hide five errors in
            continue
        planted += len(wrong)
        plain.append(_surfaced(soan, claims, wrong))
        reworded.append(
            _surfaced(soan, [(place, _reworded(claim, n)) for n, (place, claim) in enumerate(claims)], wrong)
        )
    return {
        "desk_lessons": len(plain),
        "desk_planted": planted,
        "desk_first_fifth_median": statistics.median(plain),
        "desk_first_fifth_mean": statistics.mean(plain),
        "desk_first_fifth_worst": min(plain),
        "reworded_first_fifth_median": statistics.median(reworded),
        "reworded_first_fifth_mean": statistics.mean(reworded),
        "reworded_first_fifth_worst": min(reworded),
    }


def _lessons(soan: Soan) -> Iterator[Lesson]:
    for number, guide in enumerate(soan.guides()):
        brief = Brief(
            topic=guide.title,
            audience=AUDIENCES[number % len(AUDIENCES)],
            minutes=90,
            language=guide.language,
            as_of=date.today(),
            guide_ids=(guide.id,),
        )
        if guide.language == "vi" and soan.search(guide.title, guide_ids=[guide.id]):
            yield soan.lesson(brief)


def _planted(claims: Sequence[tuple[str, Claim]], lesson: Lesson, rng: Random) -> dict[str, Claim]:
    """Id of the true claim → the same claim with an error, the kinds in turn."""
    kinds: list[PlantKind] = list(get_args(PlantKind))
    order = [claim for _, claim in claims if claim.citations]
    rng.shuffle(order)
    found: dict[str, Claim] = {}
    for step in range(len(order) * len(kinds)):
        if len(found) == ERRORS:
            break
        claim, kind = order[step % len(order)], kinds[(len(found) + step // len(order)) % len(kinds)]
        quote = " ".join(citation.quote for citation in claim.citations)
        made = (
            plant(claim.text, quote, kind, language=lesson.brief.language, rng=rng) if claim.id not in found else None
        )
        if made is not None:
            found[claim.id] = claim.model_copy(update={"text": made.text})
    return found


def _reworded(claim: Claim, number: int) -> Claim:
    text = claim.text[:1].lower() + claim.text[1:]
    return claim.model_copy(update={"text": _LEADS[number % len(_LEADS)] + text})


def _surfaced(soan: Soan, claims: Sequence[tuple[str, Claim]], wrong: dict[str, Claim]) -> int:
    """How many of the wrong claims stand within the first fifth of the desk. `claims` keep the order of the ids in
    `wrong` by position, so that reworded ones are replaced too."""
    keys = list(wrong)
    originals = {citation.passage_id for _, claim in claims for citation in claim.citations}
    passages = {passage.id: passage for passage in soan.store.passages_by_id(sorted(originals))}
    texts = {wrong[key].text for key in keys}
    desk = [(place, wrong.get(_original(claim, wrong), claim)) for place, claim in claims]
    found = assess(desk, passages, soan.review.judge, "vi")
    ranked = sorted(found, key=lambda assessment: -assessment.risk)
    shown = {claim.id: claim.text for _, claim in desk}
    head = ranked[: max(1, round(FIRST * len(ranked)))]
    return sum(shown[assessment.claim_id] in texts for assessment in head)


def _original(claim: Claim, wrong: dict[str, Claim]) -> str:
    """The id of the planted claim that stands for this one: same words cited."""
    for key, other in wrong.items():
        if claim.id == key or claim.citations == other.citations:
            return key
    return ""


# -- the list of affected works ----------------------------------------------------------------------------------------


def _impact(soan: Soan, works: int, claims: int) -> dict[str, object]:
    old = max(soan.guides(), key=lambda guide: len(soan.store.passages(guide.id)))
    new = _changed(soan, old)
    spans = [
        (passage, start, end) for passage in soan.store.passages(old.id) for start, end in sentence_spans(passage.text)
    ]
    rng, started = Random(0), time.perf_counter()
    for number in range(works):
        chosen = rng.sample(spans, min(claims, len(spans)))
        soan.works.add(LOCAL, _work(old, chosen, number))
    adding = time.perf_counter() - started
    started = time.perf_counter()
    report = soan.impact.preview(LOCAL, old.id, new.id)
    listing = time.perf_counter() - started
    started = time.perf_counter()
    soan.impact.replace(LOCAL, old.id, new.id)
    marking = time.perf_counter() - started
    counts = report.counts()
    return {
        "impact_works": len(report.works),
        "impact_claims": sum(counts.values()),
        **{f"impact_{fate}": count for fate, count in counts.items()},
        "impact_seconds": listing,
        "impact_replace_seconds": marking,
        "add_seconds_per_work": adding / max(1, works),
    }


def _changed(soan: Soan, old: Guide) -> Guide:
    """A successor: every tenth passage is gone, every third has another figure or another first word."""
    sha = hashlib.sha256(f"{old.sha256} changed".encode()).hexdigest()
    new = old.model_copy(update={"id": f"g-{sha[:12]}", "sha256": sha, "number": "9999/2026/QĐ", "replaces": ()})
    kept: list[Passage] = []
    for number, passage in enumerate(soan.store.passages(old.id)):
        if number % 10 == 9:
            continue
        text = passage.text
        if number % 3 == 0:
            text = "".join(str((int(ch) + 1) % 10) if ch.isdigit() else ch for ch in text).replace(" và ", " hoặc ", 1)
        fresh = {"id": f"{passage.id}n", "guide_id": new.id, "text": text, "units": ()}
        kept.append(passage.model_copy(update=fresh))
    soan.store.add(new, kept)
    return new


def _work(guide: Guide, chosen: Sequence[tuple[Passage, int, int]], number: int) -> Lesson:
    claims = [
        Claim(text=passage.text[start:end], status="quoted", citations=(cite(passage, start, end),))
        for passage, start, end in chosen
    ]
    day = date.today()
    return Lesson(
        id=f"l-{number}",
        brief=Brief(topic=guide.title, audience="officials", minutes=90, language="vi", as_of=day),
        title=f"{guide.title} {number}",
        outcomes=(),
        plan=(),
        sections=(Section(id="s1", title="1", blocks=(Block(kind="paragraph", claims=tuple(claims)),)),),
        terms=(),
        gaps=(),
        practice=Practice(title="", situation="", steps=()),
        questions=(),
        summary=(),
        sources=(SourceRecord(guide=guide, validity=guide.validity(day), as_of=day),),
        checklist=(),
        generation=GenerationRecord(author="extractive", software="bench", created_at=datetime.now(UTC)),
        notice="",
    )
