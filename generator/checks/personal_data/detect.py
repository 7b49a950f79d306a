"""Find the personal data of a text: numbers first, then names, then what only counts when somebody is named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.personal_data.birth import birth_dates
from generator.checks.personal_data.contacts import Owners, emails, from_abroad, secrets, spoken
from generator.checks.personal_data.datum import PERSONAL, Datum, Spot, without_overlaps
from generator.checks.personal_data.health import health_conditions
from generator.checks.personal_data.identifiers import identifiers
from generator.checks.personal_data.labels import Labels
from generator.checks.personal_data.names import Names
from generator.checks.personal_data.normal import Normal
from generator.checks.personal_data.phrases import phrases
from generator.checks.personal_data.places import addresses


def find_personal_data(text: str, normal: Normal | None = None) -> list[Datum]:
    """Every personal datum of the text in reading order, and contacts of offices (kind `office_contact`, harmless).

    Offsets are code points of the text as given, in whatever normal form it is. Names, dates of birth, addresses and
    health count only together with another datum. `normal` is the text made matchable, when the caller has it.
    """
    normal = normal or Normal(text)
    data = []
    for spot in _spots(normal):
        start, end = normal.place(spot.start, spot.end)
        data.append(Datum(spot.kind, start, end, text[start:end]))
    return data


def _spots(normal: Normal) -> list[Spot]:
    labels = Labels(normal)
    numbers = without_overlaps(
        [*emails(normal), *identifiers(normal, labels), *from_abroad(normal, labels), *spoken(normal, labels),
         *secrets(normal)]
    )  # fmt: skip
    finder = Names(normal)
    named = _apart(finder.find(numbers), numbers)
    owners = Owners(normal, named)
    numbers = [
        spot._replace(kind="office_contact")
        if spot.kind == "phone" and owners.office(spot.start, spot.end, mobile=not _landline(normal, spot))
        else spot
        for spot in numbers
    ]
    numbers = [
        spot._replace(kind="office_contact")
        if spot.kind == "bank_account" and not named and owners.office(spot.start, spot.end, mobile=False)
        else spot
        for spot in numbers
    ]
    if not named and all(spot.kind in ("location", "office_contact") for spot in numbers):
        numbers = [spot for spot in numbers if spot.kind != "location"]  # a point on a map is nobody's
    own = [spot for spot in numbers if spot.kind in PERSONAL]
    born = _apart(list(birth_dates(normal, named, own)), numbers)
    homes = _apart(list(addresses(normal, [*named, *own], [*numbers, *born])), [*numbers, *born])
    named = _apart(_more(finder, named, [*own, *born]), [*homes, *numbers])
    ill = _apart(list(health_conditions(normal, [*named, *own])), [*numbers, *homes])
    other = list(_attributes(normal, [*named, *own]))
    sure = own or homes or ill or born
    if not sure:
        return [spot for spot in numbers if spot.kind not in PERSONAL]
    if not (own or named):
        homes, born, ill = [], [], []
    return without_overlaps([*numbers, *homes, *named, *born, *ill, *other])


def _landline(normal: Normal, spot: Spot) -> bool:
    digits = re.sub(r"\D", "", normal.flat[spot.start : spot.end])
    return re.match(r"(?:0|84|0084)2", digits) is not None


def _more(finder: Names, named: list[Spot], anchors: list[Spot]) -> list[Spot]:
    """Names again, now that dates of birth are known to stand beside them."""
    again = finder.find(anchors)
    return named + [spot for spot in again if all(spot.end <= n.start or n.end <= spot.start for n in named)]


def _apart(spots: list[Spot], taken: Sequence[Spot]) -> list[Spot]:
    return [spot for spot in spots if all(spot.end <= t.start or t.end <= spot.start for t in taken)]


def _attributes(normal: Normal, persons: Sequence[Spot]) -> Iterator[Spot]:
    """Ethnicity, religion and criminal record as a form gives them: "dân tộc: Ê Đê", "tôn giáo: không"."""
    for hit in phrases("sensitive").find(normal):
        value = re.match(r"\s*[:=]\s*([^\n,;.]{2,30})", normal.clean[hit.end :])
        if value is None or not any(abs(spot.start - hit.start) < 200 for spot in persons):
            continue
        yield Spot(hit.label, hit.end + value.start(1), hit.end + value.start(1) + len(value[1].rstrip()))
