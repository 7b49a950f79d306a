"""The exercises that come with the program: one YAML file each, in three languages, persons made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from generator.domain.base import LANGUAGES, Language, digest
from generator.domain.exercise import Exercise, Fit, GuideLink, Sample
from generator.domain.ledger import GenerationRecord
from generator.errors import NotFound
from generator.practice.rubric.prepare import plain

_HERE = Path(__file__).parent
_WRITTEN = datetime(2026, 11, 25, tzinfo=UTC)
_LEVELS = ("basic", "intermediate", "advanced")


@cache
def bundled(language: Language) -> tuple[Exercise, ...]:
    """All exercises of a language, easiest first."""
    found = [_read(path, language) for path in sorted((_HERE / language).glob("*.yaml"))]
    return tuple(sorted(found, key=lambda exercise: (_LEVELS.index(exercise.level), exercise.id)))


def find(exercise_id: str) -> Exercise:
    """By id, or the beginning of one when it fits one only. Raises NotFound."""
    named = [language for language in LANGUAGES if exercise_id.startswith(f"{language}-")]
    every = [exercise for language in named or LANGUAGES for exercise in bundled(language)]
    exact = [exercise for exercise in every if exercise.id == exercise_id]
    found = exact or [exercise for exercise in every if exercise.id.startswith(exercise_id)]
    if len(found) != 1:
        raise NotFound(what=exercise_id)
    return found[0]


def fit(prompt: str, exercise: Exercise) -> Fit:
    """Which facts of the scenario the prompt carries, each by its first word."""
    text = plain(prompt).lower()
    found: list[str] = []
    missing: list[str] = []
    for group in exercise.carry:
        named = next((word for word in group if word[0].isalnum()), group[0])  # "[" says nothing to a learner
        (found if any(plain(word).lower() in text for word in group) else missing).append(named)
    return Fit(found=tuple(found), missing=tuple(missing))


def made_by_people(at: datetime = _WRITTEN) -> GenerationRecord:
    """The record of words written by people."""
    return GenerationRecord(author="person", software="Soạn", created_at=at)


def _read(path: Path, language: Language) -> Exercise:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # five times faster where libyaml is there
    data: dict[str, Any] = yaml.load(path.read_text("utf-8"), loader)
    guides = [
        GuideLink(file=file, heading=heading) for file, _, heading in (link.partition("#") for link in data["guides"])
    ]
    return Exercise(
        language=language,
        scenario=data["scenario"].strip(),
        material=data["material"].strip(),
        hints=tuple(data["hints"]),
        carry=tuple(tuple(group) for group in data["carry"]),
        guides=tuple(guides),
        weak=_sample(data["weak"]),
        middle=_sample(data["middle"]),
        model=tuple(_sample(sample) for sample in data["model"]),
        generation=made_by_people(),
        **{name: data[name] for name in ("id", "family", "level", "minutes", "framework", "title", "goal")},
    )


def _sample(data: dict[str, str]) -> Sample:
    return Sample(prompt=data["prompt"].strip(), comment=data["comment"].strip())


def attempt_id(learner: str, exercise_id: str, number: int) -> str:
    """Deterministic: the same attempt has the same id everywhere."""
    return "a-" + digest(learner, exercise_id, str(number))


def by_filter(exercises: Sequence[Exercise], family: str | None, level: str | None) -> list[Exercise]:
    """Those of a family and level, where given."""
    return [e for e in exercises if (family is None or e.family == family) and (level is None or e.level == level)]
