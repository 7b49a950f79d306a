"""Fusion, accents and the rule of relevance, on plain values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.search.accents import restore
from generator.search.fusion import LEXICAL, LEXICAL_UNACCENTED, fuse, weigh
from generator.search.relevance import Evidence, relevant

SCORES = st.dictionaries(st.text("abc", min_size=1, max_size=2), st.floats(0.0, 0.99))


@given(SCORES, SCORES, st.floats(0, 1), st.booleans())
def test_fused_scores_are_shares_and_every_candidate_stays(
    lexical: dict[str, float], dense: dict[str, float], coverage: float, bare: bool
) -> None:
    fused = fuse(lexical, dense, weigh(coverage, unaccented=bare))
    assert {item.id for item in fused} == lexical.keys() | dense.keys()
    assert [item.score for item in fused] == sorted((item.score for item in fused), reverse=True)
    assert all(0.0 <= item.score <= 1.0 + 1e-9 for item in fused)


def test_words_alone_order_when_there_is_no_vector() -> None:
    assert [item.id for item in fuse({"a": 1.0, "b": 3.0}, {}, weigh(0.0, unaccented=False))] == ["b", "a"]


def test_weight_follows_what_the_library_knows() -> None:
    assert weigh(0.0, unaccented=False).lexical == 0.0
    assert weigh(1.0, unaccented=False).lexical == LEXICAL
    assert weigh(1.0, unaccented=True).lexical == LEXICAL_UNACCENTED


def test_marks_come_back_in_pairs() -> None:
    texts = ["Đăng ký thường trú tại Công an cấp xã.", "Cán bộ thường trực"]
    assert restore("dang ky thuong tru xyz", texts) == "đăng ký thường trú xyz"


def test_relevance() -> None:
    assert relevant(Evidence(0.9, 1.0, 1.0, semantic=True, vietnamese=True))
    assert not relevant(Evidence(0.82, 0.5, 0.5, semantic=True, vietnamese=True))
    assert relevant(Evidence(0.80, 0.0, 0.0, semantic=True))
    assert not relevant(Evidence(0.0, 1.0, 0.2, semantic=False))
