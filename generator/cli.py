"""The command `soan`: one file for each group of commands, no rule of its own, errors told in one sentence."""

from __future__ import annotations

import os
import sys

import typer

from generator.commands import (
    ask,
    backup,
    check,
    common,
    demo,
    document,
    drill,
    evaluate,
    guides,
    handout,
    lesson,
    people,
    practice,
    quiz,
    review,
    search,
    serve,
    verify,
    works,
)
from generator.errors import SoanError
from generator.messages import say


def build() -> typer.Typer:
    """The whole command-line application."""
    app = typer.Typer(
        name="soan",
        help=say("cli.help", common.language()),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help: lighter to start, and readable by screen readers
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for module in (
        demo,
        serve,
        guides,
        search,
        ask,
        lesson,
        quiz,
        document,
        handout,
        check,
        verify,
        works,
        review,
        practice,
        drill,
        people,
        backup,
        evaluate,
    ):
        module.register(app)
    return app


def main() -> None:
    """Entry point; the outermost handler of this surface."""
    os.environ.setdefault("LANGSMITH_TRACING", "false")
    os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
    try:
        build()()
    except SoanError as error:
        print(error.sentence(common.language()), file=sys.stderr)
        sys.exit(error.exit_code)
    except OSError as error:
        from generator.storage.trouble import of_system

        told = of_system(error)
        if told is None:
            raise
        print(told.sentence(common.language()), file=sys.stderr)
        sys.exit(told.exit_code)
    except KeyboardInterrupt:
        print(say("cli.interrupted", common.language()), file=sys.stderr)
        sys.exit(130)


if __name__ == "__main__":
    main()
