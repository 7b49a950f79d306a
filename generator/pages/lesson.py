"""The first page: topic → lesson with clickable sources → download. Thin: it only calls the service."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import gradio as gr

from generator.domain.base import LANGUAGES, Language
from generator.domain.days import parse_day
from generator.domain.lesson import AUDIENCES, Audience, Brief, Level
from generator.errors import SoanError
from generator.messages import lookup, say
from generator.pages.render import lesson_html

if TYPE_CHECKING:
    from generator.service import Soan

HEAD = """
<script>document.documentElement.lang = "vi"; document.title = "Soạn";</script>
<meta name="viewport" content="width=device-width, initial-scale=1">
"""
SUFFIXES = (".docx", ".md", ".json")


def theme() -> gr.themes.Base:
    """System fonts (nothing is fetched) and colours with a contrast of at least 4.5."""
    fonts = ("system-ui", "Segoe UI", "Noto Sans", "Arial", "sans-serif")
    return gr.themes.Base(
        primary_hue="blue", neutral_hue="slate", font=fonts, font_mono=("ui-monospace", "monospace")
    ).set(button_primary_background_fill="#1d4ed8", button_primary_text_color="#ffffff", body_text_color="#111827")


def builtin_strings() -> gr.I18n:
    """Gradio has no Vietnamese of its own: flat keys override its English."""
    return gr.I18n(en=cast("dict[str, str]", lookup("pages.gradio", "vi")))


def _t(key: str, **details: object) -> str:
    return say(f"pages.{key}", "vi", **details)


def _choices(table: str, names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(_t(f"{table}.{name}"), name) for name in names]


def build(soan: Soan) -> gr.Blocks:
    """The page over an open service."""

    def guides_table() -> str:
        rows = "".join(
            f"<tr><td>{escape(g.title)}</td><td>{escape(g.number or '')}</td>"
            f"<td>{_t('lesson.validity_' + g.validity(date.today()))}</td></tr>"
            for g in soan.guides()
        )
        heads = "".join(f'<th scope="col">{_t("guides." + name)}</th>' for name in ("title", "number", "validity"))
        return f'<div class="scroll"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'

    def add(files: list[str] | None) -> tuple[str, str, None]:
        if not files:
            return _t("guides.choose"), guides_table(), None
        report = soan.add_guides([Path(name) for name in files])
        lines = "".join(f"<li>{escape(outcome.sentence('vi'))}</li>" for outcome in report.outcomes)
        return f"<ul>{lines}</ul>", guides_table(), None

    def draft(topic: str, audience: str, minutes: float, level: str, language: str, day: str) -> Iterator[list[Any]]:
        yield [_status("working"), gr.skip(), *([gr.update(visible=False)] * len(SUFFIXES))]
        try:
            brief = _brief(topic, audience, minutes, level, language, day)
            made = soan.lesson(brief)
            folder = Path(tempfile.mkdtemp(prefix="soan-"))
            files = [soan.export(made, folder / f"bai-hoc{suffix}") for suffix in SUFFIXES]
        except SoanError as error:
            yield [_status_text(error.sentence("vi")), "", *([gr.update(visible=False)] * len(SUFFIXES))]
            return
        claims = [claim for _, claim in made.claims()]
        quoted = sum(claim.status == "quoted" for claim in claims)
        done = _status_text(_t("lesson.done", claims=len(claims), quoted=quoted, sections=len(made.sections)))
        buttons = [gr.update(value=str(file), visible=True) for file in files]
        yield [done, lesson_html(made, soan.passage), *buttons]

    with gr.Blocks(title="Soạn", analytics_enabled=False, delete_cache=(3600, 86400)) as page:
        gr.HTML(f"<header><h1>{_t('title')}</h1><p>{_t('tagline')}</p></header>")
        with gr.Tab(_t("tab.lesson")):
            _lesson_tab(draft)
        with gr.Tab(_t("tab.guides")):
            files = gr.File(label=_t("guides.upload"), file_count="multiple", type="filepath")
            button = gr.Button(_t("guides.add"), variant="primary")
            told = gr.HTML(elem_classes="status")
            table = gr.HTML(guides_table)
            button.click(add, files, [told, table, files], api_name=False, concurrency_limit=1)
    return page


def _lesson_tab(draft: Any) -> None:
    with gr.Row():
        with gr.Column(scale=3):
            topic = gr.Textbox(label=_t("form.topic"), placeholder=_t("form.topic_hint"), autofocus=True)
        with gr.Column(scale=1):
            minutes = gr.Number(label=_t("form.minutes"), value=90, minimum=15, maximum=480, precision=0)
    audience = gr.Radio(_choices("audience", AUDIENCES), value="officials", label=_t("form.audience"))
    with gr.Row():
        level = gr.Radio(_choices("level", get_args(Level)), value="basic", label=_t("form.level"))
        language = gr.Radio(_choices("language", LANGUAGES), value="vi", label=_t("form.language"))
        day = gr.Textbox(label=_t("form.day"), value=date.today().strftime("%d/%m/%Y"))
    button = gr.Button(_t("form.draft"), variant="primary")
    status = gr.HTML(elem_classes="status")
    with gr.Row():
        downloads = [
            gr.DownloadButton(_t(f"form.download_{suffix[1:]}"), visible=False, variant="secondary")
            for suffix in SUFFIXES
        ]
    view = gr.HTML(elem_id="lesson")
    inputs = [topic, audience, minutes, level, language, day]
    outputs = [status, view, *downloads]
    for trigger in (button.click, topic.submit):
        trigger(draft, inputs, outputs, api_name=False, concurrency_limit=8, trigger_mode="once")


def _status_text(sentence: str) -> str:
    return f'<p role="status">{escape(sentence)}</p>'


def _status(key: str) -> str:
    return _status_text(_t(f"lesson.{key}"))


def _brief(topic: str, audience: str, minutes: float, level: str, language: str, day: str) -> Brief:
    return Brief(
        topic=topic or "",
        audience=cast("Audience", audience),
        minutes=int(minutes or 0),
        level=cast("Level", level),
        language=cast("Language", language),
        as_of=parse_day(day),
    )
