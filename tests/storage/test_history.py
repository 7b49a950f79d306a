"""The chain's contract, on SQLite and PostgreSQL: whatever is done to it by hand is found."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from generator.domain.works import ChainHead
from generator.storage.events import append, check_chain, links, read_head, writing
from generator.storage.store import Store


def tell(store: Store, *, count: int = 1, words: str = "", who: str = "r-1") -> ChainHead:
    with writing(store.engine) as connection:
        for number in range(count):
            head = append(
                connection, kind="decided", who=who, person_id="u-1", via="session", work_id="w-1", version=1,
                facts={"number": number}, words=words,
            )  # fmt: skip
    return head


def faults(store: Store, anchor: ChainHead | None = None) -> set[str]:
    with store.engine.connect() as connection:
        return {fault.kind for fault in check_chain(connection, anchor)}


def edit(store: Store, *statements: str) -> None:
    with store.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_an_untouched_chain_holds(store: Store) -> None:
    assert faults(store) == set()
    head = tell(store, count=5, words="Vì câu này thiếu căn cứ.")
    assert head.seq == 5
    assert faults(store, head) == set()
    with store.engine.connect() as connection:
        assert read_head(connection) == head
        assert [link.words for link in links(connection, "w-1")] == ["Vì câu này thiếu căn cứ."] * 5


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["UPDATE events SET payload = replace(payload, 'number', 'numbers') WHERE seq = 2"], {"altered"}),
        (["DELETE FROM events WHERE seq = 3"], {"missing", "out_of_order"}),
        (["DELETE FROM events WHERE seq = 5", "DELETE FROM event_words WHERE seq = 5"], {"head"}),
        (["DELETE FROM events WHERE seq = 1"], {"missing", "out_of_order"}),
        (
            [
                "UPDATE events SET seq = 99 WHERE seq = 2",
                "UPDATE events SET seq = 2 WHERE seq = 3",
                "UPDATE events SET seq = 3 WHERE seq = 99",
            ],
            {"out_of_order", "columns"},
        ),
        (["UPDATE events SET work_id = 'w-2' WHERE seq = 2"], {"columns"}),
        (["UPDATE event_words SET words = 'Đúng rồi.' WHERE seq = 4"], {"words_altered"}),
        (["UPDATE event_words SET words = NULL WHERE seq = 4"], {"words_missing"}),
        (["DELETE FROM event_words WHERE seq = 4"], {"words_missing"}),
        (["DELETE FROM events", "DELETE FROM event_words"], {"head"}),
    ],
)
def test_what_is_done_by_hand_is_found(store: Store, statements: list[str], expected: set[str]) -> None:
    tell(store, count=5, words="lý do")
    edit(store, *statements)
    assert faults(store) >= expected


def test_a_chain_rewritten_whole_is_found_by_a_head_kept_elsewhere(store: Store) -> None:
    kept = tell(store, count=3)
    edit(store, "DELETE FROM events", "UPDATE meta SET value = '0:' WHERE key = 'history.head'")
    tell(store, count=3, who="r-2")
    assert faults(store) == set()
    assert faults(store, kept) == {"anchor"}


def test_words_are_erased_without_breaking_the_chain(store: Store) -> None:
    tell(store, count=2, words="riêng")
    with writing(store.engine) as connection:
        append(
            connection, kind="person_erased", who="local", person_id="local", via="local", facts={"reference": "r-1"}
        )
    edit(store, "UPDATE event_words SET words = NULL")
    assert faults(store) == set()


def test_writers_at_once_make_one_chain(store: Store) -> None:
    threads = [threading.Thread(target=tell, args=(store,), kwargs={"count": 5}) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.engine.connect() as connection:
        assert read_head(connection).seq == 30
    assert faults(store) == set()
