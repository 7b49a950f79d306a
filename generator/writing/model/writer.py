"""What is asked of a model: a section, an answer, quiz items, the body of a document, advice on a prompt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from generator.domain.base import Language
from generator.domain.lesson import Brief
from generator.domain.passage import Passage
from generator.prompting import Entry, PromptBook
from generator.writing.model.asking import NEVER, Ask, Meter, ask
from generator.writing.model.client import ChatClient
from generator.writing.model.fit import fit
from generator.writing.model.schemas import (
    DraftItem,
    DraftSentence,
    Feedback,
    LooseBody,
    LooseFeedback,
    LooseItems,
    LooseSentences,
    strict_items,
    strict_sentences,
)

Cancel = Callable[[], bool]
Sentences = tuple[DraftSentence, ...]
OVERHEAD = 900  # tokens of instructions and labels
SECTION_SENTENCES = 40


class Source(NamedTuple):
    """A passage as it goes out: its label, its words (fitted, stand-ins for personal data), where they stand."""

    label: str
    text: str
    about: str = ""


def _join(sentences: Sentences) -> str:
    return " ".join(sentence.text for sentence in sentences)


_SECTION = Ask("lesson-section", LooseSentences,
               lambda loose: strict_sentences(loose.sentences)[:SECTION_SENTENCES], _join)  # fmt: skip
_ANSWER = Ask("answer", LooseSentences, lambda loose: strict_sentences(loose.sentences)[:6], _join,
              most=700, may_be_empty=True)  # fmt: skip
_ITEMS = Ask("quiz-items", LooseItems, strict_items, lambda items: " ".join(item.stem for item in items), most=2500)
_BODY = Ask(
    "document-body", LooseBody,
    lambda loose: tuple(found for p in loose.paragraphs if (found := strict_sentences(p.sentences))),
    lambda body: " ".join(_join(paragraph) for paragraph in body),
    most=2500,
)  # fmt: skip
_FEEDBACK = Ask(
    "prompt-feedback", LooseFeedback,
    lambda loose: Feedback(good=loose.good.strip(), advice=tuple(a.strip() for a in loose.advice[:3] if a.strip())),
    lambda told: " ".join((told.good, *told.advice)),
    most=500,
)  # fmt: skip


class ModelWriter:
    """Asks one model; `meter` collects what a whole generation costs. Raises ServerFailed, AnswerUseless, Cancelled."""

    def __init__(self, client: ChatClient, book: PromptBook) -> None:
        self._client = client
        self._book = book

    @property
    def model(self) -> str:
        """The model's name as it is recorded."""
        return self._client.config.model

    @property
    def host(self) -> str:
        """The server's host, for people; never the key."""
        return self._client.config.host

    def instructions(self, prompt_id: str) -> str:
        """The prompt's own words, to be recognised when a model echoes them."""
        return self._book.instructions(prompt_id)

    def evidence(self, first: Sequence[Passage], ranked: Sequence[Passage]) -> list[tuple[Passage, str]]:
        """What fits into the context beside the instructions and an answer; see `fit`."""
        context = self._client.config.context
        return fit(first, ranked, max(context // 4, context - OVERHEAD - context // 4))

    def section(
        self, brief: Brief, topic: str, title: str, sources: Sequence[Source], words: int, meter: Meter,
        cancelled: Cancel = NEVER,
    ) -> Sentences:  # fmt: skip
        """The sentences of one section."""
        inputs = {"language": brief.language, "audience": brief.audience, "level": brief.level, "words": words}
        entries = [Entry("topic", topic), Entry("title", title), *_entries(sources)]
        return ask(self._client, self._book, _SECTION, inputs, entries, brief.language, meter, cancelled)

    def answer(
        self, question: str, language: Language, sources: Sequence[Source], meter: Meter, cancelled: Cancel = NEVER
    ) -> Sentences:
        """The sentences of an answer; none when the model finds none in the passages."""
        entries = [Entry("question", question), *_entries(sources)]
        return ask(self._client, self._book, _ANSWER, {"language": language}, entries, language, meter, cancelled)

    def items(
        self, topic: str, count: int, language: Language, sources: Sequence[Source], meter: Meter,
        cancelled: Cancel = NEVER,
    ) -> tuple[DraftItem, ...]:  # fmt: skip
        """Multiple-choice questions."""
        inputs: dict[str, str | int] = {"language": language, "count": count}
        entries = [Entry("topic", topic), *_entries(sources)]
        return ask(self._client, self._book, _ITEMS, inputs, entries, language, meter, cancelled)

    def body(
        self, brief: str, paragraphs: int, sources: Sequence[Source], meter: Meter, cancelled: Cancel = NEVER
    ) -> tuple[Sentences, ...]:
        """Paragraphs of a document, in Vietnamese."""
        entries = [Entry("brief", brief), *_entries(sources)]
        return ask(self._client, self._book, _BODY, {"paragraphs": paragraphs}, entries, "vi", meter, cancelled)

    def feedback(self, prompt: str, language: Language, meter: Meter, cancelled: Cancel = NEVER) -> Feedback:
        """Advice on a prompt."""
        entries = [Entry("prompt", prompt)]
        return ask(self._client, self._book, _FEEDBACK, {"language": language}, entries, language, meter, cancelled)


def _entries(sources: Sequence[Source]) -> list[Entry]:
    return [Entry(source.label, source.text, source.about) for source in sources]
