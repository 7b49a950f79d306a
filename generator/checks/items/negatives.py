"""Rules about negation in the stem: not twice, and never so that it is overlooked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.items.lexicon import whole
from generator.checks.items.question import Flaw, Question

_NOT = {
    "vi": whole(r"không|chưa|chẳng|chả|đừng|chớ"),
    "en": whole(r"not|never|cannot|\w+n['’]t|no"),
    "hi": whole(r"नहीं|न|मत|ना"),
}
# What turns the sense once more.
_AGAIN = {
    "vi": whole(
        r"không|chưa|chẳng|đừng|ngoài(?! ra)|trừ|ngoại trừ|thiếu|phi|cấm|bị cấm|nghiêm cấm|từ chối"
        r"|loại trừ|vi phạm|sai|trái(?: với)?|bỏ qua|khỏi"
    ),
    "en": whole(
        r"not|never|cannot|\w+n['’]t|no|except|without|unless|fails?|lacks?|avoid(?:ed|s)?|exclud(?:e|ed"
        r"|es|ing)|forbidden|prohibited"
        r"|banned|outside|neither|nor|hardly|un(?:necessary|common|usual|acceptable|true|safe|lawful"
        r"|likely|required|important|suitable|authorised|authorized)"
        r"|im(?:possible|proper|permissible)|in(?:correct|valid|appropriate|accurate|complete|eligible)"
        r"|dis(?:allowed|honest)|ir(?:relevant|regular)|il(?:legal)|false|wrong"
    ),
    "hi": whole(r"नहीं|न|मत|बिना|के अलावा|छोड़कर|अनुचित|असंभव|अनावश्यक|वर्जित|निषिद्ध|गलत|ग़लत|अवैध"),
}
_BOUNDARY = {
    "vi": re.compile(r"[,;:.?!]|\b(?:thì|nếu|khi|mà|để|vì|nhưng|và|hoặc|sau khi|trước khi)\b"),
    "en": re.compile(r"[,;:.?!]|\b(?:if|when|because|but|and|or|while|after|before|so)\b"),
    "hi": re.compile(r"[,;:।?!]|(?:यदि|अगर|जब|तो|क्योंकि|लेकिन|और|या)(?![\u0900-\u097f])"),
}
_NEAR = 9  # words between two negations of one thought
# "không hợp lệ" describes a thing; it does not turn the question.
_DESCRIBES = re.compile(
    r"không\s+(?:hợp lệ|hợp pháp|đầy đủ|đủ|đạt|thường xuyên|chuyên trách|tập trung|gian|khí|ngừng|quá"
    r"|vượt quá|ít hơn|chỉ|những"
    r"|còn hiệu lực|dấu|mật|khẩn|phát sinh|thuộc loại|có mặt|kịp|may|rõ|dùng đến)"
)
_TURNING_VI = re.compile(
    r"(?:\bnào(?: (?:sau|dưới) đây| ở trên)?|\bgì|\bai|\bđâu)\s+(?:(?:[^\s,;:?]+)\s+){0,5}?(?P<neg>không|chưa|chẳng)\b"
)
_ASKS_BACK_VI = re.compile(
    r"(?P<neg>không|chưa|chẳng)\s+(?:(?:được|phải|cần|nên|có|thuộc|nằm|là|yêu cầu|bao gồm|áp dụng|dùng|ghi|tính)\s+)?"
    r"(?P<gap>(?:[^\s,;:?]+\s+){0,6}?)(?:nào|gì|ai|đâu)\b"
)
_AFTER_NOT = (
    r"(?:được|phải|cần|nên|thuộc|có|đúng|thể|chính xác|phù hợp|nằm|là|bắt buộc|áp dụng|cho phép"
    r"|đúng với|liên quan|hợp|bị|yêu cầu|tuân thủ|bảo đảm|đáp ứng)"
)
_EXCEPT = {
    "vi": re.compile(
        r"(?P<neg>ngoại trừ|trừ)(?:\s+(?:một|việc|điều|trường hợp|ý|nội dung"
        r"|phương án))?(?:\s+nào)?\s*[:?…._]*\s*$|(?P<neg2>ngoại trừ|trừ)\s+(?:\w+\s+){0,2}(?:nào|gì)\b"
    ),
    "en": re.compile(
        r"(?P<neg>except(?: for)?|apart from|other than)(?:\s+(?:one|which|that|the following|for))*\s*[:?…._]*\s*$"
    ),
    "hi": re.compile(r"(?P<neg>के अलावा|को छोड़कर|छोड़कर)[^?।]*(?:कौन|क्या|सभी)"),
}
_WRONG = {
    "vi": re.compile(r"(?:nào|gì)(?: (?:sau|dưới) đây)?(?: là| bị coi là| được coi là)? (?P<neg>sai|trái quy định)\b"),
    "en": re.compile(r"\b(?:which|what)\b[^,;?]{0,60}\b(?:is|are) (?P<neg>false|incorrect|wrong|untrue)\b"),
    "hi": re.compile(r"कौन[^?।]{0,40}(?P<neg>गलत|ग़लत|असत्य) है"),
}
_TURNING_EN = re.compile(
    r"\b(?:which|what|who|whom|where)\b(?P<gap>[^,;:?]{0,70}?)\b(?P<neg>not|never|cannot|\w+n['’]t)\b"
)
_TURNING_HI = re.compile(r"(?:कौन|क्या|किस|कहाँ)[^,;।?]{0,60}(?P<neg>नहीं)")


def double(question: Question) -> Iterator[Flaw]:
    """Two negations in one thought, emphasised or not."""
    text, language = question.low, question.language
    for first in _NOT[language].finditer(text):
        for second in _AGAIN[language].finditer(text, first.end()):
            between = text[first.end() : second.start()]
            if len(between.split()) > _NEAR or _BOUNDARY[language].search(between):
                break
            if first.group() == "no" or (re.match(r"\s*(?:phải là )?$", between) and second.group() == "phi"):
                continue
            yield Flaw("stem", text[first.start() : second.end()])
            return
    for first in _EXCEPT[language].finditer(text):
        clause = re.split(r"[.;:?!]", text[: first.start()])[-1]
        if _NOT[language].search(clause):
            yield Flaw("stem", first.group().strip())
            return


def unmarked(question: Question) -> Iterator[Flaw]:
    """The question turns on "not" or "except", and nothing makes the word stand out."""
    text = question.asked
    for found in _turning(question, text.lower()):
        name = "neg" if found["neg"] is not None else "neg2"
        start, end = found.span(name)
        if not _emphasised(text, start, end):
            yield Flaw("stem", text[start:end])
            return


def _turning(question: Question, low: str) -> Iterator[re.Match[str]]:
    """Negations on which the question turns."""
    language = question.language
    yield from _EXCEPT[language].finditer(low)
    yield from _WRONG[language].finditer(low)
    if language == "vi":
        clauses = [(m.start(), m.group()) for m in re.finditer(r"[^,;:.?!]+", low)]
        for start, clause in clauses:
            for found in _TURNING_VI.finditer(low, start, start + len(clause)):
                inside = found.group()
                if re.search(r"\b(?:khi|nếu|mà|thì|vì|để)\b", inside) or _DESCRIBES.match(low, found.start("neg")):
                    continue
                after = low[found.end("neg") :].strip()
                if re.match(_AFTER_NOT, after) or re.search(r"(?:nào|đây|trên|gì|ai|là|đâu)\s+\w+$", inside):
                    yield found
            for found in _ASKS_BACK_VI.finditer(low, start, start + len(clause)):
                if re.search(r"\b(?:phải|được|sẽ|nên|cần|do|thì|khi|nếu|mà|để|vì|như|thế|bao)\b", found["gap"]):
                    continue
                if re.search(r"(?:thế|khi|bao|lúc|vì|tại|ra)\s*(?:nào|sao)?$", found.group().rsplit(" ", 1)[0]):
                    continue
                yield found
    elif language == "en":
        for found in _TURNING_EN.finditer(low):
            if not re.search(r"\b(?:if|when|because|that|who|whose|which)\b", found["gap"]):
                yield found
    else:
        yield from _TURNING_HI.finditer(low)


def _emphasised(text: str, start: int, end: int) -> bool:
    """Capitals, or marks of emphasis or quotation around the word."""
    word = text[start:end]
    if word.upper() == word and word.lower() != word:
        return True
    return text[max(0, start - 1) : start] in ("*", "_", "“", '"', ">", "'") and text[end : end + 1] != ""
