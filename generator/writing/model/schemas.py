"""What a model is asked for (loose: anything that can be understood) and what is accepted (strict)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field

from generator.domain.base import Value
from generator.domain.sentences import sentence_spans
from generator.domain.text import squeeze

Kind = Literal["paragraph", "bullet", "step"]
_KINDS: dict[str, Kind] = {"bullet": "bullet", "bullets": "bullet", "item": "bullet", "step": "step", "steps": "step"}
LONGEST = 600  # characters of one sentence


def _listed(value: Any) -> Any:
    """One word where a list of words is wanted; null where nothing is."""
    return [] if value is None else [value] if isinstance(value, str | int | dict) else value


def _word(value: Any) -> Any:
    return "" if value is None else str(value) if isinstance(value, int | float) else value


def _plain(value: Any) -> Any:
    """A sentence given as a bare string."""
    return {"text": value} if isinstance(value, str) else value


Word = Annotated[str, BeforeValidator(_word)]
Words = Annotated[list[Word], BeforeValidator(_listed)]


class _Loose(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class LooseSentence(_Loose):
    text: Word = Field(default="", validation_alias=AliasChoices("text", "sentence", "content"))
    sources: Words = Field(default=[], validation_alias=AliasChoices("sources", "source", "citations", "cites"))
    kind: Word = "paragraph"


Sentences = Annotated[list[Annotated[LooseSentence, BeforeValidator(_plain)]], BeforeValidator(_listed)]


class LooseSentences(_Loose):
    sentences: Sentences = Field(validation_alias=AliasChoices("sentences", "answer", "section"))


class LooseItem(_Loose):
    stem: Word = Field(validation_alias=AliasChoices("stem", "question"))
    right: Word = Field(validation_alias=AliasChoices("right", "answer", "correct"))
    wrong: Words = Field(validation_alias=AliasChoices("wrong", "distractors"))
    reason: Word = Field(default="", validation_alias=AliasChoices("reason", "rationale", "explanation"))
    sources: Words = []


class LooseItems(_Loose):
    items: list[LooseItem] = Field(validation_alias=AliasChoices("items", "questions"))


class LooseParagraph(_Loose):
    sentences: Sentences = []


class LooseBody(_Loose):
    paragraphs: list[LooseParagraph]


class LooseFeedback(_Loose):
    good: Word = ""
    advice: Words


class DraftSentence(Value):
    """One sentence as the model wrote it, with the labels it names (known or not)."""

    text: str
    labels: tuple[str, ...] = ()
    kind: Kind = "paragraph"


class DraftItem(Value):
    """One multiple-choice question as the model wrote it."""

    stem: str
    right: str
    wrong: tuple[str, ...]
    reason: DraftSentence


class Feedback(Value):
    """Advice on a prompt in a model's words: never a score."""

    good: str
    advice: tuple[str, ...]


def strict_sentences(loose: list[LooseSentence]) -> tuple[DraftSentence, ...]:
    """Single sentences, none empty, said once. A text of several sentences is taken apart, its labels kept by each."""
    found: dict[str, DraftSentence] = {}
    for item in loose:
        text = squeeze(item.text)
        labels = tuple(dict.fromkeys(_label(label) for label in item.sources if label.strip()))
        for start, end in sentence_spans(text):
            sentence = text[start:end].strip("*#` ")
            if any(ch.isalpha() for ch in sentence):
                kind = _KINDS.get(item.kind.strip().lower(), "paragraph")
                found.setdefault(sentence, DraftSentence(text=sentence[:LONGEST], labels=labels, kind=kind))
    return tuple(found.values())


def strict_items(loose: LooseItems) -> tuple[DraftItem, ...]:
    """Items with a stem, a right option and two or more wrong ones, all different."""
    made = []
    for item in loose.items:
        right, wrong = squeeze(item.right), tuple(dict.fromkeys(squeeze(text) for text in item.wrong))
        reasons = strict_sentences([LooseSentence(text=item.reason, sources=item.sources)])
        whole = item.stem.strip() and right and len(wrong) >= 2 and all(wrong) and right not in wrong
        if whole and len(reasons) == 1:
            made.append(DraftItem(stem=squeeze(item.stem), right=right, wrong=wrong[:3], reason=reasons[0]))
    return tuple(made)


def _label(label: str) -> str:
    """ "[P1]", "P1", "p1" and "1" are one label."""
    plain = label.strip(" []()\t").upper()
    return f"P{plain}" if plain.isdigit() else plain
