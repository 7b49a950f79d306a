"""What the practice page shows, as inert HTML: exercise, data gate, score, attempts, drill, progress."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from generator.domain.exercise import PASS
from generator.pages.shell import Shell, status, table

if TYPE_CHECKING:
    from generator.checks.data_gate import Inspection
    from generator.domain.drill import DrillResult
    from generator.domain.exercise import Attempt, Comparison, Exercise, Submission
    from generator.domain.progress import Progress
    from generator.domain.prompt_score import PromptScore


def listed(items: Iterable[str], tag: str = "ul") -> str:
    """A list of escaped lines; "" without lines."""
    lines = "".join(f"<li>{escape(item)}</li>" for item in items)
    return f"<{tag}>{lines}</{tag}>" if lines else ""


def exercise_html(shell: Shell, exercise: Exercise) -> str:
    """Scenario, material and goal; the hints stay folded."""
    parts = "".join(
        f'<h3>{escape(shell.say(f"practice.{key}"))}</h3><div class="given">{escape(text)}</div>'
        for key, text in (
            ("scenario", exercise.scenario), ("material", exercise.material), ("goal", exercise.goal),
        )
    )  # fmt: skip
    hints = f"<details><summary>{escape(shell.say('practice.hints'))}</summary>{listed(exercise.hints)}</details>"
    return f'<div lang="{exercise.language}"><h2>{escape(exercise.title)}</h2>{parts}{hints}</div>'


def gate_html(shell: Shell, text: str, found: Inspection) -> str:
    """The decision, the text with the findings marked, and why each was found; "" for an empty text."""
    if not text.strip():
        return ""
    kind = {"block": "problem", "warn": "working", "pass": "done"}[found.decision]
    told = status(shell.say(f"gate.screen.decision_{found.decision}"), kind)
    if not found.findings:
        return told
    out, at = [], 0
    for finding in found.findings:
        begin = max(finding.start, at)
        end = max(finding.end, begin)
        out.append(escape(text[at:begin]))
        if end > begin:
            label = f'<span class="label">{escape(finding.label)}</span>'
            out.append(f'<mark class="{finding.severity}">{escape(text[begin:end])}{label}</mark>')
        at = end
    marked = "".join(out) + escape(text[at:])
    reasons = listed(
        dict.fromkeys(f"{finding.label}: {finding.explanation} ({finding.rule})" for finding in found.findings)
    )
    blocked = found.decision == "block" and not found.maskable
    secret = status(shell.say("gate.screen.no_masked"), "problem") if blocked else ""
    return f'{told}<div class="given">{marked}</div>{reasons}{secret}'


def score_html(shell: Shell, sent: Submission) -> str:
    """The whole answer to a submission."""
    score, fit = sent.score, sent.fit
    if sent.attempt is None:
        kept = status(shell.say("practice.not_kept"), "problem")
    else:
        kept = status(shell.say("practice.kept", number=sent.attempt.number))
        if score.total >= PASS and not score.refused:
            kept += status(shell.say("pages_practice.passed"))
    fits = [
        shell.say(f"practice.fit_{name}", words=", ".join(words))
        for name, words in (("found", fit.found), ("missing", fit.missing))
        if words
    ]
    changed = comparison_html(shell, sent.comparison) if sent.comparison is not None else ""
    return f"{points_html(shell, score)}{listed(fits)}{kept}{changed}"


def points_html(shell: Shell, score: PromptScore) -> str:
    """Total, what fails it, next steps with lines to take over, part by part, what was taken off."""

    def t(key: str) -> str:
        return escape(shell.say(f"rubric.{key}"))

    total = f"<h2>{escape(shell.say('rubric.score', total=f'{score.total:.0f}'))}</h2>"
    meter = f'<meter min="0" max="100" low="40" high="{PASS}" optimum="100" value="{score.total:.0f}" ' + (
        f'aria-label="{escape(shell.say("rubric.score", total=f"{score.total:.0f}"))}"></meter>'
    )
    refused = f"<h3>{t('failed')}</h3>{listed(item.reason for item in score.refused)}" if score.refused else ""
    steps = "".join(
        f'<li>{escape(step.text)}<div class="line">{escape(step.line)}</div></li>' for step in score.next_steps
    )
    following = f"<h3>{t('next')}</h3><ol>{steps}</ol>" if steps else ""
    rows = [
        [shell.say(f"rubric.part.{part.name}"), f"{part.points:.0f}/{part.most:.0f}", part.reason]
        for part in score.parts
    ]
    heads = [shell.say(f"pages_practice.head.{name}") for name in ("part", "points", "reason")]
    taken = f"<h3>{t('taken')}</h3>" + listed(f"−{item.points:.4g}: {item.reason}" for item in score.deductions)
    parts = table(heads, rows, shell.say("rubric.parts"))
    return f"{total}{meter}{refused}{following}{parts}{taken if score.deductions else ''}"


def comparison_html(shell: Shell, found: Comparison) -> str:
    """What changed since the last attempt and what it did."""
    totals = {"before": f"{found.before.score.total:.0f}", "after": f"{found.after.score.total:.0f}"}
    lines = [shell.say("practice.removed", words=words) for words in found.removed]
    lines += [shell.say("practice.added", words=words) for words in found.added]
    lines += [
        shell.say(
            "practice.shift", part=shell.say(f"rubric.part.{shift.name}"), before=f"{shift.before:.0f}",
            after=f"{shift.after:.0f}",
        )
        for shift in found.shifts
    ]  # fmt: skip
    title = shell.say("practice.since", number=found.before.number, **totals)
    return f"<h3>{escape(title)}</h3>{listed(lines or [shell.say('practice.same')])}"


def attempts_html(shell: Shell, attempts: Sequence[Attempt]) -> str:
    """One's attempts side by side, the newest first."""
    if not attempts:
        return f"<p>{escape(shell.say('pages_practice.no_attempts'))}</p>"
    cards = "".join(
        f"<li><b>{escape(shell.say('pages_practice.attempt', number=one.number, total=f'{one.score.total:.0f}'))}</b>"
        f'<div class="given">{escape(one.prompt)}</div></li>'
        for one in reversed(attempts)
    )
    title = escape(shell.say("pages_practice.attempts"))
    return f'<h2>{title}</h2><ul class="side-by-side">{cards}</ul>'


def drill_html(shell: Shell, result: DrillResult) -> str:
    """Each sentence with its verdict and the guide's own words."""
    told = shell.say(
        "drills.screen.score", score=result.score, found=result.found, missed=result.missed, false=result.false_alarms
    )
    rows = []
    for verdict in result.verdicts:
        words = {"quote": verdict.evidence.quote, "address": verdict.evidence.address}
        invented = bool(verdict.kind) and not verdict.was
        why = shell.say("drills.screen.invented" if invented else "drills.screen.source", **words)
        if verdict.kind:
            swap = "" if invented else shell.say("drills.screen.swap", now=verdict.now, was=verdict.was)
            why = " ".join(part for part in (f"[{shell.say(f'drills.kind.{verdict.kind}')}]", swap, why) if part)
        rows.append([str(verdict.number), shell.say(f"drills.outcome.{verdict.outcome}"), verdict.text, why])
    heads = [shell.say(f"pages_practice.head.{name}") for name in ("number", "outcome", "sentence", "source")]
    return status(told) + table(heads, rows, shell.say("pages_practice.drill.result"))


def progress_html(shell: Shell, progress: Progress) -> str:
    """The course, step by step."""
    rows = []
    for line in progress.steps:
        best = shell.say("practice.tries", tries=line.tries, best=f"{line.best:.0f}") if line.best is not None else ""
        mark = "✔ " if line.done else "○ "
        state = mark + shell.say("practice.done" if line.done else "practice.todo")
        rows.append([shell.say(f"practice.stage.{line.step.stage}"), line.step.title, f"{state} {best}".strip()])
    done = sum(line.done for line in progress.steps)
    heads = [shell.say(f"pages_practice.head.{name}") for name in ("stage", "step", "state")]
    title = shell.say("pages_practice.progress.done", done=done, all=len(progress.steps))
    grades = ", ".join(f"{part} {grade}" for part, grade in progress.practised.items())
    practised = shell.say("practice.practised", grades=grades or shell.say("practice.practised_none"))
    return table(heads, rows, title) + f"<p>{escape(practised)}</p>"
