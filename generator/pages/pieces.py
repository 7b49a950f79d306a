"""Pieces of HTML that several pages show: findings, sources, pictures with their words. Everything is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from urllib.parse import parse_qs, urlsplit

import gradio as gr

from generator.domain.findings import Finding
from generator.domain.guide import Guide
from generator.domain.ledger import Claim
from generator.domain.printing import print_passage
from generator.errors import NotFound
from generator.pages.render import highlighted
from generator.pages.shell import Shell

MARKS = {"error": "✖", "warning": "▲", "info": "●"}
STATUS_MARKS = {"quoted": "■", "supported": "●", "unsupported": "✖", "author": "○"}


def asked(request: gr.Request, name: str) -> str:
    """What the page's own address asks for (`?work=…`), "" where it does not."""
    address: str = request.headers.get("referer", "")
    own = dict(request.query_params or {}).get(name)
    return str(own or parse_qs(urlsplit(address).query).get(name, [""])[0])


def findings_list(shell: Shell, findings: Sequence[Finding]) -> str:
    """The findings of the checks, the gravest first, by word and shape."""
    title = f"<h2>{escape(shell.say('pages_work.checks.title'))}</h2>"
    if not findings:
        return f"{title}<p>✔ {escape(shell.say('pages_work.checks.none'))}</p>"
    order = list(MARKS)
    items = "".join(
        f'<li class="finding {found.severity}"><b>{MARKS[found.severity]} '
        f"{escape(shell.say(f'pages_work.severity.{found.severity}'))}</b> "
        f"{escape(found.message)} {escape(found.suggestion)}</li>"
        for found in sorted(findings, key=lambda found: order.index(found.severity))
    )
    return f'{title}<ul class="findings">{items}</ul>'


def sources_of(shell: Shell, claim: Claim) -> str:
    """Every passage the claim cites, with its address, the cited words marked."""
    cards = []
    for number, citation in enumerate(claim.citations, 1):
        try:
            passage = shell.soan.passage(citation.passage_id)
            guide = shell.soan.guide(passage.guide_id)
        except NotFound as error:
            cards.append(f"<p>✖ {escape(error.sentence(shell.language))}</p>")
            continue
        validity = shell.say(f"pages.lesson.validity_{guide.validity(date.today())}")
        cards.append(
            f'<section class="source"><h4>{escape(print_passage(passage, guide, shell.language))}</h4>'
            f'<p class="validity">{escape(guide.title)} — {escape(validity)}</p>'
            f'<blockquote lang="{guide.language}">'
            f"{highlighted(passage.text, [(citation.start, citation.end, number)], links=False)}</blockquote></section>"
        )
    return "".join(cards) or f"<p>{escape(shell.say('pages_work.no_source'))}</p>"


def time_bar(steps: Sequence[tuple[int, str]], name: str) -> str:
    """The minutes of a session as a bar; its words stand in the picture's text alternative and in the plan's table."""
    total = sum(minutes for minutes, _ in steps) or 1
    words = "; ".join(f"{title}: {minutes}" for minutes, title in steps)
    pieces = "".join(
        f'<span style="flex:{minutes} 0 0" class="t{place % 2}">{minutes}</span>'
        for place, (minutes, _) in enumerate(steps)
    )
    label = escape(f"{name} ({total}): {words}")
    shown = f'<p aria-hidden="true">{escape(name)} ({total})</p>'
    return f'{shown}<div class="time-bar" role="img" aria-label="{label}">{pieces}</div>'


def validity_picture(shell: Shell, guides: Sequence[Guide], today: date) -> str:
    """When each guide is in force, as bars over the years; "" when no guide has a date. The same in words is the text
    alternative, and the table beside it."""
    dated = [guide for guide in guides if guide.effective_from is not None]
    if not dated:
        return ""
    first = min(guide.effective_from for guide in dated if guide.effective_from is not None).year
    last = max([today.year + 1, *(guide.effective_to.year for guide in dated if guide.effective_to is not None)])
    left, width, row = 190, 760, 24

    def across(day: date) -> float:
        return left + width * (day.toordinal() - date(first, 1, 1).toordinal()) / (366 * (last - first + 1))

    bars, words = [], []
    for place, guide in enumerate(dated):
        assert guide.effective_from is not None
        name, top = guide.number or guide.title, place * row + 26
        begin, end = across(guide.effective_from), across(guide.effective_to or date(last, 12, 31))
        kind = guide.validity(today)
        fill = {"in_force": "#15803d", "expired": "#9ca3af", "not_yet": "#b45309"}[kind]
        bars.append(
            f'<text x="{left - 8}" y="{top + 13}" text-anchor="end">{escape(name[:26])}</text>'
            f'<rect x="{begin:.0f}" y="{top}" width="{max(end - begin, 3):.0f}" height="16" fill="{fill}"'
            f"{' stroke-dasharray=4 stroke=#111827' if kind != 'in_force' else ''}/>"
        )
        words.append(
            shell.say(
                "pages_work.guides.spans",
                name=name,
                start=f"{guide.effective_from:%d/%m/%Y}",
                end=f"{guide.effective_to:%d/%m/%Y}" if guide.effective_to else "…",
                state=shell.say(f"pages.lesson.validity_{kind}"),
            )
        )
    step = max(1, (last - first + 1) // 8)
    years = "".join(
        f'<text x="{across(date(year, 1, 1)):.0f}" y="14">{year}</text>' for year in range(first, last + 1, step)
    )
    height, now = len(dated) * row + 34, across(today)
    line = f'<line x1="{now:.0f}" x2="{now:.0f}" y1="18" y2="{height}" stroke="#b91c1c" stroke-width="2"/>'
    label = escape(". ".join(words))
    title = escape(shell.say("pages_work.guides.picture"))
    return (
        f'<h2>{title}</h2><div class="scroll" tabindex="0" role="region" aria-label="{title}">'
        f'<svg class="validity-picture" role="img" aria-label="{label}" viewBox="0 0 {left + width + 10} {height}" '
        f'width="{left + width + 10}" height="{height}" font-size="12">{years}{"".join(bars)}{line}</svg></div>'
    )
