"""One piece of personal data in a text."""

from __future__ import annotations

from typing import NamedTuple

IDENTIFIERS = (
    "citizen_id", "old_id", "passport", "driving_licence", "social_insurance", "health_insurance", "tax_code",
    "phone", "email", "licence_plate", "bank_account", "card", "aadhaar", "pan_in", "gstin", "ifsc", "voter_id",
    "iban", "ip_address", "credential", "location",
)  # fmt: skip
PERSONAL = (*IDENTIFIERS, "person_name", "birth_date", "address", "health_condition", "ethnicity", "religion", "crime")
# Sensitive data (NĐ 356/2025/NĐ-CP, Điều 4); the rest is basic (Điều 3).
SENSITIVE = frozenset({"health_condition", "ethnicity", "religion", "crime", "credential", "bank_account", "card",
                       "location"})  # fmt: skip
PUBLIC = ("office_contact",)


class Datum(NamedTuple):
    """A datum: its kind, its code points in the text as given, and its words there."""

    kind: str
    start: int
    end: int
    text: str


class Spot(NamedTuple):
    """A candidate in the matchable text; of two that overlap the higher `rank`, then the longer, stays."""

    kind: str
    start: int
    end: int
    rank: int = 1


def without_overlaps(spots: list[Spot]) -> list[Spot]:
    """The best candidates in reading order."""
    kept: list[Spot] = []
    for spot in sorted(spots, key=lambda s: (-s.rank, s.start - s.end, s.start)):
        if all(spot.end <= other.start or other.end <= spot.start for other in kept):
            kept.append(spot)
    return sorted(kept, key=lambda s: s.start)
