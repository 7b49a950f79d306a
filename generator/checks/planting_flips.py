"""Turn what a sentence allows, asks or denies into its opposite, in sentences where that is safe to do.

A sentence is left alone when a second negation, a condition or a contrast ("không chỉ … mà còn", "unless") would make
the turned sentence unclear instead of false.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.domain.base import Language

# (what is found, what takes its place); the first capital letter is kept. Order: the more special first.
_FLIPS: dict[str, tuple[tuple[str, str], ...]] = {
    "vi": (
        (r"không được phép", "được phép"),
        (r"không được(?! tính| coi| xem| cấp)", "được"),
        (r"tuyệt đối không", "có thể"),
        (r"nghiêm cấm(?: việc)?", "cho phép"),
        (r"không bắt buộc", "bắt buộc"),
        (r"không phải(?= (?:nộp|trả|xuất trình|làm|kê khai|đăng ký|chứng thực|là))", "phải"),
        (r"không cần", "phải"),
        (r"không thay thế", "thay thế"),
        (r"(?<=^)không(?= [a-zà-ỹđ])", "có thể"),
        (r"(?<!không )(?<!bắt buộc )phải(?= [a-zà-ỹđ])(?! là| chăng)", "không phải"),
        (r"(?<!không )bắt buộc", "không bắt buộc"),
        (r"(?<!không )được phép", "không được phép"),
        (r"(?<!không )có trách nhiệm", "không có trách nhiệm"),
        (r"(?<!không )chịu trách nhiệm", "không chịu trách nhiệm"),
        (r"(?<!không )có quyền", "không có quyền"),
        (r"(?<!không )có giá trị", "không có giá trị"),
    ),
    "en": (
        (r"must not", "must"),
        (r"should not", "should"),
        (r"cannot|can not", "can"),
        (r"(?<=^)(?:do not|don't|never)", "feel free to"),
        (r"(?:is|are) not", "\\be"),
        (r"(?:does|do) not need to", "must"),
        (r"must(?! not)", "need not"),
        (r"should(?! not)", "should not"),
        (r"is responsible", "is not responsible"),
        (r"are responsible", "are not responsible"),
        (r"is required", "is not required"),
        (r"are required", "are not required"),
        (r"can(?! not)", "cannot"),
    ),
    "hi": (
        (r"नहीं करना चाहिए", "करना चाहिए"),
        (r"नहीं होना चाहिए", "होना चाहिए"),
        (r"न करें", "करें"),
        (r"न डालें", "डालें"),
        (r"न दें", "दें"),
        (r"नहीं है", "है"),
        (r"नहीं हैं", "हैं"),
        (r"करना चाहिए", "नहीं करना चाहिए"),
        (r"होना चाहिए", "नहीं होना चाहिए"),
        (r"ज़रूरी है", "ज़रूरी नहीं है"),
        (r"अनिवार्य है", "अनिवार्य नहीं है"),
        (r"(?<=\s)करें(?=[।.]|$)", "न करें"),
    ),
}
_UNCLEAR = {
    "vi": r"không chỉ|mà còn|nếu không|trừ khi|trừ trường hợp|không phải .{1,40} mà|chưa|hay không|có phải|phải chăng"
    r"|hoặc không|không những|cho dù|\bgì\b|thế nào|ra sao|\?",
    "en": r"not only|unless|whether|except|neither|nor|otherwise|rather than|if not|but also|\?",
    "hi": r"न केवल|सिवाय|अन्यथा|या नहीं|बल्कि|जब तक|\?",
}
_NEGATIONS = {
    "vi": r"\bkhông\b|\bnghiêm cấm\b|\bcấm\b",
    "en": r"\bnot\b|\bcannot\b|\bnever\b|n't\b|\bno\b|\bwithout\b",
    "hi": r"नहीं|(?<![\u0900-\u0963\u0966-\u097f])न(?![\u0900-\u0963\u0966-\u097f])|बिना",
}


def flips(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    """Edits (from, to, new words) that turn the sentence round; none when that would be unclear."""
    if re.search(_UNCLEAR[language], text, re.IGNORECASE):
        return
    if len(re.findall(_NEGATIONS[language], text, re.IGNORECASE)) > 1:
        return
    denies = re.search(_NEGATIONS[language], text, re.IGNORECASE) is not None
    for found, now in _FLIPS[language]:
        edge = r"(?![\w\u0900-\u0963\u0966-\u097f])"
        matches = list(re.finditer(rf"(?<![\w\u0900-\u0963\u0966-\u097f])(?:{found}){edge}", text, re.IGNORECASE))
        # a sentence that denies is turned by taking its denial away; adding a second one would muddle it
        if len(matches) != 1 or denies != _takes_away(matches[0].group(), language):
            continue
        match = matches[0]
        words = match.group().split()[0] if now == "\\be" else now
        yield match.start(), match.end(), words[0].upper() + words[1:] if match.group()[0].isupper() else words
        return


def _takes_away(words: str, language: Language) -> bool:
    return re.search(_NEGATIONS[language], words, re.IGNORECASE) is not None
