"""Files into the library: what goes in, what stays out, what is not done twice, and what a kill leaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from generator.domain.passage import Passage
from generator.errors import FileMissing, ManifestInvalid
from generator.search.indexing import AddReport, add_guides, embed_pending, rebuild
from generator.search.intake import Job, take_in
from generator.search.ports import Vectors
from generator.storage.store import Store


class LetterEmbedder:
    """Counts of letters as vectors: an embedder small enough to see through."""

    name = "letters"
    dimension = 26

    def passages(self, texts: Sequence[str]) -> Vectors:
        rows = [[1e-3 + text.lower().count(chr(97 + letter)) for letter in range(26)] for text in texts]
        found = np.asarray(rows, np.float32)
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), np.float32)

    def query(self, text: str) -> Vectors:
        return np.asarray(self.passages([text])[0], np.float32)


class DictVectors:
    """The vector port over a dictionary."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[str, Vectors]] = {}
        self.upserted = 0

    def upsert(self, ids: Sequence[str], vectors: Vectors, guide_ids: Sequence[str]) -> None:
        self.upserted += len(ids)
        self.rows.update({i: (g, v) for i, g, v in zip(ids, guide_ids, vectors, strict=True)})

    def query(self, vector: Vectors, k: int, guide_ids: Sequence[str] = ()) -> list[tuple[str, float]]:
        scored = [(i, float(v @ vector)) for i, (g, v) in self.rows.items() if not guide_ids or g in guide_ids]
        return sorted(scored, key=lambda pair: -pair[1])[:k]

    def delete_guide(self, guide_id: str) -> None:
        self.rows = {i: row for i, row in self.rows.items() if row[0] != guide_id}

    def ids(self) -> Iterator[str]:
        yield from self.rows

    def clear(self) -> None:
        self.rows = {}

    def count(self) -> int:
        return len(self.rows)

    def close(self) -> None: ...


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'data' / 'soan.db'}")
    yield opened
    opened.close()


def write(folder: Path, count: int) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number in range(count):
        path = folder / f"huong-dan-{number:04d}.md"
        body = "\n\n".join(f"## Phần {part}\n\nNội dung số {number} của phần {part}." for part in range(3))
        path.write_text(f"# Hướng dẫn số {number}\n\n{body}\n", "utf-8")
        files.append(path)
    return files


def states(report: AddReport) -> list[str]:
    return [outcome.state for outcome in report.outcomes]


def test_good_files_go_in_and_bad_ones_say_why(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "guides", 3)
    empty, odd = tmp_path / "guides" / "rong.md", tmp_path / "guides" / "hong.pdf"
    empty.write_text("")
    odd.write_bytes(b"%PDF-1.7 broken")
    told: list[tuple[str, int, int]] = []
    report = add_guides([tmp_path / "guides"], store, None, None, progress=lambda *step: told.append(step))
    assert report.counts() == {"added": 3, "replaced": 0, "updated": 0, "unchanged": 0, "failed": 2}
    assert told == [("read", number, 5) for number in range(1, 6)]
    failed = {o.path.name: o.sentence("vi") for o in report.outcomes if o.state == "failed"}
    assert failed.keys() == {"rong.md", "hong.pdf"}
    assert all(name in sentence for name, sentence in failed.items())
    assert store.lexical().search("nội dung số 2", 1)
    assert [o.path for o in report.outcomes if o.state == "added"] == files
    listed = report.as_json("en")["files"]
    assert isinstance(listed, list)
    assert len(listed) == 5
    with pytest.raises(FileMissing):
        add_guides([tmp_path / "none"], store, None, None)


def test_unchanged_files_are_not_opened(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "guides", 3)
    vectors, embedder = DictVectors(), LetterEmbedder()
    add_guides([tmp_path / "guides"], store, vectors, embedder)
    status = files[0].stat()
    files[0].write_bytes(b"x" * status.st_size)  # same size and time: nothing tells that it changed
    os.utime(files[0], ns=(status.st_atime_ns, status.st_mtime_ns))
    before = vectors.upserted
    report = add_guides([tmp_path / "guides", files[1]], store, vectors, embedder)
    assert states(report) == ["unchanged"] * 3
    assert (report.embedded, vectors.upserted) == (0, before)


def test_a_touched_file_and_a_copy_are_unchanged(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "guides", 1)
    add_guides(files, store, None, None)
    os.utime(files[0], ns=(1, 1))
    copy = tmp_path / "copy.md"
    copy.write_bytes(files[0].read_bytes())
    assert states(add_guides([files[0], copy], store, None, None)) == ["unchanged", "unchanged"]
    assert store.guides()[0].file_name == files[0].name


def test_a_changed_file_replaces_its_former_text(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "guides", 2)
    vectors, embedder = DictVectors(), LetterEmbedder()
    add_guides(files, store, vectors, embedder)
    files[0].write_text("# Hướng dẫn số 0\n\nQuy định hoàn toàn khác.\n", "utf-8")
    report = add_guides(files, store, vectors, embedder)
    assert states(report) == ["replaced", "unchanged"]
    assert len(store.guides()) == 2
    known = {passage.id for guide in store.guides() for passage in store.passages(guide.id)}
    assert set(vectors.ids()) == known
    assert store.lexical().search("nội dung phần", 9, guide_ids=[report.outcomes[0].guide_id]) == []


def test_the_former_text_stays_where_another_file_holds_it(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "guides", 1)
    copy = tmp_path / "copy.md"
    copy.write_bytes(files[0].read_bytes())
    add_guides([*files, copy], store, None, None)
    files[0].write_text("# Khác\n\nQuy định hoàn toàn khác.\n", "utf-8")
    assert states(add_guides([*files, copy], store, None, None)) == ["added", "unchanged"]
    assert len(store.guides()) == 2


def test_a_manifest_that_says_something_new_updates(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "guides", 2)
    manifest = tmp_path / "guides" / "manifest.yaml"
    add_guides(files, store, None, None)
    manifest.write_text(f"guides:\n  - file: {files[0].name}\n    effective_from: 2026-01-01\n", "utf-8")
    assert states(add_guides(files, store, None, None, manifest=manifest)) == ["updated", "unchanged"]
    assert store.find_guide(files[0].name).effective_from == date(2026, 1, 1)
    # without the manifest nothing is taken back, with the same one nothing is done
    assert states(add_guides(files, store, None, None)) == ["unchanged"] * 2
    assert states(add_guides(files, store, None, None, manifest=manifest)) == ["unchanged"] * 2
    assert store.find_guide(files[0].name).effective_from == date(2026, 1, 1)
    manifest.write_text("guides: 3", "utf-8")
    with pytest.raises(ManifestInvalid):
        add_guides(files, store, None, None, manifest=manifest)


def test_text_is_searchable_before_its_vectors(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "guides", 2)

    class Looking(LetterEmbedder):
        found = 0

        def passages(self, texts: Sequence[str]) -> Vectors:
            Looking.found = len(store.lexical().search("nội dung số 1", 3))
            return super().passages(texts)

    vectors = DictVectors()
    report = add_guides(files, store, vectors, Looking())
    assert Looking.found == 3
    assert report.embedded == vectors.count() == store.counts()["passages"]
    assert store.counts()["without_vectors"] == 0


def test_a_failure_while_embedding_is_taken_up_again(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "guides", 120)

    class Stopping(LetterEmbedder):
        left = 1

        def passages(self, texts: Sequence[str]) -> Vectors:
            if not self.left:
                raise KeyboardInterrupt
            self.left -= 1
            return super().passages(texts)

    vectors = DictVectors()
    with pytest.raises(KeyboardInterrupt):
        add_guides(files, store, vectors, Stopping(), processes=1)
    assert len(store.guides()) == 120
    assert vectors.count() == store.embedded("letters") == 256
    report = add_guides(files, store, vectors, LetterEmbedder())
    assert states(report) == ["unchanged"] * 120
    assert vectors.count() == store.counts()["passages"]
    assert vectors.upserted == vectors.count()


def test_lost_vectors_are_made_again(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "guides", 3)
    vectors, embedder = DictVectors(), LetterEmbedder()
    add_guides(files, store, vectors, embedder)
    lost = dict(list(vectors.rows.items())[:4])
    vectors.rows = dict(list(vectors.rows.items())[4:])
    assert embed_pending(store, vectors, embedder, progress=lambda *step: None) == 4
    assert lost.keys() <= vectors.rows.keys()
    assert rebuild(store, vectors, embedder) == vectors.count() == store.counts()["passages"]


def test_several_processes_give_the_same_library(store: Store, tmp_path: Path) -> None:
    write(tmp_path / "guides", 12)
    (tmp_path / "guides" / "hong.pdf").write_bytes(b"%PDF-1.7 broken")
    other = Store.open(f"sqlite:///{tmp_path / 'other.db'}")
    one = add_guides([tmp_path / "guides"], store, None, None, processes=1)
    two = add_guides([tmp_path / "guides"], other, None, None, processes=2)
    assert [(o.path, o.state, o.guide_id, o.sentence("vi")) for o in one.outcomes] == [
        (o.path, o.state, o.guide_id, o.sentence("vi")) for o in two.outcomes
    ]
    assert [store.passages(g.id) for g in store.guides()] == [other.passages(g.id) for g in other.guides()]
    other.close()


def test_stopping_early_ends_the_workers(tmp_path: Path) -> None:
    jobs = [Job(path, None, 1) for path in write(tmp_path / "guides", 20)]
    taken = take_in(jobs, processes=2)
    first = next(taken)
    assert first.guide is not None
    taken.close()  # type: ignore[attr-defined]


_CHILD = """
import sys
from pathlib import Path
from generator.search.indexing import add_guides
from generator.storage.store import Store

if __name__ == "__main__":
    store = Store.open(sys.argv[1])
    tell = lambda stage, done, total: print(done, flush=True)
    add_guides([Path(sys.argv[2])], store, None, None, progress=tell, processes=int(sys.argv[3]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("processes", [1, 2])
def test_kill_9_loses_nothing_that_was_reported(tmp_path: Path, processes: int) -> None:
    write(tmp_path / "guides", 60)
    script = tmp_path / "child.py"
    script.write_text(_CHILD, "utf-8")
    url = f"sqlite:///{tmp_path / 'soan.db'}"
    command = [sys.executable, str(script), url, str(tmp_path / "guides"), str(processes)]
    reported = 0
    for stop_at in (5, 25):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            for line in child.stdout:
                reported = int(line)
                if reported >= stop_at:
                    break
            os.kill(child.pid, signal.SIGKILL)
        store = Store.open(url)
        guides = store.guides()
        assert len(guides) >= reported
        assert all(len(store.passages(guide.id)) >= 3 for guide in guides)
        assert len(store.lexical().search("nội dung số", 1000)) == store.counts()["passages"]
        store.close()
    store = Store.open(url)
    report = add_guides([tmp_path / "guides"], store, None, None)
    assert report.counts()["failed"] == 0
    assert len(store.guides()) == 60
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
def test_workers_do_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    write(tmp_path / "guides", 400)
    script = tmp_path / "child.py"
    script.write_text(_CHILD, "utf-8")
    command = [sys.executable, str(script), f"sqlite:///{tmp_path / 'soan.db'}", str(tmp_path / "guides"), "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        os.kill(child.pid, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(child.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.killpg(child.pid, signal.SIGKILL)
    pytest.fail("a worker outlived its parent")


def test_a_program_that_came_through_a_pipe_reads_many_files(tmp_path: Path) -> None:
    """A new process could not load its main module, so everything is read in this one."""
    guides = tmp_path / "guides"
    guides.mkdir()
    for number in range(50):
        (guides / f"{number}.md").write_text(f"# Bài {number}\n\nViệc số {number} do xã thực hiện.\n", "utf-8")
    code = (
        "from pathlib import Path\nfrom generator.app import open_service\n"
        f"with open_service(data=Path({str(tmp_path / 'data')!r}), vectors=False) as soan:\n"
        f"    print(soan.add_guides([Path({str(guides)!r})]).counts()['added'])\n"
    )
    run = subprocess.run([sys.executable, "-"], input=code, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "50", run.stderr


def test_rebuilding_screens_what_was_let_in_before(store: Store, tmp_path: Path) -> None:
    files = write(tmp_path / "guides", 2)
    vectors, embedder = DictVectors(), LetterEmbedder()
    add_guides(files, store, vectors, embedder)
    guide = store.guides()[0]
    bad = store.passages(guide.id)[0]
    before = {passage.id for passage in store.passages(guide.id)}

    def screen(path: Path, passages: Sequence[Passage]) -> dict[str, Sequence[str]]:
        return {passage.id: ("order",) for passage in passages if passage.id == bad.id}

    rebuild(store, vectors, embedder, screen=screen)
    assert bad.id not in vectors.rows
    assert {passage.id for passage in store.passages(guide.id)} == before - {bad.id}
    assert [held.passage_id for held in store.quarantined()] == [bad.id]
    store.release(bad.id, by="An", reason="Ví dụ trong bài")
    rebuild(store, vectors, embedder, screen=screen)
    assert bad.id in vectors.rows  # what a person decided stands
