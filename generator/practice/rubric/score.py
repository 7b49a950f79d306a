"""The score itself: evidence, points, what is taken off, what fails the prompt, and the next steps."""

from __future__ import annotations

from generator.checks.data_gate import inspect
from generator.domain.base import Language
from generator.domain.prompt_score import Deduction, PromptScore, ScorePart
from generator.errors import InputError
from generator.messages import say
from generator.practice.rubric.evidence import Evidence, read
from generator.practice.rubric.feedback import next_steps, reason
from generator.practice.rubric.lexicon import lexicon
from generator.practice.rubric.parts import FATAL_FACTOR, WEIGHTS, deducted, shares
from generator.practice.rubric.prepare import Prepared, prepare

_SHOWN = 4  # words of the prompt quoted in one reason


def score_prompt(prompt: str, language: Language | None = None, *, feedback: Language | None = None) -> PromptScore:
    """Score a prompt. Its language is found when it is not given; reasons and steps come in `feedback`, else in it.

    Raises InputError for an empty prompt.
    """
    prepared = prepare(prompt, language)
    told = feedback or prepared.language
    if not prepared.words:
        raise InputError(problem=say("rubric.empty", told))
    evidence = read(prepared)
    gate = inspect(prompt, told)
    leaked = [prompt[found.start : found.end] for found in gate.findings if found.severity == "error"]
    refused = _refused(evidence, leaked, told)
    parts = tuple(
        ScorePart(
            name=name,
            points=round(WEIGHTS[name] * share.share, 1),
            most=WEIGHTS[name],
            reason=reason(name, share.share, told),
            evidence=share.words,
        )
        for name, share in shares(evidence, content_words(prepared), leaked=bool(leaked)).items()
    )
    earned = sum(part.points for part in parts)
    deductions = tuple(
        Deduction(
            name=name,
            points=points,
            reason=say(f"rubric.deduction.{name}", told, words=_quoted(evidence.faults[name])),
            words=tuple(evidence.faults[name]),
        )
        for name, points in deducted(evidence, earned).items()
    )
    total = max(0.0, min(100.0, earned - sum(item.points for item in deductions)))
    return PromptScore(
        total=round(total * FATAL_FACTOR if refused else total, 1),
        language=prepared.language,
        parts=parts,
        deductions=deductions,
        refused=refused,
        next_steps=next_steps(
            parts,
            deductions,
            refused,
            told,
            facts_only=_facts_only(evidence),
            masked=gate.masked if gate.maskable else "",
        ),
    )


def content_words(prompt: Prepared) -> int:
    """Distinct words that are not filler."""
    stop = lexicon(prompt.language, prompt.folded).stop
    return len({word for word in prompt.words if word not in stop})


def _facts_only(evidence: Evidence) -> bool:
    return not evidence.has("source_given") and (evidence.has("facts_given") or evidence.facts > 0)


def _refused(evidence: Evidence, leaked: list[str], language: Language) -> tuple[Deduction, ...]:
    kinds: dict[str, list[str]] = {}
    for name, found in evidence.fatal:
        kinds.setdefault(name, []).append(found)
    if leaked:
        kinds["personal_data"] = leaked
    return tuple(
        Deduction(
            name=name,
            points=0,
            reason=say(f"rubric.refused.{name}", language, words=_quoted(found)),
            words=tuple(found),
        )
        for name, found in kinds.items()
    )


def _quoted(found: list[str]) -> str:
    return "”, “".join(" ".join(words.split()) for words in found[:_SHOWN])
