"""Claims made from guides by general operators, to train and test grounding beyond a small labelled set.

Operators that keep the sense (a sentence cut short, its numbers respelt, synonyms, lead and item joined, two sentences
joined) give supported claims; operators that break it (another number, a name from elsewhere, "not" put in or taken
out, duty for permission, "all" for "some", steps turned round, a phrase added, another guide's sentence) give
unsupported ones. All are drawn by a seeded generator: the same guides give the same claims.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from generator.domain.base import Language
from generator.domain.passage import Passage
from generator.domain.sentences import sentence_spans
from generator.errors import SoanError
from generator.evaluation.claims import ClaimRow
from generator.grounding.claims import marked
from generator.grounding.lexicon import lexicon, number_words
from generator.grounding.quantities import comparable_kind, read_quantities, same
from generator.grounding.tokens import level
from generator.reading.files import discover, read_file
from generator.reading.understand import understand

SHORTEST, LONGEST = 50, 260  # characters of a sentence that claims are made from
_AND = {"vi": " và ", "en": " and ", "hi": " और "}
_ALL = {"vi": ("mọi", "tất cả"), "en": ("every", "all"), "hi": ("सभी", "हर")}
_FLIPS: dict[str, tuple[tuple[str, str], ...]] = {
    "vi": (("không được", "được"), ("phải", "không phải"), ("được", "không được"), ("không", ""),
           ("có thể", "không thể")),
    "en": (("must not", "must"), ("must", "must not"), ("cannot", "can"), ("can", "cannot"), ("should", "should not"),
           ("not", ""), ("is", "is not"), ("are", "are not")),
    "hi": (("नहीं", ""), ("चाहिए", "नहीं चाहिए"), ("है", "नहीं है"), ("हैं", "नहीं हैं")),
}  # fmt: skip
_MODES: dict[str, tuple[tuple[str, str], ...]] = {
    "vi": (("phải", "có thể"), ("có trách nhiệm", "được phép"), ("có thể", "bắt buộc phải"),
           ("được phép", "buộc phải")),
    "en": (("must", "may"), ("may", "must"), ("should", "is required to"), ("can", "must"), ("required", "optional")),
    "hi": (("चाहिए", "सकता है"), ("सकता है", "ही होगा"), ("सकते हैं", "ही होगा"), ("अनिवार्य", "वैकल्पिक"),
           ("आवश्यक", "वैकल्पिक")),
}  # fmt: skip
Operator = Callable[[str, list[str], Language, random.Random], str | None]


def perturbed(guides: Sequence[Path], *, per_operator: int = 40, seed: int = 7) -> list[ClaimRow]:
    """At most `per_operator` claims for each operator and language; `kind` is the operator's name. Files that cannot be
    read are left out. Rows of one passage have ids with one stem, "…/0", "…/1"."""
    chance = random.Random(seed)
    rows: list[ClaimRow] = []
    passages = _passages(guides)
    for language in ("vi", "en", "hi"):
        mine = [passage for passage in passages if passage.language == language]
        chance.shuffle(mine)
        made: dict[str, int] = {}
        for passage in mine:
            text = level(passage.text)
            sentences = [text[a:b] for a, b in sentence_spans(text)]
            usable = [s for s in sentences if SHORTEST <= len(s) <= LONGEST]
            other = level(chance.choice(mine).text)
            foreign = [s for s in (other[a:b] for a, b in sentence_spans(other)) if SHORTEST <= len(s) <= LONGEST]
            for unsupported, operators in ((False, KEEPING), (True, BREAKING)):
                names = [name for name in operators if made.get(name, 0) < per_operator]
                chance.shuffle(names)
                for name in names[:3]:
                    if not usable:
                        break
                    base = _bare(chance.choice(usable))
                    context = foreign if name in ("added", "unrelated") else sentences
                    claim = operators[name](base, context, language, chance)
                    if claim and len(claim) > 20 and (claim.strip() != base or name == "verbatim"):
                        made[name] = made.get(name, 0) + 1
                        identity = f"{passage.id}/{len(rows)}"
                        rows.append(_row(identity, language, text, claim.strip(), unsupported, name))
    return rows


def _row(identity: str, language: Language, text: str, claim: str, unsupported: bool, kind: str) -> ClaimRow:
    return ClaimRow(id=identity, language=language, passages=(text,), claim=claim, unsupported=unsupported, kind=kind)


def _passages(guides: Sequence[Path]) -> list[Passage]:
    found: list[Passage] = []
    for path in discover(list(guides)):
        try:
            found += understand(read_file(path))[1]
        except SoanError:
            continue
    return found


def _bare(sentence: str) -> str:
    """Without the label of a list item or heading."""
    return re.sub(r"^(?:[-+*•#>\s]+|\d{1,2}[.)]\s+|[a-zđ]\)\s+)+", "", sentence).replace("**", "").replace("_", "")


def _swap(sentence: str, pairs: Sequence[tuple[str, str]]) -> str | None:
    for old, new in pairs:
        match = re.search(rf"(?<![\wऀ-ॿ]){re.escape(old)}(?![\wऀ-ॿ])", sentence)
        if match:
            return re.sub(r"\s+", " ", sentence[: match.start()] + new + sentence[match.end() :])
    return None


# -- operators that keep the sense -----------------------------------------------------------------------------------


def _shorter(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    """Without what stands in brackets, or without the last of several parts between commas."""
    bare = re.sub(r"\s*\([^)]*\)", "", sentence)
    return bare if bare != sentence else None


def _respelt(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    names: dict[int, str] = {value: word for word, value in number_words(language)["digits"].items()}
    for match in re.finditer(r"(?<![\d.,/\w-])0?(\d{1,2})(?![\d.,/%\w-])", sentence):
        word = names.get(int(match[1]))
        if word and int(match[1]) > 1 and not (language == "vi" and int(match[1]) > 10):
            return sentence[: match.start()] + word + sentence[match.end() :]
    return None


def _synonym(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    groups = list(lexicon(language)["synonyms"])
    chance.shuffle(groups)
    for group in groups:
        for word in group:
            other = chance.choice([w for w in group if w != word] or [word])
            changed = _swap(sentence, [(word, other)])
            if changed:
                return changed
    return None


def _joined(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    others = [s for s in map(_bare, context) if s != sentence and 30 <= len(s) <= 140 and s.endswith(".")]
    if not others:
        return None
    return sentence.rstrip(" .;:।") + _AND[language] + chance.choice(others)


def _led(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    """A lead and one of the items under it."""
    for at, lead in enumerate(context[:-1]):
        if lead.rstrip().endswith(":") and 15 < len(lead) < 120:
            return _bare(lead).rstrip(" :") + " " + _bare(context[at + 1])
    return None


# -- operators that break it -----------------------------------------------------------------------------------------


def _number(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    found = [q for q in read_quantities(sentence, language) if re.search(r"\d", q.text)]
    if not found:
        return None
    quantity = chance.choice(found)
    digits = list(re.finditer(r"\d+", quantity.text))
    match = chance.choice(digits)
    value = int(match.group())
    other = (
        value + chance.choice([1, 2, 3, 5, 10])
        if value < 3 or chance.random() < 0.5
        else max(1, value - chance.choice([1, 2]))
    )
    text = quantity.text[: match.start()] + str(other).zfill(len(match.group())) + quantity.text[match.end() :]
    return sentence[: quantity.start] + text + sentence[quantity.start + len(quantity.text) :]


def _number_from_elsewhere(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    own = read_quantities(sentence, language)
    for other in (s for s in context if _bare(s) != sentence):
        for theirs in read_quantities(other, language):
            for quantity in own:
                if quantity.unit and comparable_kind(quantity, theirs) and not same(quantity, theirs):
                    return sentence[: quantity.start] + theirs.text + sentence[quantity.start + len(quantity.text) :]
    return None


_NAME = re.compile(r"(?<=[^\W\d_,.;:] )[A-ZĐ][\wà-ỹ]+(?: [A-ZĐ][\wà-ỹ]+)*")


def _name(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    match = _NAME.search(sentence)
    others = [m.group() for s in context for m in _NAME.finditer(s) if m.group() not in sentence]
    if not match or not others or match.group() in others[0]:
        return None
    return sentence[: match.start()] + chance.choice(others) + sentence[match.end() :]


def _negated(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    return _swap(sentence, _FLIPS[language])


def _mode(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    return _swap(sentence, _MODES[language])


def _widened(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    some = list(marked(sentence.lower(), language, "some"))
    if not some:
        return None
    return sentence[: some[0].start()] + chance.choice(_ALL[language]) + sentence[some[0].end() :]


def _steps(sentence: str, context: list[str], language: Language, chance: random.Random) -> str | None:
    items = [_bare(s).rstrip(" .;") for s in context if re.match(r"^\s*(?:\d{1,2}[.)]|[-*+])\s", s) and len(s) < 110]
    if len(items) < 3:
        return None
    at = chance.randrange(len(items) - 1)
    first, second = items[at], items[at + 1]
    before = {"vi": f"{second} rồi mới {first}", "en": f"{second} before {first}", "hi": f"{second}, उसके बाद {first}"}
    return before.get(language)


def _added(sentence: str, foreign: list[str], language: Language, chance: random.Random) -> str | None:
    if not foreign:
        return None
    words = _bare(chance.choice(foreign)).split()
    size = chance.randint(5, 9)
    return sentence.rstrip(" .;:।") + _AND[language] + " ".join(words[:size]).rstrip(" ,.;:") + "."


def _unrelated(sentence: str, foreign: list[str], language: Language, chance: random.Random) -> str | None:
    return _bare(chance.choice(foreign)) if foreign else None


KEEPING: dict[str, Operator] = {
    "verbatim": lambda sentence, context, language, chance: sentence,
    "shorter": _shorter,
    "respelt": _respelt,
    "synonym": _synonym,
    "joined": _joined,
    "led": _led,
}
BREAKING: dict[str, Operator] = {
    "number": _number,
    "number_elsewhere": _number_from_elsewhere,
    "name": _name,
    "negated": _negated,
    "modality": _mode,
    "widened": _widened,
    "steps": _steps,
    "added": _added,
    "unrelated": _unrelated,
}
