"""Checks of texts, works and files. Nothing that is sent here is kept."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import Query, Response
from pydantic import JsonValue

from generator.api.wire import Binary, Call, FileName, Sent, Text, area, may, reply
from generator.checks.data_gate import Inspection
from generator.checks.layout.audit import LayoutReport
from generator.domain.findings import Finding
from generator.domain.prompt_score import PromptScore
from generator.domain.work import WorkKind
from generator.grounding.verify import VerifyReport
from generator.service.uploads import as_file
from generator.service.works_base import parsed

router = area("checks")


class Checked(Sent):
    """A text to look at."""

    text: Text


class CheckedWork(Sent):
    """A work to look at."""

    kind: WorkKind
    content: dict[str, JsonValue]


@router.post("/checks/work", response_model=list[Finding])
def work(call: Annotated[Call, may("checks.run")], sent: CheckedWork) -> Response:
    """Every check that applies to the kind of work."""
    return reply(call.soan.check_work(parsed(sent.kind, sent.content), call.language))


@router.post("/checks/data", response_model=Inspection)
def data(
    call: Annotated[Call, may("checks.run")], sent: Checked, synthetic: Annotated[bool, Query()] = False
) -> Response:
    """What must not go to an AI tool: personal data, marks of secrecy; and the text with stand-ins."""
    return reply(call.soan.gate.inspect(sent.text, call.language, synthetic=synthetic))


@router.post("/checks/prompt", response_model=PromptScore)
def prompt(call: Annotated[Call, may("checks.run")], sent: Checked) -> Response:
    """The rubric's score of a prompt, with reasons."""
    return reply(call.soan.practice.score(sent.text, call.language))


@router.post("/checks/injection", response_model=list[Finding])
def injection(call: Annotated[Call, may("checks.run")], name: FileName, content: Binary) -> Response:
    """Orders to an assistant hidden in a file."""
    with as_file(name, content) as path:
        return reply(call.soan.material.check_file(path, call.language))


@router.post("/checks/layout", response_model=LayoutReport)
def layout(call: Annotated[Call, may("checks.run")], name: FileName, content: Binary) -> Response:
    """A DOCX against Nghị định 30/2020/NĐ-CP, Phụ lục I."""
    with as_file(name, content) as path:
        return reply(call.soan.layout(call.language).check(path))


@router.post("/checks/file", response_model=VerifyReport)
def file(
    call: Annotated[Call, may("checks.run")],
    name: FileName,
    content: Binary,
    as_of: Annotated[date | None, Query()] = None,
) -> Response:
    """The sources inside an exported file, against the library."""
    with as_file(name, content) as path:
        return reply(call.soan.verify(path, as_of=as_of or date.today()))
