"""Aiken: a question on one line, choices `A. …`, one key. Holds one-best-answer and true/false items alone."""

from __future__ import annotations

from generator.domain.quiz import OneBest, Quiz, TrueFalse
from generator.errors import InputError
from generator.export.quiz.limits import held, left_out
from generator.export.quiz.plain import asked, stem, text
from generator.messages import say

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def render(quiz: Quiz) -> bytes:
    """UTF-8 without a byte-order mark. Raises InputError when no item fits."""
    if not held(quiz, ".txt"):
        raise InputError(problem=" ".join(left_out(quiz, ".txt", quiz.language)))
    blocks = []
    for one in asked(quiz):
        item = one.item
        if isinstance(item, OneBest):
            shown, key = [option.text for option in item.options], item.key[0]
        elif isinstance(item, TrueFalse):
            shown = [say(f"quizfile.{word}", quiz.language) for word in ("true", "false")]
            key = 0 if item.answer else 1
        else:
            continue
        lines = [_line(stem(one, quiz.language))]
        lines += [f"{letter}. {_line(words)}" for letter, words in zip(_LETTERS, shown, strict=False)]
        blocks.append("\n".join([*lines, f"ANSWER: {_LETTERS[key]}"]))
    return ("\n\n".join(blocks) + "\n").encode("utf-8")


def _line(words: str) -> str:
    return " ".join(text(words).split())
