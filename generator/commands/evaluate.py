"""`soan eval …`, `soan bench …` and `soan doctor`: how quality and speed are measured, here and by others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.commands.common import DataOption, JsonOption, LangOption, language, opened, print_json, text
from generator.messages import say

DatasetArgument = Annotated[Path, typer.Argument(help=text("eval.dataset"), metavar="DATASET")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    evaluations = typer.Typer(help=text("eval.help"), no_args_is_help=True)
    evaluations.command("retrieval", help=text("eval.retrieval"))(retrieval)
    evaluations.command("refusal", help=say("eval_truth.refusal", language()))(refusal)
    evaluations.command("injection", help=say("injection.help_eval", language()))(injection)
    evaluations.command("claims", help=say("grounding.command.eval", language()))(claims)
    evaluations.command("items", help=say("items.command.eval", language()))(items)
    evaluations.command("prompts", help=say("rubric.help_eval", language()))(prompts)
    evaluations.command("layout", help=say("layout.command.eval", language()))(layout)
    evaluations.command("personal-data", help=say("gate.command.eval", language()))(personal_data)
    app.add_typer(evaluations, name="eval")
    benches = typer.Typer(help=text("bench.help"), no_args_is_help=True)
    benches.command("index", help=text("bench.index"))(bench_index)
    benches.command("search", help=text("bench.search"))(bench_search)
    benches.command("review", help=text("bench.review"))(bench_review)
    benches.command("generate", help=text("bench.generate"))(bench_generate)
    benches.command("ground", help=say("grounding.command.bench", language()))(bench_ground)
    benches.command("quiz", help=say("quiz.command.bench", language()))(bench_quiz)
    app.add_typer(benches, name="bench")
    app.command("doctor", help=text("doctor.help"))(doctor)


def _print(result: dict[str, object], as_json: bool) -> None:
    if as_json:
        print_json(result)
        return
    for key, value in result.items():
        print(f"{key:32} {value:.4f}" if isinstance(value, float) else f"{key:32} {value}")


def retrieval(
    dataset: DatasetArgument,
    fold_queries: Annotated[bool, typer.Option("--fold-queries", help=text("eval.fold"))] = False,
    corpus_lang: Annotated[str | None, typer.Option("--corpus-lang", help=text("eval.corpus_lang"))] = None,
    query_lang: Annotated[str | None, typer.Option("--query-lang", help=text("eval.query_lang"))] = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.evaluation.retrieval import evaluate_retrieval

    _print(
        evaluate_retrieval(dataset, fold_queries=fold_queries, corpus_lang=corpus_lang, query_lang=query_lang), as_json
    )


def claims(dataset: DatasetArgument, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from generator.evaluation.claims import evaluate_claims

    _print(evaluate_claims(dataset), as_json)


def items(dataset: DatasetArgument, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from generator.evaluation.items import evaluate_items

    _print(evaluate_items(dataset), as_json)


def prompts(dataset: DatasetArgument, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from generator.evaluation.prompts import evaluate_prompts

    _print(evaluate_prompts(dataset), as_json)


def layout(dataset: DatasetArgument, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from generator.evaluation.layout import evaluate_layout

    _print(evaluate_layout(dataset), as_json)


def personal_data(dataset: DatasetArgument, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from generator.evaluation.personal_data import evaluate_personal_data

    _print(evaluate_personal_data(dataset), as_json)


def refusal(
    dataset: DatasetArgument,
    guides: Annotated[list[Path], typer.Option("--guides", help=say("eval_truth.guides", language()), metavar="DIR")],
    rows: Annotated[bool, typer.Option("--rows", help=say("eval_truth.rows", language()))] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.evaluation.refusal import evaluate_refusal

    _print(evaluate_refusal(dataset, guides, data=data, details=rows), as_json)


def injection(
    dataset: DatasetArgument,
    end_to_end: Annotated[bool, typer.Option("--end-to-end", help=say("injection.end_to_end", language()))] = False,
    rows: Annotated[bool, typer.Option("--rows", help=say("eval_truth.rows", language()))] = False,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.evaluation.injection import evaluate_injection

    _print(evaluate_injection(dataset, end_to_end=end_to_end, details=rows), as_json)


def bench_index(
    guides: Annotated[Path, typer.Argument(help=text("bench.guides"), metavar="DIR")],
    passages: Annotated[int, typer.Option("--passages", help=text("bench.passages"))] = 0,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.evaluation.bench_index import bench

    _print(bench(guides, passages=passages), as_json)


def bench_search(
    guides: Annotated[Path, typer.Argument(help=text("bench.guides"), metavar="DIR")],
    passages: Annotated[int, typer.Option("--passages", help=text("bench.passages"))] = 100_000,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.evaluation.bench_search import bench

    _print(bench(guides, passages=passages), as_json)


def bench_review(
    guides: Annotated[Path, typer.Argument(help=text("bench.guides"), metavar="DIR")],
    works: Annotated[int, typer.Option("--works", help=text("bench.works"))] = 500,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.evaluation.bench_review import bench

    _print(bench(guides, works=works), as_json)


def bench_generate(
    guides: Annotated[Path, typer.Argument(help=text("bench.guides"), metavar="DIR")],
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.evaluation.bench_generate import bench

    _print(bench(guides), as_json)


def bench_ground(dataset: DatasetArgument, as_json: JsonOption = False, lang: LangOption = None) -> None:
    from generator.evaluation.claims import read_rows, speed

    rows = read_rows(dataset)
    _print({"claims": len(rows), "claims_per_second": speed(rows)}, as_json)


def bench_quiz(
    guides: Annotated[Path, typer.Option("--guides", help=text("bench.guides"), metavar="DIR")],
    items: Annotated[int, typer.Option("--items", help=say("quiz.command.items", language()))] = 100,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    from generator.evaluation.bench_quiz import bench

    result = bench(guides, items=items)
    _print(result if as_json else {key: value for key, value in result.items() if key != "items_json"}, as_json)


def doctor(data: DataOption = None, as_json: JsonOption = False, lang: LangOption = None) -> None:
    with opened(data) as soan:
        health = soan.health()
    _print(health, as_json)
