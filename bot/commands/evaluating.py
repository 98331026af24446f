"""`faqbot evaluate`: how well an FAQ does on labelled questions."""

import time
from pathlib import Path

import click

from bot import composition
from bot.commands.options import json_option, with_settings
from bot.config import Settings
from bot.engine.curation.evaluation import evaluate as judge_all
from bot.labelled import read_cases
from bot.reports import evaluation
from bot.reports.results import as_page


@click.command()
@click.argument("questions", metavar="QUESTIONS.jsonl", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@with_settings
def evaluate(settings: Settings, questions: Path, as_json: bool) -> None:
    """Ask labelled questions and count what is right: lines {"q": …, "entry": id, [ids] or null}."""
    composition.thresholds_of(settings)
    faq = composition.load_faq(settings)
    cases = read_cases(str(questions), questions.read_bytes(), faq.by_id)
    report = judge_all(composition.matcher_over(faq, settings), cases, time.perf_counter)
    if as_json:
        click.echo(as_page(evaluation.as_json(report)))
    else:
        click.echo("\n".join(evaluation.in_words(report)))
