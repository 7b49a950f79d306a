"""Items about terms: which term is meant, what a term means, which meaning belongs to which term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.domain.ledger import Claim
from generator.domain.lesson import Bloom, Section
from generator.domain.quiz import Matching, Pair, Short
from generator.domain.text import words
from generator.messages import say
from generator.writing.extractive import facts
from generator.writing.extractive.questions import as_term
from generator.writing.extractive.quiz.draft import Draft, Wrong, same_words, shown
from generator.writing.extractive.quiz.material import Material, alone

_MOST = 26  # words of a definition that can still be read as an option
_TERM = {
    "vi": re.compile(
        r"\d|^(?:ngày|năm|tháng|việc|thủ tục|quy trình|điều|người|mỗi|các|tất cả|cả|từ|phần|bài|mục tiêu|câu|"
        r"khi|theo|một|hai"
        r"|ba|bốn|năm|sáu|bảy|tám|thời gian|thời hạn|ảnh|mục)\b|\b(?:nên|phải|cần|không|được|coi|hãy|có thể|"
        r"chỉ)\b", re.I),
    "en": re.compile(
        r"\d|^(?:what|which|when|one|each|every|all|there|here|most|some|if|yet|their|our|your|use|its|his|\w+ing)\b|\b(?:itself|there|it)$",
        re.I),
    "hi": re.compile(r"^(?:सभी|हर|कुछ)"),
}  # fmt: skip
# A definition names the kind of thing first, and what sets the thing apart after it.
_GENUS = {
    "vi": re.compile(
        r"^(?:hành vi|việc|hoạt động|tập hợp|thông tin|dữ liệu|phần mềm|hệ thống|ứng dụng|kỹ thuật|"
        r"phương pháp|quá trình|quy trình"
        r"|lực lượng|người|cơ quan|tổ chức|văn bản|giấy|thẻ|mã|tài khoản|công cụ|khả năng|mức|năng lực|bản|"
        r"loại|tài liệu|nơi|nền tảng"
        r"|mô hình|cách|kho|bộ|chữ ký|chuỗi|thay|làm|danh mục|cơ sở|không gian|tiêu chuẩn|tập|dịch vụ|"
        r"thiết bị|chương trình|hình thức"
        r"|phương tiện|bước|đơn vị|tổng thể|khung|chức danh|cá nhân|một (?:loại|hệ thống|tập|công cụ|"
        r"quá trình|hình thức|phương pháp))\b"
    ),
    "en": re.compile(
        r"^(?:an? (?!\w+ (?:kind|sort|part|way)\b)(?:[\w-]+ ){1,4}|(?:software|writing|data|information|text) )"
        r"(?:that|which|who|whose|used|where|converted|designed|made|for|between|from|of)\b"
    ),
    "hi": re.compile(r"^(?:ऐसा|ऐसी|वह|वे)"),
}  # fmt: skip
_PRAISES = re.compile(
    r"\b(?:quan trọng|cần thiết|bắt buộc|nên|tốt nhất|chìa khóa|nền tảng của|important|good|best|easy|major|"
    r"great|perfectly|clear(?:est)?"
    r"|helpful|useful|kind of|essential|key|common|powerful|simple|crucial|part of|source of|way to|form of)\b"
)


def term_drafts(material: Material) -> Iterator[Draft]:
    """Both ways, and matched; distractors are the guides' other terms and meanings."""
    language = material.language
    found: dict[str, tuple[Section, facts.Definition, str]] = {}
    for section in material.usable():
        for one in facts.definitions(section, language):
            bare = as_term(one.term.strip('“”" '), language)
            fit = (
                _GENUS[language].match(one.body) is not None
                and _PRAISES.search(one.body) is None
                and 4 <= len(words(one.body)) <= _MOST
                and not _TERM[language].search(bare)
                and alone(one.claim.text, language)
            )
            if fit and ":" not in one.body and bare.lower() not in one.body.lower():
                found.setdefault(bare.lower(), (section, one, bare))
    terms_of: dict[str, set[str]] = {}
    for section in material.sections:
        for one in facts.definitions(section, language):
            terms_of.setdefault(same_words(one.body)[:24], set()).add(same_words(one.term))
    # the same meaning under two terms would give an item two keys
    every = [entry for entry in found.values() if len(terms_of[same_words(entry[1].body)[:24]]) == 1]
    for section, one, bare in every:
        body = one.body.rstrip(" .।;")
        others = [(s, o, b) for s, o, b in every if b.lower() != bare.lower() and not _related(b, bare)]
        others.sort(key=lambda other: other[0].guide_id != section.guide_id)
        near = sorted(others, key=lambda o: (o[0].guide_id != section.guide_id, abs(len(o[1].body) - len(body))))
        meanings = [Wrong(shown(o.body), o.claim, "term") for _, o, _ in near]
        names = [Wrong(_cap(b), o.claim, "term") for _, o, b in others]
        asked = say(
            "quiz.stem.which_term", language, body=body[:1].lower() + body[1:] if not body[:2].isupper() else body
        )
        yield Draft(asked, (_cap(bare),), (one.claim,), "understand", section, language, "one_best", names)
        what = say("quiz.stem.what_is", language, term=bare)
        yield Draft(what, (shown(body),), (one.claim,), "understand", section, language, "one_best", meanings)
        short = Draft(asked, (bare,), (one.claim,), "remember", section, language, "short")
        short.made = Short(
            id="q", stem=asked, rationale=one.claim, bloom="remember", difficulty="hard", fact=short.fact,
            answers=(_cap(bare),),
        )  # fmt: skip
        if len(words(bare)) <= 5:
            yield short
    for start in range(0, len(every) - 2, 4):
        group = every[start : start + 4]
        if len(group) >= 3:
            pairs = tuple(Pair(left=_cap(b), right=shown(o.body), words=o.claim) for _, o, b in group)
            yield matching(pairs, say("quiz.stem.match_terms", language), material, group[0][0], "understand")


def table_drafts(material: Material) -> Iterator[Draft]:
    """Two columns of a table whose rows are short and all different."""
    for section in material.usable():
        for block in section.blocks:
            if block.kind != "table" or len(block.header) < 2 or len(block.rows) < 3:
                continue
            for column in range(1, len(block.header)):
                rows = [
                    row for row in block.rows if len(row) > column and _cell(row[0].text) and _cell(row[column].text)
                ]
                lefts, rights = {same_words(r[0].text) for r in rows}, {same_words(r[column].text) for r in rows}
                if len(rows) < 3 or len(lefts) < len(rows) or len(rights) < len(rows):
                    continue
                pairs = tuple(
                    Pair(left=shown(r[0].text), right=shown(r[column].text), words=r[column]) for r in rows[:5]
                )
                stem = say(
                    "quiz.stem.match_table", material.language, title=section.title.strip(" .:"),
                    left=block.header[0].text.strip(), right=block.header[column].text.strip(),
                )  # fmt: skip
                yield matching(pairs, stem, material, section, "analyse")
                yield from _cell_drafts(rows, column, block.header, section, material)
                break


def _cell_drafts(
    rows: Sequence[tuple[Claim, ...]], column: int, header: tuple[Claim, ...], section: Section, material: Material
) -> Iterator[Draft]:
    """One cell asked for by its row and column; options are the other cells of the column."""
    for row in rows:
        key = shown(row[column].text)
        pool = [Wrong(shown(r[column].text), r[column], "row") for r in rows if r is not row]
        pool.sort(key=lambda wrong: (_shape(wrong.text) != _shape(key), abs(len(wrong.text) - len(key))))
        stem = say(
            "quiz.stem.cell", material.language, title=section.title.strip(" .:"), left=row[0].text.strip(" .:"),
            column=header[column].text.strip(" .:"),
        )  # fmt: skip
        claims = (row[column],)
        yield Draft(stem, (key,), claims, "remember", section, material.language, "one_best", pool, last=True)


def _shape(text: str) -> str:
    """What kind of entry a cell is: figures by their unit, codes, words."""
    if re.match(r"^[\d\s.,/–-]+", text) and len(text.split()) <= 6:
        return "figure " + re.sub(r"[\d\s.,/–-]+", "", text)
    return "code" if re.match(r"^[A-Z0-9]+\b", text) else "words"


def matching(pairs: tuple[Pair, ...], stem: str, material: Material, section: Section, bloom: Bloom) -> Draft:
    """A matching item as a draft."""
    claims = tuple(pair.words for pair in pairs)
    draft = Draft(stem, (), claims, bloom, section, material.language, "matching")
    draft.made = Matching(
        id="q", stem=stem, rationale=claims[0], bloom=bloom, difficulty="medium", fact=draft.fact, pairs=pairs
    )
    return draft


def _cell(text: str) -> bool:
    return 1 <= len(text.split()) <= 14 and not re.fullmatch(r"[\W\d]*", text) and text[-1:] != "?"


def _related(one: str, other: str) -> bool:
    """Whether one term holds the other: such terms mean nearly the same."""
    a, b = set(words(one)), set(words(other))
    return a <= b or b <= a


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
