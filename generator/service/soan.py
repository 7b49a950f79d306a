"""The product, wired: the library of guides, search, lessons and files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from generator.domain.findings import Finding
from generator.domain.guide import Guide
from generator.domain.lesson import Brief, Lesson
from generator.domain.passage import Passage
from generator.domain.ports import Hit, Searcher
from generator.domain.work import Work
from generator.errors import BriefInvalid, NothingRelevant, SoanError, StateError
from generator.messages import say

if TYPE_CHECKING:
    from generator.grounding.verify import VerifyReport
    from generator.search.indexing import AddReport
    from generator.search.ports import Embedder, VectorIndex
    from generator.service.assistant import Assistant
    from generator.service.authoring import Authoring
    from generator.service.backup import Backup
    from generator.service.documents import Documents
    from generator.service.drills import Drills
    from generator.service.gate import Gate
    from generator.service.handouts import Handouts
    from generator.service.impact import Impact
    from generator.service.layout import LayoutJob
    from generator.service.material import Material
    from generator.service.oidc import Oidc, OidcConfig
    from generator.service.people import People
    from generator.service.practice import Practice
    from generator.service.qr import QrSheets
    from generator.service.quizzes import Quizzes
    from generator.service.review import Review
    from generator.service.uploads import Uploads
    from generator.service.works import Works
    from generator.storage.store import Store
    from generator.writing.extractive import ExtractiveAuthor
    from generator.writing.model import ModelWriter

Progress = Callable[[str, int, int], None]
MINUTES = range(15, 481)  # from a quarter of an hour inside a meeting to a full day


class Soan:
    """The product, wired: a library of guides, search over it, an author, export and verification.

    `notice` tells why search is by words only, when it is (no embedder, or another process owns the vectors).
    """

    def __init__(
        self,
        store: Store,
        searcher: Searcher,
        author: ExtractiveAuthor,
        *,
        embedder: Embedder | None = None,
        vectors: VectorIndex | None = None,
        notice: SoanError | None = None,
    ) -> None:
        self._store = store
        self._searcher = searcher
        self._author = author
        self._embedder = embedder
        self._vectors = vectors
        self.notice = notice
        self.oidc_config: OidcConfig | None = None
        self.writer: ModelWriter | None = None
        self.uploads_folder = Path("uploads")

    @property
    def store(self) -> Store:
        """The database, for the parts of the service that live in modules of their own."""
        return self._store

    @property
    def has_vectors(self) -> bool:
        """Whether there is an embedder and a place for its vectors."""
        return self._embedder is not None and self._vectors is not None

    # -- the library -------------------------------------------------------------------------------------------------

    def add_guides(
        self, paths: Sequence[Path], *, manifest: Path | None = None, progress: Progress | None = None
    ) -> AddReport:
        """Read files and folders into the library. A folder's own `manifest.yaml` is used when none is named."""
        from generator.checks.material import screen
        from generator.search.indexing import add_guides

        if manifest is None and len(paths) == 1 and (paths[0] / "manifest.yaml").is_file():
            manifest = paths[0] / "manifest.yaml"
        return add_guides(
            paths,
            self._store,
            self._vectors,
            self._embedder,
            manifest=manifest,
            progress=progress,
            screen=screen,
        )

    def guides(self) -> Sequence[Guide]:
        """All guides."""
        return self._store.guides()

    def guide(self, key: str) -> Guide:
        """A guide by id, beginning of the id, document number or file name. Raises NotFound."""
        return self._store.find_guide(key)

    def show(self, key: str) -> tuple[Guide, Sequence[Passage]]:
        """A guide and its passages in order."""
        guide = self._store.find_guide(key)
        return guide, self._store.passages(guide.id)

    def passage(self, passage_id: str) -> Passage:
        """A passage by id. Raises NotFound."""
        return self._store.passage(passage_id)

    def remove_guide(self, key: str) -> Guide:
        """Take a guide, its passages and its vectors out of the library."""
        guide = self._store.find_guide(key)
        if self._vectors is not None:
            self._vectors.delete_guide(guide.id)
        self._store.remove(guide.id)
        return guide

    def rebuild(self, *, progress: Progress | None = None) -> int:
        """Look at all passages again for orders to the assistant and make all vectors anew from the database. Returns
        the number of passages. Raises the notice's error when there is no embedder."""
        from generator.checks.material import screen
        from generator.search.indexing import rebuild

        if self._vectors is None or self._embedder is None:
            assert self.notice is not None
            raise self.notice
        return rebuild(self._store, self._vectors, self._embedder, progress=progress, screen=screen)

    # -- search and lessons ------------------------------------------------------------------------------------------

    def search(self, query: str, *, k: int = 5, as_of: date | None = None, guide_ids: Sequence[str] = ()) -> list[Hit]:
        """Passages that answer, best first; an empty list means nothing relevant is in the library."""
        ids = [self._store.find_guide(key).id for key in guide_ids]
        return self._searcher.search(query, k=k, as_of=as_of, guide_ids=ids)

    def lesson(
        self,
        brief: Brief,
        *,
        author: Literal["extractive", "model"] | None = None,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Lesson:
        """A lesson drafted from the guides in force on the brief's day, in the model's words where one is set (or as
        `author` says). `progress` tells the sections; the draft is given up as soon as `cancelled()` is true.

        Raises BriefInvalid for an empty topic or impossible minutes, NothingRelevant when no guide carries the topic,
        StateError for the author `model` when none is set, Cancelled.
        """
        if author == "model" and self.authoring is None:
            raise StateError(problem=say("model.not_set", brief.language))
        if not brief.topic.strip():
            raise BriefInvalid(problem=say("service.no_topic", brief.language))
        if brief.minutes not in MINUTES:
            raise BriefInvalid(problem=say("service.minutes", brief.language, low=MINUTES.start, high=MINUTES.stop - 1))
        hits = self.search(brief.topic, k=40, as_of=brief.as_of, guide_ids=brief.guide_ids)
        if not hits:
            raise NothingRelevant(topic=brief.topic)
        from generator.service.lesson_questions import with_questions

        drafted = self._author.lesson(brief, self._store, hits, now=datetime.now(UTC))
        drafted = with_questions(drafted, self.quizzes)
        if author != "extractive" and self.authoring is not None:
            drafted = self.authoring.lesson(drafted, hits, progress=progress, cancelled=cancelled or (lambda: False))
        return self._with_checklist(drafted)

    def regenerate_section(self, lesson: Lesson, section_id: str) -> Lesson:
        """The lesson with one section written anew; the rest stays as it is. Raises BriefInvalid for an unknown one."""
        known = [section.id for section in lesson.sections]
        if section_id not in known:
            raise BriefInvalid(problem=say("service.sections", lesson.brief.language, known=", ".join(known)))
        brief = lesson.brief
        hits = self.search(brief.topic, k=40, as_of=brief.as_of, guide_ids=brief.guide_ids)
        return self._with_checklist(self._author.regenerate_section(lesson, section_id, self._store, hits))

    def _with_checklist(self, lesson: Lesson) -> Lesson:
        from generator.checks.responsible_ai import trainer_checklist

        findings = self.check_lesson(lesson, lesson.brief.language)
        return lesson.model_copy(update={"checklist": trainer_checklist(lesson, findings)})

    # -- people and works --------------------------------------------------------------------------------------------

    @cached_property
    def material(self) -> Material:
        """Passages kept apart because they give orders to the assistant."""
        from generator.service.material import Material

        return Material(self._store, self._vectors, self._embedder)

    @cached_property
    def backup(self) -> Backup:
        """Copies of the whole library."""
        from generator.service.backup import Backup

        return Backup(self)

    @cached_property
    def uploads(self) -> Uploads:
        """Files that people send."""
        from generator.service.uploads import Uploads

        return Uploads(self, self.uploads_folder)

    @cached_property
    def assistant(self) -> Assistant:
        """Questions answered in the guides' own words, or refused."""
        from generator.service.assistant import Assistant

        return Assistant(self._store, self._embedder, self._vectors, authoring=self.authoring)

    @cached_property
    def authoring(self) -> Authoring | None:
        """Drafts in a model's words, where a model is set."""
        if self.writer is None:
            return None
        from generator.service.authoring import Authoring

        return Authoring(self._store, self.gate, self.writer, self._embedder)

    @cached_property
    def quizzes(self) -> Quizzes:
        """Quizzes drafted and examined."""
        from generator.service.quizzes import Quizzes

        return Quizzes(self)

    @cached_property
    def people(self) -> People:
        """Accounts, sign-in, tokens."""
        from generator.service.people import People

        return People(self._store)

    @cached_property
    def oidc(self) -> Oidc | None:
        """Sign-in through an identity provider, where one is set."""
        from generator.service.oidc import Oidc

        return Oidc(self.people, self.oidc_config) if self.oidc_config is not None else None

    @cached_property
    def works(self) -> Works:
        """The library of works: versions, editing, search."""
        from generator.service.works import Works

        return Works(self)

    @cached_property
    def review(self) -> Review:
        """The reviewer's job: queue, desk, decisions, approval, history."""
        from generator.service.review import Review

        return Review(self)

    @cached_property
    def impact(self) -> Impact:
        """What a changed guide does to works."""
        from generator.service.impact import Impact

        return Impact(self)

    @cached_property
    def gate(self) -> Gate:
        """What may leave for a model, and what must not."""
        from generator.service.gate import Gate

        return Gate()

    @cached_property
    def drills(self) -> Drills:
        """Answers with planted errors, for learners to find."""
        from generator.service.drills import Drills

        return Drills(self)

    @cached_property
    def practice(self) -> Practice:
        """Prompts scored, exercises, attempts, cards, progress."""
        from generator.service.practice import Practice

        return Practice(self)

    @cached_property
    def documents(self) -> Documents:
        """Administrative documents."""
        from generator.service.documents import Documents

        return Documents(self._store, self._searcher)

    @cached_property
    def handouts(self) -> Handouts:
        """Sheets for learners."""
        from generator.service.handouts import Handouts

        return Handouts(self)

    @cached_property
    def qr(self) -> QrSheets:
        """Sheets of QR codes."""
        from generator.service.qr import QrSheets

        return QrSheets(self)

    # -- files -------------------------------------------------------------------------------------------------------

    def export(self, work: Work, path: Path, language: str = "vi", *, suffix: str | None = None) -> Path:
        """Write a work in the format its suffix (or the one given) names, the ledger inside where it has room."""
        from generator.export.registry import export_work

        return export_work(work, path, language, suffix=suffix)

    def load_work(self, path: Path) -> Work:
        """The work of any kind that an exported file carries. Raises DocumentNotSoan."""
        from generator.export.registry import load_work

        return load_work(path)

    def layout(self, language: str = "vi") -> LayoutJob:
        """The checker of administrative documents (Nghị định 30/2020/NĐ-CP)."""
        from generator.service.layout import LayoutJob

        return LayoutJob(language)

    def load_lesson(self, path: Path) -> Lesson:
        """The lesson that an exported file carries. Raises DocumentNotSoan."""
        from generator.export.registry import load_lesson

        return load_lesson(path)

    def check_lesson(self, lesson: Lesson, language: str) -> list[Finding]:
        """The mechanical part of a lesson's quality."""
        from generator.checks.lesson import check_lesson

        cited = {citation.passage_id for _, claim in lesson.claims() for citation in claim.citations}
        order = {passage.id: passage.seq for passage in self._store.passages_by_id(sorted(cited))}
        return check_lesson(lesson, language, order.get)

    def check_work(self, work: Work, language: str) -> list[Finding]:
        """The findings of every check that applies to a work's kind."""
        from generator.service.findings import findings_of

        return findings_of(self, work, language)

    def verify(self, path: Path, *, as_of: date) -> VerifyReport:
        """Re-check the ledger in a file against the library."""
        from generator.grounding.sources import LibrarySource
        from generator.grounding.verify import verify_file

        report = verify_file(path, LibrarySource(self._store), as_of=as_of)
        if report.stamp is None:
            return report
        from generator.service.stamping import check_stamp

        return report.model_copy(update={"stamp_state": check_stamp(self, report.stamp)})

    def health(self) -> dict[str, object]:
        """What is plugged in and whether it works."""
        return {
            **self._store.counts(),
            "embedder": self._embedder.name if self._embedder else None,
            "vectors": self._vectors.count() if self._vectors else 0,
            "notice": self.notice.sentence("en") if self.notice else None,
        }
