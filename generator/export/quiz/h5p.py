"""H5P question set: h5p.json and content/content.json. The libraries it names must be on the platform, as they are in
Moodle, WordPress and Lumi; a file that carried them would be a hundred times the size."""

from __future__ import annotations

import io
import json
import uuid
import zipfile
from html import escape
from typing import Any

from generator.domain.quiz import Matching, Multiple, Numeric, OneBest, Ordering, Quiz, TrueFalse
from generator.export.quiz.plain import Asked, answers, asked, feedback, note, number, stem, text
from generator.messages import lookup, say

_VERSIONS = {
    "H5P.QuestionSet": (1, 20), "H5P.MultiChoice": (1, 16), "H5P.TrueFalse": (1, 8), "H5P.Blanks": (1, 14),
    "H5P.DragText": (1, 10),
}  # fmt: skip
_NAMESPACE = uuid.UUID("5f0a7c0e-6d0b-5b53-9a55-0d6c7a3f5e11")
_WHEN = (1980, 1, 1, 0, 0, 0)


def render(quiz: Quiz) -> bytes:
    """The package."""
    questions = [_question(quiz, one) for one in asked(quiz)]
    used = dict.fromkeys(["H5P.QuestionSet", *(question["library"].split(" ")[0] for question in questions)])
    head = {
        "title": text(quiz.title)[:255] or "Quiz", "language": quiz.language, "mainLibrary": "H5P.QuestionSet",
        "embedTypes": ["iframe"], "license": "U", "defaultLanguage": quiz.language,
        "preloadedDependencies": [
            {"machineName": name, "majorVersion": _VERSIONS[name][0], "minorVersion": _VERSIONS[name][1]}
            for name in used
        ],
    }  # fmt: skip
    labels = dict(lookup("quizfile.h5p", quiz.language))
    content = {
        "introPage": {"showIntroPage": False}, "progressType": "dots", "passPercentage": 50,
        "disableBackwardsNavigation": False, "randomQuestions": False, "questions": questions, "texts": labels,
        "endGame": {"showResultPage": True, "showSolutionButton": True, "showRetryButton": True},
        "override": {"checkButton": True},
    }  # fmt: skip
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, value in (("h5p.json", head), ("content/content.json", content)):
            data = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8")
            package.writestr(zipfile.ZipInfo(name, _WHEN), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _question(quiz: Quiz, one: Asked) -> dict[str, Any]:
    name, parameters = _content(quiz, one)
    major, minor = _VERSIONS[name]
    said = feedback(quiz, one.item)
    parameters["overallFeedback"] = [{"from": 0, "to": 100, "feedback": said.replace("\n", " ")}]
    return {
        "library": f"{name} {major}.{minor}",
        "params": parameters,
        "subContentId": str(uuid.uuid5(_NAMESPACE, f"{quiz.id}:{one.item.id}")),
        "metadata": {"contentType": name.removeprefix("H5P."), "license": "U", "title": text(one.item.id)},
    }


def _content(quiz: Quiz, one: Asked) -> tuple[str, dict[str, Any]]:
    item, asked_for = one.item, _html(stem(one, quiz.language))
    if isinstance(item, OneBest | Multiple):
        options = [
            {
                "text": _html(text(option.text)), "correct": option.correct,
                "tipsAndFeedback": {"tip": "", "chosenFeedback": _inline(note(quiz, option)), "notChosenFeedback": ""},
            }
            for option in item.options
        ]  # fmt: skip
        single = isinstance(item, OneBest)
        behaviour = {"type": "single" if single else "multi", "singlePoint": single, "randomAnswers": True}
        return "H5P.MultiChoice", {"question": asked_for, "answers": options, "behaviour": behaviour}
    if isinstance(item, TrueFalse):
        labels = {f"{word}Text": say(f"quizfile.{word}", quiz.language) for word in ("true", "false")}
        return "H5P.TrueFalse", {"question": asked_for, "correct": "true" if item.answer else "false", "l10n": labels}
    if isinstance(item, Matching | Ordering):
        if isinstance(item, Ordering):
            lines = [f"{place}. *{mark(step.text)}*" for place, step in enumerate(item.steps, 1)]
            extra: tuple[str, ...] = ()
        else:
            lines = [f"{mark(pair.left)}&#58; *{mark(pair.right)}*" for pair in item.pairs]
            extra = item.extra
        distractors = "".join(f"*{mark(words)}*" for words in extra)
        return "H5P.DragText", {
            "taskDescription": asked_for, "textField": "\n".join(lines), "distractors": distractors,
        }  # fmt: skip
    right = _numbers(item) if isinstance(item, Numeric) else answers(item.answers)
    blank = "*" + "/".join(mark(words) for words in right) + "*"
    behaviour = {"caseSensitive": False, "acceptSpellingErrors": False}
    return "H5P.Blanks", {"text": asked_for, "questions": [f"<p>{blank}</p>"], "behaviour": behaviour}


def _numbers(item: Numeric) -> list[str]:
    """The number as machines and as the guide's language write it."""
    plain = number(item.value)
    return list(dict.fromkeys([plain, plain.replace(".", ",")]))


def mark(words: str) -> str:
    """Text inside a field where `*`, `/`, `:`, `\\`, `+` and `-` may mean something: these as character references."""
    shown = escape(text(words)).replace("\n", " ")
    return "".join(f"&#{ord(sign)};" if sign in "*/:\\" else sign for sign in shown)


def _html(words: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in words.split("\n"))


def _inline(words: str) -> str:
    return escape(words.replace("\n", " "))
