"""One question to the model: asked with a loose schema, accepted by a strict one, one repair round, else a failure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from generator.domain.base import Language
from generator.domain.ledger import PromptRecord, Usage
from generator.errors import AnswerUseless
from generator.prompting import Entry, PromptBook
from generator.writing.model.client import ChatClient, Message, Reply
from generator.writing.model.replies import find_object, in_language

L = TypeVar("L", bound=BaseModel)
S = TypeVar("S")
SHOWN = 1500  # characters of a bad answer that go back with the repair round
NEVER: Callable[[], bool] = lambda: False  # noqa: E731


class _Refused(Exception):
    """`key` names the problem (see `prompts/repair.md`), `told` is what the check said, for the model."""

    def __init__(self, key: str, told: str) -> None:
        self.key, self.told = key, told


@dataclass
class Meter:
    """What a whole generation has cost so far, and which prompts were sent."""

    calls: int = 0
    seconds: float = 0.0
    tokens_in: int | None = None
    tokens_out: int | None = None
    prompts: list[PromptRecord] = field(default_factory=list)

    def usage(self) -> Usage:
        """As it is recorded."""
        return Usage(
            calls=self.calls, seconds=round(self.seconds, 3), tokens_in=self.tokens_in, tokens_out=self.tokens_out
        )


@dataclass(frozen=True)
class Ask(Generic[L, S]):
    """A kind of question: its prompt, the loose schema, what makes the strict value of it (an empty one is refused
    unless it `may_be_empty`) and the words of the value whose language counts; `most` tokens of answer."""

    prompt: str
    loose: type[L]
    strict: Callable[[L], S]
    spoken: Callable[[S], str]
    most: int = 1500
    may_be_empty: bool = False


def ask(
    client: ChatClient,
    book: PromptBook,
    what: Ask[L, S],
    inputs: Mapping[str, str | int],
    material: Sequence[Entry],
    language: Language,
    meter: Meter,
    cancelled: Callable[[], bool] = NEVER,
) -> S:
    """The strict value. Raises ServerFailed, AnswerUseless, Cancelled."""
    sent = book.render(what.prompt, inputs, material)
    meter.prompts.append(sent.record)
    messages: list[Message] = [("system", sent.system), ("user", sent.user)]
    schema = {**what.loose.model_json_schema(), "title": sent.schema_name}
    refused = None
    for last in (False, True):
        meter.calls += 1
        most = min(what.most, client.config.context // 4)
        reply = client.call(messages, schema=schema, most=most, cancelled=cancelled)
        meter.seconds += reply.seconds
        meter.tokens_in = _sum(meter.tokens_in, reply.tokens_in)
        meter.tokens_out = _sum(meter.tokens_out, reply.tokens_out)
        try:
            return _accept(what, reply, language)
        except _Refused as problem:
            refused = problem
        if not last:
            repair = book.render("repair", {"problem": refused.key, "language": language},
                                 [Entry("check", refused.told)])  # fmt: skip
            meter.prompts.append(repair.record)
            messages += [("assistant", reply.text[:SHOWN] or "…"), ("user", repair.user)]
    assert refused is not None
    raise AnswerUseless(key=refused.key)


def _accept(what: Ask[L, S], reply: Reply, language: Language) -> S:
    if not reply.text.strip():
        raise _Refused("empty", "no text")
    found = find_object(reply.text) if reply.end != "long" else None
    if found is None:
        raise _Refused({"long": "too_long", "cut": "cut", "whole": "no_json"}[reply.end], "no whole JSON object found")
    try:
        value = what.strict(what.loose.model_validate(found))
    except ValidationError as error:
        raise _Refused("wrong_shape", _told(error)) from error
    if not value and not what.may_be_empty:
        raise _Refused("empty", "nothing in it could be used")
    if not in_language(what.spoken(value), language):
        raise _Refused("wrong_language", f"wanted: {language}")
    return value


def _told(error: ValidationError) -> str:
    """Places and problems, without the words that were given."""
    found: list[Any] = error.errors(include_url=False, include_input=False, include_context=False)
    return "; ".join(f"{'.'.join(str(step) for step in item['loc'])}: {item['msg']}" for item in found[:5])


def _sum(before: int | None, more: int | None) -> int | None:
    return before if more is None else (before or 0) + more
