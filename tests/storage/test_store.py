"""The store's contract, on SQLite and PostgreSQL."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from generator.domain.address import Address, Part
from generator.domain.guide import Guide
from generator.domain.passage import Passage, Unit, passage_id
from generator.errors import NotFound, SchemaOutdated
from generator.storage.store import SeenFile, Store


def guide(name: str, **more: object) -> Guide:
    sha = (name.encode().hex() + "0" * 64)[:64]
    values: dict[str, object] = {
        "id": f"g-{sha[:12]}",
        "title": f"Hướng dẫn {name}",
        "language": "vi",
        "file_name": f"{name}.md",
        "media_type": "text/markdown",
        "sha256": sha,
    }
    return Guide.model_validate(values | more)


def passages(of: Guide, *texts: str) -> list[Passage]:
    made = []
    for seq, words in enumerate(texts):
        address = Address(parts=(Part(kind="dieu", label=str(seq + 1), title=f"Điều thứ {seq + 1}"),))
        made.append(
            Passage(
                id=passage_id(of.sha256, address, words),
                guide_id=of.id,
                seq=seq,
                text=words,
                language=of.language,
                address=address,
                start=0,
                end=len(words),
                units=(Unit(kind="paragraph", start=0, end=len(words), address=address, label="a)", cells=("x",)),),
                pages=(1, 2),
            )
        )
    return made


def test_what_goes_in_comes_out_equal(store: Store) -> None:
    one = guide("một", number="30/2020/NĐ-CP", effective_from=date(2020, 3, 5), replaces=("1/2011",), pages=3)
    content = passages(one, "Văn bản phải rõ ràng.", "हिन्दी पाठ 'और' \"उद्धरण\"", "line\nbreak \\ 100 %")
    assert store.add(one, content)
    assert store.guides() == [one]
    assert store.guide(one.id) == one
    assert store.passages(one.id) == content
    assert store.passage(content[1].id) == content[1]
    assert store.passages_by_id([content[2].id, "p-none", content[0].id]) == [content[2], content[0]]
    assert store.counts() == {"guides": 1, "passages": 3, "without_vectors": 3}


def test_the_same_file_goes_in_once(store: Store) -> None:
    one = guide("một")
    assert store.add(one, passages(one, "Một."))
    assert not store.add(one, passages(one, "Một."))
    assert store.counts()["passages"] == 1


def test_an_empty_guide_is_kept(store: Store) -> None:
    assert store.add(guide("rỗng"), [])
    assert store.passages(guide("rỗng").id) == []


def test_a_failing_add_leaves_nothing(store: Store) -> None:
    one = guide("một")
    twice = passages(one, "Một.") * 2
    with pytest.raises(Exception, match=r"(?i)unique"):
        store.add(one, twice)
    assert store.guides() == []
    assert store.lexical().search("một", 5) == []


def test_two_threads_adding_the_same_file(store: Store) -> None:
    one, answers = guide("một"), []
    threads = [
        threading.Thread(target=lambda: answers.append(store.add(one, passages(one, "Một.", "Hai.")))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False, False, False, True]
    assert store.counts()["passages"] == 2


def test_finding_a_guide(store: Store) -> None:
    one, two = guide("một", number="30/2020/NĐ-CP"), guide("hai", number="1/2026/QĐ-TTg")
    store.add(one, [])
    store.add(two, [])
    for key in (one.id, one.id[:8], "30/2020/NĐ-CP", "một.md", one.title):
        assert store.find_guide(key) == one
    for key in ("g-", "khác", ""):
        with pytest.raises(NotFound):
            store.find_guide(key)
    for ask in (store.guide, store.passage):
        with pytest.raises(NotFound):
            ask("không có")


def test_replacing_ends_the_old_guide(store: Store) -> None:
    old, new = guide("cũ"), guide("mới", number="2/2026/QĐ", effective_from=date(2026, 5, 1))
    store.add(old, [])
    store.add(new, [])
    store.replace(old.id, new.id, None)
    assert store.guide(old.id).effective_to == date(2026, 5, 1)
    assert store.guide(old.id).replaced_by == "2/2026/QĐ"
    store.replace(old.id, new.id, date(2026, 7, 1))
    assert store.guide(old.id).effective_to == date(2026, 7, 1)


@pytest.mark.parametrize("old_first", [True, False])
def test_a_guide_that_says_it_replaces_another(store: Store, old_first: bool) -> None:
    old = guide("cũ", number="110/2004/NĐ-CP")
    new = guide("mới", number="30/2020/NĐ-CP", effective_from=date(2020, 3, 5), replaces=("110/2004/NĐ-CP",))
    for each in (old, new) if old_first else (new, old):
        store.add(each, [])
    assert store.guide(old.id).validity(date(2020, 3, 5)) == "expired"
    assert store.guide(old.id).replaced_by == "30/2020/NĐ-CP"


def test_removing_and_renaming_reach_the_lexical_index(store: Store) -> None:
    one, two = guide("một"), guide("hai")
    store.add(one, passages(one, "chứng thực bản sao"))
    store.add(two, passages(two, "chứng thực chữ ký"))
    store.update_guide(one.model_copy(update={"title": "Cẩm nang phường xã"}))
    assert [i for i, _ in store.lexical().search("cẩm nang phường", 5)] == [store.passages(one.id)[0].id]
    store.remove(one.id)
    assert [i for i, _ in store.lexical().search("chứng thực", 5)] == [store.passages(two.id)[0].id]
    assert store.lexical().search("cẩm nang phường", 5) == []
    assert store.lexical().coverage("cẩm nang") == 0
    with pytest.raises(NotFound):
        store.guide(one.id)
    assert store.add(one, passages(one, "chứng thực bản sao"))
    assert len(store.lexical().search("chứng thực", 5)) == 2


def test_pending_and_marks(store: Store) -> None:
    one = guide("một")
    content = passages(one, *(f"Câu {number}." for number in range(5)))
    store.add(one, content)
    assert [p.id for p in store.pending("e5", 3)] == [p.id for p in content[:3]]
    assert "Câu 0." in store.pending("e5", 1)[0].text
    assert store.pending("e5", 1)[0].guide_id == one.id
    store.mark_embedded([p.id for p in content[:4]], "e5")
    assert [p.id for p in store.pending("e5", 9)] == [content[4].id]
    assert store.embedded("e5") == 4
    assert len(store.pending("other", 9)) == 5
    store.forget_embeddings(keep={content[0].id})
    assert store.embedded("e5") == 1
    store.forget_embeddings()
    assert len(store.pending("e5", 9)) == 5


def test_settings_and_seen_files(store: Store) -> None:
    assert store.meta("k") is None
    store.set_meta("k", "một")
    store.set_meta("k", "hai")
    assert store.meta("k") == "hai"
    file = SeenFile(3, 1_790_000_000_123_456_789, "", "g-1")
    store.remember("/a", file)
    store.remember("/a", file._replace(size=4))
    assert store.seen() == {"/a": file._replace(size=4)}


def test_a_second_opening_sees_changes_of_the_first(store: Store, url: str) -> None:
    other = Store.open(url)
    one = guide("một")
    assert other.guides() == []
    store.add(one, passages(one, "Một."))
    assert other.guides() == [one]
    store.update_guide(one.model_copy(update={"licence": "CC BY"}))
    assert other.guides()[0].licence == "CC BY"
    store.remove(one.id)
    assert other.guides() == []
    other.close()


def test_a_newer_database_is_refused(store: Store, url: str) -> None:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(SchemaOutdated) as caught:
        Store.open(url)
    assert caught.value.details["found"] == "9999"


def test_programs_starting_at_once_migrate_once(url: str) -> None:
    code = f"from generator.storage.store import Store; s = Store.open({url!r}); print(s.counts()['guides']); s.close()"
    started = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate()[0].strip() for process in started] == ["0", "0", "0"]


_text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=80)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(words=st.lists(_text, min_size=1, max_size=4, unique=True))
def test_any_text_survives(store: Store, words: list[str]) -> None:
    one = guide("bất kỳ")
    content = passages(one, *words)
    store.add(one, content)
    assert store.passages(one.id) == content
    store.lexical().search(words[0], 5)
    store.remove(one.id)
    assert store.lexical().search(" ".join(words), 5) == []
