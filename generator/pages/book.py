"""All pages of one interface language in their order: a page is one row."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import gradio as gr

from generator.pages import administration, ask, documents, guides, lesson, library, practice, quiz, review, start
from generator.pages.shell import Shell


class Page(NamedTuple):
    """The page's path ("" for the start) and what builds it inside an open route."""

    path: str
    build: Callable[[Shell], None]


PAGES = (
    Page("lesson", lesson.build),
    Page("review", review.build),
    Page("library", library.build),
    Page("guides", guides.build),
    Page("practice", practice.build),
    Page("ask", ask.build),
    Page("documents", documents.build),
    Page("quiz", quiz.build),
    Page("administration", administration.build),
)


def build_pages(shell: Shell) -> gr.Blocks:
    """The pages, the start page first."""
    with gr.Blocks(title="Soạn", analytics_enabled=False, delete_cache=(3600, 86400)) as book:
        gr.Navbar(main_page_name=shell.say("pages_shell.page.start"))
        start.build(shell)
    for page in PAGES:
        with book.route(shell.say(f"pages_shell.page.{page.path}"), page.path):
            gr.Navbar(main_page_name=shell.say("pages_shell.page.start"))  # each page has a bar of its own
            page.build(shell)
    return book
