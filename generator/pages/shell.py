"""What every page shares: its language, who is asking, how an error is told. A page is a function of a Shell."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Any, cast

import gradio as gr

from generator.domain.base import LANGUAGES, Language
from generator.domain.people import Actor, Role
from generator.errors import Forbidden, SignInRequired, SoanError
from generator.messages import lookup, say

if TYPE_CHECKING:
    from fastapi import Request

    from generator.service import Soan


class Shell:
    """The service in one interface language."""

    def __init__(self, soan: Soan, language: Language) -> None:
        self.soan = soan
        self.language = language

    def say(self, key: str, **details: object) -> str:
        """A sentence of the catalogue, by its whole key ("pages.form.topic")."""
        return say(key, self.language, **details)

    def choices(self, table: str, names: tuple[str, ...]) -> list[tuple[str, str]]:
        """(label, value) pairs for a radio group."""
        return [(self.say(f"{table}.{name}"), name) for name in names]

    def actor(self, request: gr.Request | Request | None) -> Actor:
        """Who sent this event; every handler calls it first. Raises SignInRequired."""
        from generator.service.people import COOKIE

        token = request.cookies.get(COOKIE) if request is not None else None
        actor = self.soan.people.actor(session=token)
        if not actor.id:
            raise SignInRequired()
        return actor

    def allowed(self, request: gr.Request | None, *roles: Role) -> Actor:
        """Who sent this event, holding one of the roles. For jobs whose service method takes no actor of its own.

        Raises SignInRequired, Forbidden.
        """
        actor = self.actor(request)
        if not actor.has("administrator", *roles):
            names = ", ".join(self.say(f"people.role.{role}") for role in roles)
            raise Forbidden(needed=names)
        return actor

    def told(self, work: Callable[[], str]) -> str:
        """The result of a piece of work as a status line, or the sentence of its error."""
        try:
            return status(work())
        except SoanError as error:
            return self.problem(error)

    def problem(self, error: SoanError) -> str:
        """An error as a status line: what happened and what to do."""
        return status(error.sentence(self.language), kind="problem")


def status(sentence: str, kind: str = "done") -> str:
    """A line that a screen reader announces."""
    mark = {"done": "✔", "problem": "✖", "working": "…"}[kind]
    role = "alert" if kind == "problem" else "status"
    return f'<p role="{role}" class="{kind}"><span aria-hidden="true">{mark}</span> {escape(sentence)}</p>'


def heading(title: str, lead: str = "") -> None:
    """The page's one h1 with a sentence on what the page is for."""
    text = f"<p>{escape(lead)}</p>" if lead else ""
    gr.HTML(f'<header class="page-head"><h1>{escape(title)}</h1>{text}</header>')


def table(heads: list[str], rows: list[list[str]], caption: str = "") -> str:
    """A table of escaped cells that scrolls inside itself on a narrow screen; "" when there are no rows."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    titled = f"<caption>{escape(caption)}</caption>" if caption else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption or heads[0])}">'
        f"<table>{titled}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def theme() -> gr.themes.Base:
    """System fonts (nothing is fetched) and colours with a contrast of at least 4.5."""
    fonts = ("system-ui", "Segoe UI", "Noto Sans", "Arial", "sans-serif")
    return gr.themes.Base(
        primary_hue="blue", neutral_hue="slate", font=fonts, font_mono=("ui-monospace", "monospace")
    ).set(
        button_primary_background_fill="#1d4ed8",
        button_primary_background_fill_dark="#1d4ed8",
        button_primary_text_color="#ffffff",
        body_text_color="#111827",
        body_text_color_subdued="#374151",
        block_info_text_color="#374151",
        block_label_text_color="#111827",
        input_placeholder_color="#4b5563",
    )


def builtin_strings(language: Language) -> gr.I18n:
    """Gradio speaks neither Vietnamese nor the language of our choice: flat keys override its English."""
    return gr.I18n(en=cast("dict[str, str]", lookup("pages.gradio", language)))


def head(shell: Shell) -> str:
    """For <head>: the page's language and title, a light scheme, and the bar with languages and sign-out."""
    names = {language: say("pages_shell.own_name", language) for language in LANGUAGES}
    links = "".join(
        f'<a href="/language/{code}" lang="{code}" hreflang="{code}"'
        f"{' aria-current=true' if code == shell.language else ''}>{escape(name)}</a>"
        for code, name in names.items()
    )
    leave = (
        '<form method="post" action="/logout" style="display:inline">'
        f'<button type="submit">{escape(shell.say("pages_shell.sign_out"))}</button></form>'
    )
    skip = escape(shell.say("pages_shell.skip"))
    named = escape(shell.say("pages_shell.bar"))
    bar = (
        f'<a class="skip" href="#main">{skip}</a><nav class="soan-bar" aria-label="{named}">'
        f'<a class="brand" href="/{shell.language}/">Soạn</a><span class="tools">{links}{leave}</span></nav>'
    )
    script = _SCRIPT.replace("LANGUAGE", shell.language).replace("BAR", bar.replace("`", ""))
    return f'<meta name="viewport" content="width=device-width, initial-scale=1"><script>{script}</script>'


_SCRIPT = """
document.documentElement.lang = "LANGUAGE";
const dress = () => {
  const bar = document.createElement("div");
  bar.innerHTML = `BAR`;
  document.body.prepend(bar);
  const mark = () => {  // changes only what is not yet so: its own changes call it again
    if (document.documentElement.lang !== "LANGUAGE") document.documentElement.lang = "LANGUAGE";
    if (document.body.classList.contains("dark")) document.body.classList.remove("dark");
    const main = document.querySelector("main, .main, gradio-app");
    if (main && !document.getElementById("main")) { main.id = "main"; main.tabIndex = -1; }
    for (const group of document.querySelectorAll("fieldset:not([aria-label])")) {  // Gradio's have no legend
      const label = group.querySelector("[data-testid=block-info]");
      if (label) group.setAttribute("aria-label", label.textContent.trim());
    }
    const heading = document.querySelector("h1");
    const wanted = heading ? heading.textContent + " · Soạn" : document.title;
    if (document.title !== wanted) document.title = wanted;
  };
  new MutationObserver(mark).observe(document.documentElement, {childList: true, subtree: true});
  mark();
};
// Gradio sets a base address, so that "#place" would lead to another page.
document.addEventListener("click", (event) => {
  const link = event.target.closest ? event.target.closest('a[href^="#"]') : null;
  if (!link || event.ctrlKey || event.metaKey) return;
  const place = document.getElementById(link.getAttribute("href").slice(1));
  event.preventDefault();
  if (!place) return;
  location.hash = place.id;
  const there = place.matches("a, button, [tabindex]") ? place : place.querySelector("a") || place;
  if (!there.matches("a, button, [tabindex]")) there.tabIndex = -1;
  there.focus({preventScroll: true});
});
// One key, one decision; only while the focus is on the desk and not in a field (WCAG 2.2, 2.1.4).
const DESK = {"1": "right", "2": "fix", "3": "drop", "j": "next", "k": "previous"};
document.addEventListener("keydown", (event) => {
  const at = document.activeElement, name = DESK[event.key.toLowerCase()];
  if (!name || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!at || !at.closest("#soan-desk") || at.matches("input, textarea, select")) return;
  const button = document.getElementById("desk-" + name);
  if (button) { event.preventDefault(); button.click(); button.focus(); }
});
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", dress); else dress();
"""

Event = Callable[..., Any]
