"""Names of persons in Vietnamese, Latin and Devanagari letters.

A name is two to six words: after a word that announces a person ("ông", "bệnh nhân", "Ms", "श्रीमती", "Họ tên:"),
or beginning with a family name, or alone between commas right beside another datum. Names of offices' heads, of
streets and of historical persons, and "Nguyễn Văn A", are no personal data here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.personal_data.columns import cells_under
from generator.checks.personal_data.datum import IDENTIFIERS, Spot
from generator.checks.personal_data.normal import Normal, comparable, spelling
from generator.checks.personal_data.phrases import Hit, Phrases, lexicon, phrases, wordset

_LATIN_GAP = re.compile(r" {1,2}|[-'.]|\. ")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_FAMOUS = frozenset(comparable(name) for name in lexicon()["famous"])
_MADE_UP = frozenset(comparable(name) for name in lexicon()["made_up"])
_FIRST_ONLY = frozenset(t.fold for name in lexicon()["surnames_vi"] for t in Normal(name).tokens[:1])
_SPELLED = frozenset(t.exact for name in lexicon()["surnames_vi"] for t in Normal(name).tokens[:1])
_MIDDLES = frozenset((spelling("thị"), spelling("văn")))
_CORE = wordset("core_surnames_vi")
_SURNAMES = {comparable(name): name for name in lexicon()["surnames_vi"]}
_INDIAN = wordset("indian_latin")
_HONORIFICS = Phrases({k: lexicon()[f"honorifics_{k}"] for k in ("vi", "en", "hi")})
_ADDRESSED = frozenset(("mr", "mrs", "ms", "miss", "mdm", "madam", "mx", "dr", "shri", "sri", "smt", "km"))
_HEADER = phrases("name_headers")
_STOP = re.compile(r"[.!?;।]\s|\n")
# Words alone between separators, then perhaps a short label ("CM", "SĐT:"), then the datum.
_NEIGHBOUR = re.compile(
    r"(?:^|[\n:;,|\t(]|\d[.)]|[-+*•])\s*\"?([^\n:;,|\t()\d\"]{4,40}?)\"?"
    r"\s*[,:;|\t(\-\n<\[]+\s*(?:(?:[^\W\d_.]|[\u0900-\u0963]){1,12}[ .:]{1,3}){0,3}$"
)


class Names:
    """The names of one text; `anchors` are the other data, which a bare name must stand beside."""

    def __init__(self, normal: Normal) -> None:
        self._n = normal
        self._t = normal.tokens
        self._cues = {hit.after: hit for hit in _HONORIFICS.everywhere(normal)}
        self._asked = {hit.after: hit for hit in phrases("asked").find(normal)}
        self._titles = {hit.first for hit in self._cues.values()}
        self._roles = {hit.after for hit in phrases("roles_before").find(normal)}
        self._before_places = {
            hit.after
            for hit in phrases("place_before").find(normal)
            if hit.after < len(self._t) and normal.clean[hit.end : self._t[hit.after].start] in (" ", ". ", ".")
        }
        self._after_places = {hit.first for hit in phrases("place_after").find(normal)}
        self._not_names = {hit.first: hit.after for hit in phrases("not_names").find(normal)}
        self._places = {hit.first: hit.after for hit in phrases("places").find(normal)}

        self._public: list[Spot] = []  # heads of offices: theirs is no private name, unless a number stands beside it
        self._own = self._everywhere()

    def find(self, anchors: Sequence[Spot]) -> list[Spot]:
        """All names, in reading order."""
        spots = list(self._own)
        for more in (self._beside(anchors), self._officials(anchors), self._single(anchors)):
            spots += [spot for spot in more if _free(spot, spots)]
        return sorted(spots, key=lambda spot: spot.start)

    def _everywhere(self) -> list[Spot]:
        """Names by their cue, their family name or their column."""
        spots: list[Spot] = []
        at = 0
        while at < len(self._t):
            end = self._name_from(at)
            if end is None:
                at += 1
                continue
            spot = Spot("person_name", self._t[at].start, self._t[end - 1].end)
            if self._counts(at, end):
                if self._by_role(at) or self._role_follows(end):
                    self._public.append(spot)
                else:
                    spots.append(spot)
            at = end
        return spots + [spot for spot in self._columns() if _free(spot, spots)]

    # -- where a name begins and ends --------------------------------------------------------------------------------

    def _name_from(self, first: int) -> int | None:
        """The token after the name that begins here, or None."""
        token = self._t[first]
        if token.figure:
            return None
        if _DEVANAGARI.match(token.fold):
            return self._hindi(first)
        cued = self._cued(first)
        if token.capital:
            if self._is_honorific(first):
                return None
            end = self._capitals(first)
            if end - first < 2:
                return None
            known = self._known_family(first, end)
            return end if (cued or known) and not self._is_place(first, end) else None
        return self._lower(first) if cued else None

    def _is_honorific(self, first: int) -> bool:
        """ "Ông Hồ …": a title before a name; after another title ("hộ ông Ông Văn Thoại") it is the family name."""
        return first in self._titles and not self._cued(first)

    def _cued(self, first: int) -> bool:
        hit = self._cues.get(first)
        if hit is None:
            return False
        between = self._n.folded[hit.end : self._t[first].start]
        if between == " " and hit.label == "en" and self._in_title(hit):
            return False
        return len(between) <= 6 and "\n" not in between and re.fullmatch(r"[\s:=.\-\"(,]*", between) is not None

    def _in_title(self, hit: Hit) -> bool:
        """Whether a common noun is part of a name in capitals: "Customer Service Award"; "Mr" and "Ms" never are."""
        token = self._t[hit.first]
        if not token.capital or token.fold in _ADDRESSED or hit.first == 0:
            return False
        return re.search(r"(?:[.!?:\n\"(]\s*|[-*•]\s)$", self._n.clean[: token.start]) is None

    def _capitals(self, first: int) -> int:
        """Words with capital letters in a row, at most six; "H'Lan" and "Sung-woo" are one word each."""
        end = first + 1
        while end < len(self._t) and end - first < 8:
            gap = self._n.clean[self._t[end - 1].end : self._t[end].start]
            word = self._t[end]
            joined = gap in ("-", "'") and (word.capital or word.end - word.start > 1)  # not the "s" of "Hoa's"
            if self._t[end].figure or not (gap in (" ", "  ", "' ") or joined) or not (self._t[end].capital or joined):
                break
            if self._t[first].shouted and not word.shouted and not joined:
                break  # "ĐẶNG THỊ NỤ Số CCCD"
            unclear = word.fold in _FIRST_ONLY or not (self._n.marked_near(word) or self._n.english)  # "Nam" or "Năm"
            if gap == " " and end in self._not_names and end - first >= 2 and not unclear:
                break
            end += 1
        return end

    def _known_family(self, first: int, end: int) -> bool:
        """Whether the first word is a family name that rarely is another word, or the last one an Indian one."""
        if self._t[end - 1].fold in _INDIAN or (self._t[first].fold in _INDIAN and end - first == 2):
            return True
        if end - first >= 3 and self._t[first + 1].exact in _MIDDLES and first not in self._before_places:
            return True  # "Mang Thị Nhung": the middle name tells, whatever the family
        fold = self._family(first)
        if fold in _CORE and end - first >= 3 and self._t[first + 1].fold in wordset("middles_vi"):
            return True  # before "ĐẢNG" is read into "DANG THI …"
        if fold is None or self._not_names.get(first, first) > first:
            return False
        if self._n.clean[self._t[first].end] == "'":
            return True  # "H'Wen", "K' Brừu"
        # outside the common families a name needs three words, and no longer than a name is
        return fold in _CORE or 3 <= end - first <= 5

    def _family(self, first: int) -> str | None:
        """The folded family name, when the word is spelled like one ("Tà" is not "Tạ")."""
        token = self._t[first]
        spelled = token.exact in _SPELLED or token.exact == token.fold
        return token.fold if spelled and token.fold in _FIRST_ONLY else None

    def _is_place(self, first: int, end: int) -> bool:
        return self._places.get(first, first) >= end

    def _lower(self, first: int) -> int | None:
        """ "nguyen van an" after "ông": family name, middle name, one or two given names."""
        if self._t[first].fold not in _CORE:
            return None
        end, stops = first + 1, wordset("lower_stops")
        while end < len(self._t) and end - first < 4:
            gap = self._n.clean[self._t[end - 1].end : self._t[end].start]
            word = self._t[end]
            if gap != " " or word.figure or (end - first >= 2 and word.fold in stops):
                break
            if end - first == 1 and word.fold not in wordset("middles_vi"):
                return None
            end += 1
        return end if end - first >= 3 else None

    def _hindi(self, first: int) -> int | None:
        """Up to four words until a postposition: after a cue, or from a given name, or up to a family name."""
        stops, families, given = wordset("stop_hi"), wordset("surnames_hi"), wordset("given_hi")
        fold = self._t[first].fold
        if fold in stops:
            return None
        end = first + 1
        while end < len(self._t) and end - first < 4:
            gap = self._n.clean[self._t[end - 1].end : self._t[end].start]
            if gap not in (" ", ". ", ".") or self._t[end].fold in stops or self._t[end].figure:
                break
            end += 1
        words = [token.fold for token in self._t[first:end]]
        if self._cued(first):
            return end if end - first >= 2 or words[0] in given else None
        family = next((k for k, word in enumerate(words) if k and word in families), None)
        if family is not None and (words[0] in given or family <= 2):
            while family + 1 < len(words) and words[family + 1] in families:
                family += 1
            return first + family + 1
        return end if words[0] in given and end - first == 2 else None

    # -- whether it counts -------------------------------------------------------------------------------------------

    def _counts(self, first: int, end: int) -> bool:
        name = " ".join(token.fold for token in self._t[first:end])
        if name in _MADE_UP or (name in _FAMOUS and not self._cued(first)):
            return False
        last = self._t[end - 1]
        if last.end - last.start == 1 and not _DEVANAGARI.match(last.fold):
            return False  # "Nguyễn Văn A"
        if first in self._before_places and not self._cued(first):
            return False
        return end not in self._after_places

    def _by_role(self, first: int) -> bool:
        """A public role right before the name, perhaps with its office: "Chủ tịch UBND xã Nguyễn …"."""
        links = wordset("role_words")
        at, steps = first, 0
        while at > 0 and steps < 9:
            if at in self._roles:
                return True
            token = self._t[at - 1]
            gap = self._n.clean[token.end : self._t[at].start]
            short = token.end - token.start <= 2  # "KT." and "TP." go on, a full stop does not
            if (not re.fullmatch(r"[ ,&'\-]{1,2}|: ", gap) and not (short and gap == ". ")) or token.figure:
                return False
            if token.fold not in links and not token.capital:
                return False
            at, steps = at - 1, steps + 1
        return at in self._roles

    def _role_follows(self, end: int) -> bool:
        """ ", Chủ tịch UBND xã" or ", head of the Culture Office" or "(Giám đốc)" after the name."""
        if end >= len(self._t):
            return False
        gap = self._n.clean[self._t[end - 1].end : self._t[end].start]
        return re.fullmatch(r"\s*[,(\-]\s*(?:[Tt]he )?", gap) is not None and any(
            phrases("roles_after").at(self._n, place) is not None
            for place in (end, end + 1)
            if place < len(self._t) and (place == end or self._t[end].fold in ("the", "hien", "la"))
        )

    # -- by position -------------------------------------------------------------------------------------------------

    def _columns(self) -> Iterator[Spot]:
        """Cells under a heading that says "Họ tên", "Name", "नाम"."""
        for start, end in cells_under(self._n, _HEADER):
            yield from self._trimmed(start, end)

    def _trimmed(self, start: int, end: int) -> Iterator[Spot]:
        words = self._n.clean[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
        inside = [token for token in self._t if start <= token.start and token.end <= end]
        if 2 <= len(inside) <= 7 and not any(token.figure for token in inside):
            yield Spot("person_name", start, end)

    def _beside(self, anchors: Sequence[Spot]) -> Iterator[Spot]:
        """Two to five words alone between separators, with a datum as their neighbour: "- Rơ Chăm Bơih, 02/11/1956"."""
        for anchor in anchors:
            before = _NEIGHBOUR.search(self._n.clean[max(0, anchor.start - 70) : anchor.start])
            if before is None:
                continue
            offset = max(0, anchor.start - 70)
            start, end = offset + before.start(1), offset + before.end(1)
            inside = [k for k, token in enumerate(self._t) if start <= token.start and token.end <= end]
            while inside and not self._t[inside[0]].capital and not _DEVANAGARI.match(self._t[inside[0]].fold):
                inside = inside[1:]  # "co-deductee Sheela …", "Hộ ông …"
            if 2 <= len(inside) <= 5 and self._fit(inside):
                yield Spot("person_name", self._t[inside[0]].start, self._t[inside[-1]].end)

    def _officials(self, anchors: Sequence[Spot]) -> Iterator[Spot]:
        """Names with a public role and yet a personal number right after: "Trưởng thôn …, 0905 …"."""
        for spot in self._public:
            if any(
                0 <= anchor.start - spot.end <= 40 and not _STOP.search(self._n.clean, spot.end, anchor.start)
                for anchor in anchors
                if anchor.kind in IDENTIFIERS
            ):
                yield spot

    def _single(self, anchors: Sequence[Spot]) -> Iterator[Spot]:
        """A given name alone after a title ("số anh Tín", "tell Kevin at"), when a datum stands in its sentence."""
        for first, token in enumerate(self._t):
            cue = self._cues.get(first) or self._asked.get(first)
            if cue is None or not token.capital or token.shouted or token.figure or _DEVANAGARI.match(token.fold):
                continue
            if (
                self._not_names.get(first, first) > first
                or first in self._titles
                or self._places.get(first) is not None
            ):
                continue
            if self._n.clean[cue.end : token.start] not in (" ", ". ") or cue.label == "public":
                continue
            if any(
                abs(anchor.start - token.start) <= 70
                and not _STOP.search(self._n.clean, *sorted((anchor.start, token.end)))
                for anchor in anchors
            ):
                end = min(self._capitals(first), first + 3)
                if not any(place in self._not_names or place in self._after_places for place in range(first, end)):
                    yield Spot("person_name", token.start, self._t[end - 1].end)

    def _fit(self, inside: list[int]) -> bool:
        """All words with capitals (or all Devanagari and no common word), no place, no office, no heading."""
        first, end = inside[0], inside[-1] + 1
        words = self._t[first:end]
        if any(place in self._not_names or place in self._after_places for place in inside) or self._is_place(
            first, end
        ):
            return False
        if first in self._before_places or any(k + 1 in self._before_places for k in inside):
            return False
        if all(_DEVANAGARI.match(token.fold) for token in words):
            stops, known = wordset("stop_hi"), wordset("surnames_hi") | wordset("given_hi")
            folds = [token.fold for token in words]
            return (
                len(words) <= 3
                and (any(f in known for f in folds) or self._cued(first))
                and not stops.intersection(folds)
            )
        latin = all(token.capital or self._n.clean[token.start - 1] in "'-" for token in words)
        return latin and not self._n.clean[words[0].start : words[-1].end].isupper() and self._counts(first, end)


def _free(spot: Spot, others: list[Spot]) -> bool:
    return all(spot.end <= other.start or other.end <= spot.start for other in others)
