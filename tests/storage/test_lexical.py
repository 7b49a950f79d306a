"""The lexical index's contract, on SQLite and PostgreSQL."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.domain.address import Address, Part
from generator.domain.guide import Guide
from generator.domain.passage import Passage
from generator.domain.text import fold_accents
from generator.storage.lexical.port import choose
from generator.storage.lexical.tokens import query_tokens, tokens, unaccented
from generator.storage.store import Store

TEXTS = {
    "tam-tru": "Công dân đăng ký tạm trú tại Công an cấp xã nơi tạm trú.",
    "thuong-tru": "Công dân đăng ký thường trú khi có chỗ ở hợp pháp.",
    "the-thuc": "Thể thức văn bản hành chính gồm Quốc hiệu và Tiêu ngữ, số và ký hiệu.",
    "duong": "Con đường dẫn tới trụ sở Ủy ban nhân dân phường.",
    "mat-khau": "Không gửi mật khẩu, mã OTP cho người lạ; không bấm đường dẫn lạ.",
    "english": "Plain language is writing that your readers understand the first time they read it.",
    "hindi": "मज़बूत पासवर्ड रखें और किसी को ओटीपी न बताएँ।",
}
TITLES = {"the-thuc": "Kỹ thuật trình bày", "duong": "Chỉ dẫn giao thông"}


def fill(store: Store, guide_id: str, texts: dict[str, str]) -> None:
    guide = Guide(
        id=guide_id,
        title="Sổ tay",
        language="vi",
        file_name=f"{guide_id}.md",
        media_type="text/markdown",
        sha256=guide_id.encode().hex().ljust(64, "0"),
    )
    content = []
    for seq, (identity, text) in enumerate(texts.items()):
        place = Address(parts=(Part(kind="heading", label=str(seq), title=TITLES.get(identity, "")),))
        content.append(
            Passage(
                id=identity, guide_id=guide_id, seq=seq, text=text, language="vi", address=place, start=0, end=len(text)
            )
        )
    store.add(guide, content)


@pytest.fixture
def filled(store: Store) -> Store:
    fill(store, "g-1", TEXTS)
    return store


def first(store: Store, query: str) -> str:
    found = store.lexical().search(query, 5)
    return found[0][0] if found else ""


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("đăng ký tạm trú ở đâu", "tam-tru"),
        ("Đăng ký THƯỜNG TRÚ", "thuong-tru"),
        ("dang ky tam tru", "tam-tru"),
        ("duong den tru so uy ban", "duong"),
        ("mã otp và mật khẩu", "mat-khau"),
        ("understand plain writing", "english"),
        ("पासवर्ड कैसा हो", "hindi"),
        ("kỹ thuật trình bày", "the-thuc"),
        ("chi dan giao thong", "duong"),
    ],
)
def test_finds(filled: Store, query: str, expected: str) -> None:
    assert first(filled, query) == expected


def test_order_and_scores(filled: Store) -> None:
    found = filled.lexical().search("công dân đăng ký tạm trú", 5)
    assert [identity for identity, _ in found[:2]] == ["tam-tru", "thuong-tru"]
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) >= 0
    assert len(filled.lexical().search("công dân đăng ký tạm trú", 1)) == 1


def test_accents_tell_words_apart(filled: Store) -> None:
    """ "đường" is not "dưỡng": the exact column decides, unless the query was typed without marks."""
    fill(filled, "g-2", {"duong-sinh": "Bài tập dưỡng sinh cho người cao tuổi."})
    assert first(filled, "dưỡng sinh") == "duong-sinh"
    assert {i for i, _ in filled.lexical().search("duong", 9)} == {"duong", "duong-sinh", "mat-khau"}
    assert {i for i, _ in filled.lexical().search("đường", 9)} == {"duong", "mat-khau"}
    assert {i for i, _ in filled.lexical().search("dưỡng", 9, folded=True)} == {"duong", "duong-sinh", "mat-khau"}


def test_decomposed_text_is_the_same_text(filled: Store) -> None:
    assert first(filled, "đăng ký tạm trú") == "tam-tru"


def test_guide_filter(filled: Store) -> None:
    fill(filled, "g-2", {"khac": "Đăng ký tạm trú trên Cổng dịch vụ công."})
    fill(filled, "g-3", {"nua": "Đăng ký tạm trú qua VNeID."})
    index = filled.lexical()
    assert [i for i, _ in index.search("đăng ký tạm trú", 9, guide_ids=["g-2"])] == ["khac"]
    assert {i for i, _ in index.search("đăng ký tạm trú", 9, guide_ids=["g-2", "g-3"])} == {"khac", "nua"}
    assert index.search("đăng ký tạm trú", 9, guide_ids=["g-none"]) == []


@pytest.mark.parametrize(
    "query",
    ["", "   ", "?!…", '"', "'", "AND", "NOT OR", "body:", "a*", "(", "^x", "tạm trú\\", "{body} : x", "x' | 'y", "_",
     "\0", "& | ! <-> :*", "🙂", "đăng ký " * 5_000, "x" * 10_000],
)  # fmt: skip
def test_odd_queries_are_safe(filled: Store, query: str) -> None:
    filled.lexical().search(query, 5)
    assert 0 <= filled.lexical().coverage(query) <= 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(st.characters(exclude_categories=("Cs",)), max_size=60))
def test_any_query_is_safe(filled: Store, query: str) -> None:
    filled.lexical().search(query, 5)
    filled.lexical().search(query, 5, guide_ids=["g-1"], folded=True)


def test_coverage(filled: Store) -> None:
    index = filled.lexical()
    assert index.coverage("đăng ký tạm trú") == 1
    assert index.coverage("xyz qwerty") == 0
    assert 0 < index.coverage("đăng ký qwerty") < 1
    assert index.coverage("dang ky tam tru", folded=False) < index.coverage("dang ky tam tru", folded=True) == 1


def test_tokens() -> None:
    assert tokens("Đăng ký, tạm") == ["đăng", "ký", "tạm", "đăng_ký", "ký_tạm"]
    assert tokens("Đăng ký", fold=True) == ["dang", "ky", "dang_ky"]
    assert tokens("हिन्दी") == ["हिन्दी"]
    assert query_tokens("a b a b", fold=False) == ["a", "b", "a_b", "b_a"]


@pytest.mark.parametrize(
    ("query", "answer"), [("dang ky", True), ("đăng ký", False), ("dang ký", False), ("हिन्दी", False), ("123", False)]
)
def test_typed_without_marks(query: str, answer: bool) -> None:
    assert unaccented(query) is answer
    assert unaccented(fold_accents(query)) or answer is False


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 60_000), max_size=30))
def test_chosen_terms_are_the_rarest_that_fit(frequencies: dict[str, int]) -> None:
    chosen = choose(frequencies)
    assert all(frequencies[term] > 0 for term in chosen)
    left = [df for term, df in frequencies.items() if df > 0 and term not in chosen]
    assert not left or max(frequencies[term] for term in chosen) <= min(left)
    assert len(chosen) <= 2 or sum(frequencies[term] for term in chosen) <= 3_500
