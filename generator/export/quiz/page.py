"""A quiz as one HTML file a learner takes offline: no outside resource, keyboard and screen reader, prints on A4.

The key is inside the file, as it must be without a server: this is for practice, not for examinations.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from html import escape
from pathlib import Path

from generator.domain.quiz import Matching, Multiple, Numeric, OneBest, Ordering, Quiz, Scenario, SimpleItem, TrueFalse
from generator.domain.text import nfc
from generator.export.quiz.paper_docx import key_of, rights_of
from generator.export.quiz.plain import Asked, answers, feedback, note, stem, text
from generator.grounding.envelope import clean
from generator.messages import lookup, say
from generator.practice.taking import option_order, shuffled

_HERE = Path(__file__).parent


@cache
def _asset(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _policy() -> str:
    """Only this script and this style may run, and nothing may be fetched."""
    hashes = {
        name: base64.b64encode(hashlib.sha256(_asset(name).encode()).digest()).decode()
        for name in ("page.js", "page.css")
    }
    return (
        f"default-src 'none'; script-src 'sha256-{hashes['page.js']}'; style-src 'sha256-{hashes['page.css']}'; "
        "form-action 'none'; base-uri 'none'"
    )


def render(quiz: Quiz) -> bytes:
    """UTF-8 HTML."""
    language = quiz.language
    words = json.dumps({**lookup("quizpage.script", language), "lang": language}, ensure_ascii=False)
    parts = [
        f'<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_policy())}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(text(quiz.title))}</title><style>{_asset('page.css')}</style></head><body><main>",
        f"<h1>{escape(text(quiz.title))}</h1><p>{escape(say('quizpage.advice', language))}</p>",
        f"<noscript><p>{escape(say('quizpage.noscript', language))}</p></noscript>",
        '<form id="quiz" autocomplete="off">',
        *_questions(quiz),
        f'<div id="end" hidden><button type="submit">{escape(say("quizpage.finish", language))}</button> '
        f'<button type="button" id="again">{escape(say("quizpage.again", language))}</button></div>',
        '<p id="score" class="verdict" role="status"></p></form>',
        f'<p class="small">{escape(clean(nfc(quiz.notice)))}</p></main>',
        f'<script type="application/json" id="words">{_in_script(words)}</script>',
        f"<script>{_asset('page.js')}</script></body></html>\n",
    ]
    return "\n".join(parts).encode("utf-8")


def _in_script(data: str) -> str:
    return data.replace("<", "\\u003c")


def _questions(quiz: Quiz) -> list[str]:
    parts, number = [], 0
    for item in quiz.items:
        if isinstance(item, Scenario):
            parts.append(f"<h2>{escape(say('quizpaper.situation', quiz.language))}</h2>")
            parts.append(f"<p>{_lines(text(item.stem))}</p>")
        for one in item.items if isinstance(item, Scenario) else (item,):
            number += 1
            parts.append(_question(quiz, number, one))
    return parts


def _question(quiz: Quiz, number: int, item: SimpleItem) -> str:
    language, name = quiz.language, f"n{number}"
    kind, key, fields = _fields(quiz, item, name)
    head = f"{say('quizpaper.number', language, number=number)} {stem(Asked(item), language)}"
    said = "".join(f"<p>{_lines(line)}</p>" for line in _said(quiz, item))
    data = escape(json.dumps(key, ensure_ascii=False))
    return (
        f'<fieldset data-kind="{kind}" data-key="{data}"><legend>{escape(head)}</legend>{fields}'
        f'<button type="button" class="check" hidden>{escape(say("quizpage.check", language))}'
        f'</button><div role="status"><p class="verdict"></p>'
        f'<div class="said" hidden>{said}</div></div></fieldset>'
    )


def _said(quiz: Quiz, item: SimpleItem) -> list[str]:
    """What is shown once an item is answered: the key, the cited words, and why the other options are wrong."""
    key = key_of(quiz, item)
    if isinstance(item, OneBest | Multiple):
        key = "; ".join(text(option.text) for option in item.options if option.correct)
    elif isinstance(item, Matching):
        key = "; ".join(f"{text(pair.left)} → {text(pair.right)}" for pair in item.pairs)
    elif isinstance(item, Ordering):
        key = " → ".join(text(step.text) for step in item.steps)
    lines = [f"{say('quizpaper.column_key', quiz.language)}: {key}"]
    if isinstance(item, TrueFalse):
        lines.append(text(item.justify))
    lines.append(feedback(quiz, item))
    if isinstance(item, OneBest | Multiple):
        lines += [f"{text(o.text)}: {note(quiz, o)}" for o in item.options if not o.correct and note(quiz, o)]
    return [line for line in lines if line]


def _fields(quiz: Quiz, item: SimpleItem, name: str) -> tuple[str, list[object], str]:
    """How the answer is marked, the key as the script compares it, and the fields."""
    language = quiz.language
    if isinstance(item, OneBest | Multiple):
        one = isinstance(item, OneBest)
        order = option_order(item.options, item.id, language)
        boxes = [(str(index), text(item.options[index].text)) for index in order]
        return "list" if one else "set", [str(i) for i in item.key], _boxes(name, "radio" if one else "checkbox", boxes)
    if isinstance(item, TrueFalse):
        boxes = [(word, say(f"quizfile.{word}", language)) for word in ("true", "false")]
        return "list", ["true" if item.answer else "false"], _boxes(name, "radio", boxes)
    if isinstance(item, Matching):
        rights = rights_of(item)
        rows = "".join(_select(f"{name}-{i}", text(pair.left), rights, language) for i, pair in enumerate(item.pairs))
        return "list", [text(pair.right) for pair in item.pairs], rows
    if isinstance(item, Ordering):
        order = shuffled(item.id, len(item.steps))
        places = [str(place) for place in range(1, len(order) + 1)]
        rows = "".join(_select(f"{name}-{i}", text(item.steps[i].text), places, language) for i in order)
        return "list", [str(index + 1) for index in order], rows
    number = isinstance(item, Numeric)
    key: list[object] = [item.value, item.tolerance] if isinstance(item, Numeric) else list(answers(item.answers))
    mode = ' inputmode="decimal"' if number else ""
    label = escape(say("quizpage.answer", language))
    return "number" if number else "text", key, f'<label>{label}<input type="text" name="{name}"{mode}></label>'


def _boxes(name: str, kind: str, boxes: list[tuple[str, str]]) -> str:
    return "".join(
        f'<label><input type="{kind}" name="{name}" value="{value}">{escape(words)}</label>' for value, words in boxes
    )


def _select(name: str, label: str, shown: list[str], language: str) -> str:
    choose = escape(say("quizpage.choose", language))
    options = "".join(f'<option value="{escape(words)}">{escape(words)}</option>' for words in shown)
    return (
        f'<label>{escape(label)}<select name="{name}"><option value="">{choose}</option>{options}</select></label>'
    )  # fmt: skip


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")
