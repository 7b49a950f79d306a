"""What a format cannot hold of a quiz, or holds otherwise: said in a sentence each time, never dropped in silence."""

from __future__ import annotations

from generator.domain.quiz import ItemKind, Quiz
from generator.messages import say

NAMES = {
    ".gift": "GIFT", ".xml": "Moodle XML", ".zip": "QTI 2.2", ".txt": "Aiken", ".h5p": "H5P",
    ".csv": "CSV", ".docx": "DOCX", ".html": "HTML", ".json": "JSON",
}  # fmt: skip
CANNOT: dict[str, tuple[ItemKind, ...]] = {
    ".txt": ("multiple", "matching", "ordering", "short", "numeric", "completion"),
}
# Suffix → kind → what becomes of it, a key of the catalogue.
CHANGED: dict[str, dict[ItemKind, str]] = {
    ".gift": {"ordering": "order_as_pairs", "true_false": "no_reason", "scenario": "repeated"},
    ".xml": {"ordering": "order_as_pairs", "true_false": "no_reason", "scenario": "repeated"},
    ".zip": {"true_false": "no_reason", "scenario": "repeated"},
    ".txt": {"one_best": "no_feedback", "true_false": "no_reason", "scenario": "repeated"},
    ".h5p": {"numeric": "no_tolerance", "true_false": "no_reason", "scenario": "repeated"},
    ".csv": {},
}


def held(quiz: Quiz, suffix: str) -> bool:
    """Whether at least one item fits the format."""
    return any(item.kind not in CANNOT.get(suffix, ()) for item in quiz.questions())


def left_out(quiz: Quiz, suffix: str, language: str) -> list[str]:
    """One sentence for the items the format cannot hold, and one for each kind it holds otherwise."""
    kinds: dict[ItemKind, list[str]] = {}
    for item in quiz.items:
        kinds.setdefault(item.kind, []).append(item.id)
    inner = {item.kind for item in quiz.questions()}
    said = []
    lost = [item for item in quiz.questions() if item.kind in CANNOT.get(suffix, ())]
    if lost:
        names = ", ".join(dict.fromkeys(say(f"quizfile.kind.{item.kind}", language) for item in lost))
        ids = ", ".join(item.id for item in lost)
        said.append(say("quizfile.left_out", language, format=NAMES[suffix], kinds=names, count=len(lost), ids=ids))
    for kind, key in CHANGED.get(suffix, {}).items():
        if kind in inner or kind in kinds:
            said.append(say(f"quizfile.changed.{key}", language, format=NAMES[suffix]))
    return said
