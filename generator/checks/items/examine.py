"""All checks on one question, each with its name, place, reason and repair."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks.items import clues, negatives, options, stems, truth
from generator.checks.items.question import Flaw, Question
from generator.domain.findings import Finding
from generator.messages import say

# Name → rule. A key that the passage does not carry makes an item false, so it alone is an error.
CHECKS: dict[str, Callable[[Question], Iterator[Flaw]]] = {
    "ambiguous_or_unclear_stem": stems.unclear,
    "unfocused_stem": stems.unfocused,
    "unnecessary_negative": negatives.double,
    "unmarked_negative": negatives.unmarked,
    "fill_in_blank_in_middle": stems.blank,
    "gratuitous_information": stems.gratuitous,
    "implausible_distractor": options.implausible,
    "none_of_the_above": options.none_of_the_above,
    "all_of_the_above": options.all_of_the_above,
    "complex_k_type": options.complex_k,
    "true_false_disguised": options.judged,
    "absolute_terms": options.absolute,
    "vague_terms": options.vague,
    "lost_sequence": options.sequence,
    "duplicate_or_overlapping_options": options.overlapping,
    "longest_option_correct": clues.longest,
    "word_repeat_clue": clues.repeated,
    "convergence_clue": clues.converging,
    "logical_clue": clues.logical,
    "grammatical_clue": clues.grammatical,
    "more_than_one_correct": truth.several_true,
    "key_not_supported_by_source": truth.unsupported,
}
ERRORS = ("key_not_supported_by_source", "more_than_one_correct")


def examine(question: Question, language: str = "vi") -> list[Finding]:
    """Findings of all checks, told in `language`; the place is the item's id and the part ("q3/option:2")."""
    found = []
    for name, check in CHECKS.items():
        for flaw in check(question):
            found.append(
                Finding(
                    check=name,
                    severity="error" if name in ERRORS else "warning",
                    place=f"{question.id}/{flaw.place}",
                    message=say(f"items.{name}.reason", language, words=flaw.words),
                    suggestion=say(f"items.{name}.repair", language),
                )
            )
    return found


def flaws_of(question: Question) -> list[str]:
    """Names of the rules the question breaks."""
    return [name for name, check in CHECKS.items() if next(check(question), None) is not None]
