"""The author of documents that needs no model: a brief, the skeleton of its kind, and what the guides say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from generator import __version__
from generator.domain.base import digest
from generator.domain.guide import Guide
from generator.domain.ledger import Claim, GenerationRecord, SourceRecord
from generator.domain.paper import Annex, Attached, Contact, CopyMark, Issuer, Paper, PaperBlock, Signature, date_words
from generator.domain.paper_kinds import PAPER_KINDS
from generator.domain.ports import Hit
from generator.messages import say
from generator.writing.paper import evidence
from generator.writing.paper.asked import BodyPart, CopyBrief, PaperBrief
from generator.writing.paper.basis import basis_line
from generator.writing.paper.bodies import abbreviation_of, district_in, name_lines, parent_lines, place_of
from generator.writing.paper.capitals import capitalise, lower_first, upper_first
from generator.writing.paper.fill import Filler, missing, placeholders
from generator.writing.paper.lines import blocks_from, read_line, relabelled, roman
from generator.writing.paper.mentions import Mentions, full_name
from generator.writing.paper.signing import authority_line, recipients, signature, signatures
from generator.writing.paper.skeletons import ISSUING, skeletons

_WHOLE = ("article", "roman", "part", "chapter", "section")  # a brief with such lines has written the text itself
_DAY_FACTS = ("application_date", "leave_from", "leave_to", "valid_until")


class PaperAuthor:
    """Writes a document. Everything not in the brief or the guides is left open as "[… …]" and listed in `gaps`."""

    def paper(
        self, brief: PaperBrief, guides: Sequence[Guide], hits: Sequence[Hit], *, now: datetime, language: str = "vi"
    ) -> Paper:
        """The draft. `guides` are those that may be named, `hits` those found for the brief's topic; `language` is
        that of the notes, the document itself is Vietnamese."""
        return _Draft(brief, guides, hits, language).paper(now)


class _Draft:
    def __init__(self, brief: PaperBrief, guides: Sequence[Guide], hits: Sequence[Hit], language: str) -> None:
        self.brief = brief
        self.kind = PAPER_KINDS[brief.kind_id]
        self.language = language
        self.mentions = Mentions(guides)
        self.found = evidence.choose(brief.topic, hits) if brief.topic else []
        self.labels: dict[str, str] = skeletons()["open"]
        self.notes: list[str] = []

    def note(self, key: str, **details: object) -> None:
        """Something decided that a person must confirm, told once."""
        sentence = say(f"paper.notes.{key}", self.language, **details)
        if sentence not in self.notes:
            self.notes.append(sentence)

    def own(self, text: str) -> Claim:
        """A sentence of the author: capitals by the rules, other documents in full the first time."""
        return Claim(text=self.mentions.expand(capitalise(text)), status="author")

    def paper(self, now: datetime) -> Paper:
        brief = self.brief
        bases = self._bases()
        blocks = self._blocks()
        annexes = self._annexes()
        if annexes and not _tells_annexes(blocks):
            blocks = (*blocks, self._annex_line(annexes))
        signed = signatures(brief, self.kind, self.labels)
        used = {item.hit.guide.id: item.hit.guide for item in self.found}
        made = Paper(
            id="d-" + digest(brief.model_dump_json(), *sorted(guide.sha256 for guide in used.values())),
            kind_id=brief.kind_id,
            as_of=brief.as_of,
            issuer=self._issuer(brief.agency, brief.parent, brief.place, brief.abbreviation, brief.unit),
            subject=self._subject(),
            bases=bases,
            basis_lead=authority_line(brief, self.kind, signed[0]),
            blocks=blocks,
            signatures=signed,
            recipients=recipients(brief, self.kind, blocks, self.labels),
            addressees=self._addressees(),
            number=brief.number,
            issued_on=brief.issued_on,
            draft=brief.draft,
            secrecy=brief.secrecy,
            urgency=brief.urgency,
            circulation=brief.circulation,
            recall=brief.recall,
            drafter=f"{brief.drafter.rstrip('.')}.({brief.print_run})" if brief.print_run else brief.drafter,
            contact=Contact(lines=brief.contact) if brief.contact else None,
            annexes=annexes,
            attached=self._attached(),
            copied=self._copied(brief.copied) if brief.copied else None,
            sources=tuple(self._source(guide) for guide in used.values()),
            generation=GenerationRecord(author="extractive", software=f"soan {__version__}", created_at=now),
        )  # fmt: skip
        self._closing_notes(made)
        return made.model_copy(update={"gaps": tuple(gaps_of(made)), "notes": tuple(self.notes)})

    def _source(self, guide: Guide) -> SourceRecord:
        return SourceRecord(guide=guide, validity=guide.validity(self.brief.as_of), as_of=self.brief.as_of)

    # -- head --------------------------------------------------------------------------------------------------------

    def _issuer(self, name: str, parent: tuple[str, ...] | None, place: str, short: str, unit: str) -> Issuer:
        name = capitalise(name)
        if not short:
            short = abbreviation_of(name)
            if short not in ("UBND", "HĐND"):
                self.note("abbreviation", short=short, agency=name)
        if found := district_in(name):
            self.note("district", name=found)
        parents = parent if parent is not None else parent_lines(name)
        if not unit and self.kind.id == "cong-van":
            unit = missing(self.labels["unit"])
        return Issuer(
            names=name_lines(name),
            parents=tuple(capitalise(line) for line in parents),
            place=place or place_of(name) or missing(self.labels["place"]),
            abbreviation=short,
            unit=unit,
        )

    def _subject(self) -> str:
        text = capitalise(self.brief.subject).rstrip(" .;")
        plain = _bare_subject(text)
        if self.kind.id == "cong-van":
            return f"V/v {lower_first(plain)}"
        if self.kind.id == "quyet-dinh":
            if self.brief.attached is not None:
                row = PAPER_KINDS[self.brief.attached.kind_id]
                return f"Ban hành {row.name} {lower_first(_bare_subject(self.brief.attached.subject))}"
            return text if plain.startswith(("Ban hành", "Phê duyệt")) else f"Về việc {lower_first(plain)}"
        return upper_first(text)

    def _addressees(self) -> tuple[str, ...]:
        given = tuple(capitalise(line).lstrip("-–• ").rstrip(" ;.") for line in self.brief.to)
        if not given and self.kind.id in ("cong-van", "to-trinh"):
            superior = self.brief.facts.get("superior", ())
            return superior or (missing(self.labels["addressee"]),)
        return given

    # -- bases -------------------------------------------------------------------------------------------------------

    def _bases(self) -> tuple[Claim, ...]:
        lines: list[str] = []
        for given in self.brief.bases:
            line, whole = basis_line(given, self.mentions)
            lines.append(line)
            if not whole:
                self.note("basis", basis=line)
            if found := district_in(line):
                self.note("district", name=found)
        if not self.kind.bases:
            return tuple(Claim(text=line, status="author") for line in lines)
        if not lines:
            issuer = "cơ quan ban hành" if placeholders(self.brief.agency) else capitalise(self.brief.agency)
            lines.append("Căn cứ " + missing(self.labels["basis_power"].format(issuer=issuer)))
        named = " ".join(lines)
        for guide in {item.hit.guide.number: item.hit.guide for item in self.found if item.hit.guide.number}.values():
            if (guide.number or "") not in named and full_name(guide) not in named:
                lines.append(f"Căn cứ {self.mentions.name(guide)}")
        if len(lines) == 1 and not self.brief.bases:
            lines.append("Căn cứ " + missing(self.labels["basis_content"]))
        proposed = any(line.startswith(("Theo đề nghị", "Xét ")) for line in lines)
        if self.kind.authority and not proposed:
            lines.append(f"Theo đề nghị của {self.brief.proposer or missing(self.labels['proposer'])}")
        return tuple(Claim(text=line, status="author") for line in lines)

    # -- text --------------------------------------------------------------------------------------------------------

    def _blocks(self) -> tuple[PaperBlock, ...]:
        body = self.brief.body
        if any(read_line(part.line).kind in _WHOLE for part in body if part.line):
            return tuple(relabelled([*self._typed(body), *self._evidence()]))
        key = ISSUING if self.brief.attached is not None and self.kind.id == "quyet-dinh" else self.kind.id
        filler = Filler(self._facts(), self._fact_labels(), written=bool(body))
        made: list[PaperBlock] = []
        for line in filler.lines(skeletons()[key]["lines"]):
            if line == "@body":
                made.extend(self._typed(body))
            elif line == "@evidence":
                made.extend(self._evidence())
            else:
                made.extend(blocks_from([line], self.own))
        return tuple(relabelled(made))

    def _typed(self, parts: Iterable[BodyPart]) -> list[PaperBlock]:
        made: list[PaperBlock] = []
        for part in parts:
            if part.rows:
                rows = tuple(tuple(self.own(cell) for cell in row) for row in part.rows)
                made.append(PaperBlock(kind="table", header=rows[0], rows=rows[1:]))
            else:
                made.extend(blocks_from([part.line], self.own))
        return made

    def _evidence(self) -> list[PaperBlock]:
        for item in self.found:
            if not item.hit.guide.number:
                self.note("no_number", title=item.hit.guide.title)
        return evidence.blocks(self.found, self.mentions)

    def _facts(self) -> dict[str, tuple[str, ...]]:
        subject = capitalise(_bare_subject(self.brief.subject)).rstrip(" .;")
        facts = {name: self._values(name, values) for name, values in self.brief.facts.items()}
        facts["issuer"] = (capitalise(self.brief.agency),)
        if subject:
            facts["subject"], facts["Subject"] = (lower_first(subject),), (upper_first(subject),)
        if attached := self.brief.attached:
            row = PAPER_KINDS[attached.kind_id]
            facts["attached"] = (f"{row.name} {lower_first(_bare_subject(attached.subject))}",)
        if self.brief.to and "superior" not in facts:
            facts["superior"] = (self.brief.to[0].rstrip(" ;."),)
        return facts

    def _values(self, name: str, values: tuple[str, ...]) -> tuple[str, ...]:
        from generator.domain.days import parse_day

        if name in _DAY_FACTS and values[0].replace("/", "").replace("-", "").isdigit():
            return (date_words(parse_day(values[0])).removeprefix("ngày "),)
        return values

    def _fact_labels(self) -> dict[str, str]:
        return {name: names[1] for name, names in skeletons()["facts"].items()} | {"Subject": self.labels["subject"]}

    # -- what goes with it -------------------------------------------------------------------------------------------

    def _annexes(self) -> tuple[Annex, ...]:
        asked = self.brief.annexes
        many = len(asked) > 1
        return tuple(
            Annex(
                title=capitalise(annex.title) or missing("tên phụ lục"),
                blocks=tuple(self._typed(annex.body)) or blocks_from([missing("nội dung phụ lục")], self.own),
                number=roman(order) if many else "",
            )
            for order, annex in enumerate(asked, 1)
        )

    def _annex_line(self, annexes: tuple[Annex, ...]) -> PaperBlock:
        """A document with annexes points to them (Phụ lục I, III.1a)."""
        numbers = [annex.number for annex in annexes if annex.number]
        which = f"các Phụ lục {', '.join(numbers)}" if numbers else "Phụ lục"
        return blocks_from([f"Kèm theo {self.kind.name} này là {which}."], self.own)[0]

    def _attached(self) -> Attached | None:
        asked = self.brief.attached
        if asked is None:
            return None
        filler = Filler(self._facts(), self._fact_labels(), written=bool(asked.body))
        blocks = self._typed(asked.body)
        if not blocks:
            lines = [line for line in filler.lines(skeletons()[asked.kind_id]["lines"]) if not line.startswith("@")]
            blocks = list(blocks_from(lines, self.own))
        subject = upper_first(capitalise(_bare_subject(asked.subject)).rstrip(" .;"))
        return Attached(kind_id=asked.kind_id, subject=subject, blocks=tuple(relabelled(blocks)))

    def _copied(self, asked: CopyBrief) -> CopyMark:
        issuer = self._issuer(asked.agency or self.brief.agency, (), asked.place, asked.abbreviation, "")
        lines = tuple(line.lstrip("-–• ").rstrip(" ;.") for line in asked.recipients)
        archive = () if any(line.startswith("Lưu") for line in lines) else ("Lưu: VT",)
        signed: Signature | None = None
        if not asked.electronic:
            signed = signature(asked.signer, issuer.names, self.labels)
            lines = (*(lines or (missing(self.labels["recipient"]),)), *archive)
        return CopyMark(form=asked.form, issuer=issuer, electronic=asked.electronic, signature=signed, recipients=lines)

    def _closing_notes(self, made: Paper) -> None:
        if made.number is None and made.issued_on is None and made.kind.dated:
            self.note("number_and_day")
        elif made.number is None:
            self.note("number")
        if made.draft and made.number is not None:
            self.note("numbered_draft")
        if self.brief.topic and not self.found:
            self.note("no_evidence", topic=self.brief.topic)
        for _, claim in made.claims():
            if claim.status == "author" and (found := district_in(claim.text)):
                self.note("district", name=found)


def _bare_subject(text: str) -> str:
    """Without "Về việc", "V/v"."""
    lowered = text.lower()
    for lead in ("về việc ", "v/v ", "v/v: "):
        if lowered.startswith(lead):
            return text[len(lead) :].strip()
    return text.strip()


def _tells_annexes(blocks: Sequence[PaperBlock]) -> bool:
    return any("phụ lục" in claim.text.lower() for block in blocks for claim in block.all_claims())


def gaps_of(paper: Paper) -> list[str]:
    """What is still open in the whole document, each once, in reading order."""
    texts: list[str] = [paper.issuer.place, paper.issuer.unit, paper.subject, paper.basis_lead, *paper.addressees]
    texts += [claim.text for _, claim in paper.claims()]
    texts += [annex.title for annex in paper.annexes]
    signers = [*paper.signatures, *([paper.copied.signature] if paper.copied and paper.copied.signature else [])]
    for signed in signers:
        texts += [*signed.lines, signed.name]
    texts += [*paper.recipients, *(paper.copied.recipients if paper.copied else ())]
    return list(dict.fromkeys(label for text in texts for label in placeholders(text)))
