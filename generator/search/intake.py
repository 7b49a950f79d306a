"""Files read and understood, in order, by several processes where that pays.

A worker that dies (a PDF can crash its reader) costs one file its sentence, not the others their place.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import NamedTuple

from generator import errors
from generator.domain.guide import Guide
from generator.domain.passage import Passage
from generator.errors import FileDamaged, SoanError
from generator.reading.files import read_file
from generator.reading.manifest import ManifestEntry
from generator.reading.understand import understand

AHEAD = 4  # files read ahead of the one being stored: bounds memory
_MANY_FILES, _MANY_BYTES = 48, 8_000_000  # below this, starting processes costs more than it saves


class Job(NamedTuple):
    """A file to read, and what the manifest says of it."""

    path: Path
    entry: ManifestEntry | None
    size: int


class Intake(NamedTuple):
    """A file as understood, or the error that kept it out."""

    guide: Guide | None = None
    passages: tuple[Passage, ...] = ()
    error: SoanError | None = None


class _Reply(NamedTuple):
    """What a worker sends back: exceptions with keyword arguments do not travel, their names and details do."""

    guide: Guide | None = None
    passages: tuple[Passage, ...] = ()
    error: str = ""
    details: tuple[tuple[str, str], ...] = ()


def take_in(jobs: Sequence[Job], *, processes: int | None = None) -> Iterator[Intake]:
    """One Intake for each job, in the order of the jobs. `processes` overrides the choice (1 reads in this one)."""
    if processes is None:
        many = len(jobs) >= _MANY_FILES or (len(jobs) > 1 and sum(job.size for job in jobs) >= _MANY_BYTES)
        processes = min(4, os.cpu_count() or 1) if many and _startable() else 1
    if processes == 1:
        yield from map(_read_here, jobs)
    else:
        yield from _read_apart(jobs, processes)


def _startable() -> bool:
    """Whether a new process can load this one's main module; it cannot when the program came through a pipe."""
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    return main is None or Path(main).is_file()


def _read_here(job: Job) -> Intake:
    try:
        return Intake(*understand(read_file(job.path), job.entry))
    except SoanError as error:
        return Intake(error=error)


def _read_apart(jobs: Sequence[Job], processes: int) -> Iterator[Intake]:
    pool = _pool(processes)
    waiting: deque[tuple[Job, Future[_Reply]]] = deque()
    rest = iter(jobs)
    try:
        while True:
            while len(waiting) < processes + AHEAD and (job := next(rest, None)) is not None:
                waiting.append((job, pool.submit(_work, job)))
            if not waiting:
                return
            job, future = waiting.popleft()
            try:
                reply = future.result()
            except BrokenProcessPool:
                # any of the files under way may be the one that kills: each is tried again, this one alone
                reply = _read_alone(job)
                pool.shutdown(wait=True)
                pool = _pool(processes)
                waiting = deque((later, pool.submit(_work, later)) for later, _ in waiting)
            yield _intake(reply)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _read_alone(job: Job) -> _Reply:
    with _pool(1) as pool:
        try:
            return pool.submit(_work, job).result()
        except BrokenProcessPool:
            return _Reply(error=FileDamaged.__name__, details=(("file", job.path.name),))


def _pool(processes: int) -> ProcessPoolExecutor:
    # spawn: this process may hold threads and locks of a database, Chroma or onnxruntime, which a fork would copy
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_start_worker)


def _start_worker() -> None:
    """Ctrl-C is the parent's to handle; a worker whose parent was killed goes too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(job: Job) -> _Reply:
    taken = _read_here(job)
    if taken.error is None:
        return _Reply(taken.guide, taken.passages)
    details = tuple((name, str(value)) for name, value in taken.error.details.items())
    return _Reply(error=type(taken.error).__name__, details=details)


def _intake(reply: _Reply) -> Intake:
    if not reply.error:
        return Intake(reply.guide, reply.passages)
    raised: type[SoanError] = getattr(errors, reply.error)
    return Intake(error=raised(**dict(reply.details)))
