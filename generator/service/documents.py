"""Administrative documents at the service: from a brief to a draft, templates and exercises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import JsonValue

from generator.domain.paper_kinds import PAPER_KINDS, PaperKindRow
from generator.errors import BriefInvalid, FileMissing, InputError
from generator.messages import say

if TYPE_CHECKING:
    from generator.domain.guide import Guide
    from generator.domain.paper import Paper
    from generator.domain.ports import Hit, Library, Searcher
    from generator.export.paper.exercise import Mistake

_HITS = 12


class Documents:
    """Writes documents of the 29 kinds. Reads guides through the library and the searcher it is given."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self._library = library
        self._searcher = searcher

    def kinds(self) -> Sequence[PaperKindRow]:
        """The 29 kinds, in the decree's order."""
        return tuple(PAPER_KINDS.values())

    def fields(self, kind: str, language: str = "vi") -> dict[str, str]:
        """The facts a brief of that kind may give besides the components: key → what it is. Raises BriefInvalid."""
        from generator.writing.paper.skeletons import fact_names, known_kind, skeletons

        names = skeletons()["facts"]
        return {names[name][0]: names[name][1] for name in fact_names(known_kind(kind, language).id)}

    def read_file(self, path: Path, language: str = "vi") -> dict[str, Any]:
        """The brief in a YAML file, every value as it is written. Raises FileMissing, BriefInvalid."""
        import yaml

        if not path.is_file():
            raise FileMissing(file=path.name)
        try:
            # BaseLoader keeps every value as text: a date that does not exist is then told by the brief's own reader.
            data = yaml.load(path.read_text("utf-8-sig"), yaml.BaseLoader)
        except UnicodeDecodeError:
            raise BriefInvalid(problem=say("paper.bad.encoding", language, file=path.name)) from None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark is not None else 1
            raise BriefInvalid(problem=say("paper.bad.not_yaml", language, file=path.name, line=line)) from None
        if not isinstance(data, dict):
            raise BriefInvalid(problem=say("paper.bad.not_mapping", language))
        return data

    def write(
        self, kind: str, brief: Mapping[str, JsonValue], *, as_of: date | None = None, language: str = "vi"
    ) -> Paper:
        """The draft of a document. `language` is that of notes and errors. Raises BriefInvalid."""
        from generator.writing.paper import PaperAuthor
        from generator.writing.paper.brief import read_brief

        day = as_of or date.today()
        asked = read_brief(kind, brief, day, language)
        hits: list[Hit] = self._searcher.search(asked.topic, k=_HITS, as_of=day) if asked.topic else []
        guides: list[Guide] = [guide for guide in self._library.guides() if guide.citable(day)]
        return PaperAuthor().paper(asked, guides, hits, now=datetime.now(UTC), language=language)

    def write_sentence(self, kind: str, sentence: str, *, as_of: date | None = None, language: str = "vi") -> Paper:
        """The draft that one sentence asks for. Raises BriefInvalid, also when it names no issuing body."""
        from generator.writing.paper.sentence import brief_of_sentence
        from generator.writing.paper.skeletons import known_kind

        brief = brief_of_sentence(known_kind(kind, language), sentence)
        return self.write(kind, brief, as_of=as_of, language=language)

    def template(self, kind: str, path: Path, language: str = "vi") -> Path:
        """Write an empty teaching template with guidance at every component. Raises BriefInvalid, InputError."""
        from generator.export.paper.template import template
        from generator.export.registry import write_file

        draft = self.write(kind, _blank(kind, language), language=language)
        write_file(_docx(path, language), template(draft, language))
        return path

    def exercise(
        self, kind: str, path: Path, *, count: int = 8, seed: int = 1, language: str = "vi"
    ) -> tuple[list[Mistake], Path]:
        """Write a document with planted layout mistakes and, beside it, `NAME-dap-an.docx` with the key. Raises
        BriefInvalid, InputError."""
        from generator.export.paper.exercise import exercise, key_document
        from generator.export.registry import write_file

        # Filled in, since a number and a day can be wrong as well; nobody issued it.
        filled = {**_sample(kind, language), "number": "7", "date": "05/08/2026"}
        draft = self.write(kind, filled, as_of=date(2026, 8, 5), language=language)
        data, mistakes = exercise(draft, count, seed, language)
        write_file(_docx(path, language), data)
        key = path.with_name(f"{path.stem}-dap-an.docx")
        write_file(key, key_document(draft, mistakes, language))
        return mistakes, key


def _docx(path: Path, language: str) -> Path:
    if path.suffix.lower() != ".docx":
        raise InputError(problem=say("paper.bad.out_docx", language))
    return path


def _blank(kind: str, language: str) -> dict[str, JsonValue]:
    """A brief in which everything is open."""
    from generator.writing.paper.skeletons import blank_brief, known_kind

    return blank_brief(known_kind(kind, language))


def _sample(kind: str, language: str) -> dict[str, JsonValue]:
    """An invented, harmless brief for an exercise."""
    from generator.writing.paper.skeletons import known_kind, sample_brief

    return sample_brief(known_kind(kind, language))
