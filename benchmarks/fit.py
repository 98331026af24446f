"""`python -m benchmarks.fit`: fits the weights of the signals.

    python -m benchmarks.fit SETS_OR_FAQS… [--questions FILE…] [--without NAME] [--with LIBRARY MODEL]
                             [--out FILE]

Our own FAQ always takes part, unless left out by name ("own"), with the questions in `benchmarks/questions/dev*.jsonl`
unless others are given. FAQs with few phrasings an entry and with many are fitted apart; within each sort every FAQ
counts the same, whatever its size.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import click

from benchmarks.calls import of_messages
from benchmarks.halves import of_doubles
from benchmarks.lessons import Lessons
from benchmarks.logit import L2, fitted
from benchmarks.ours import with_model
from benchmarks.sets import FITTED_ON, OWN_FAQ, OWN_QUESTIONS, NamedFaq, cases_of, load, sets_in
from benchmarks.training import SAMPLES, Choice
from benchmarks.turns import of_conversations, of_trust, thinned
from bot import english
from bot.encoders import ModelLibrary
from bot.engine.curation.evaluation import Case
from bot.engine.judging.confidence import Calibration
from bot.engine.reading.language import Language
from bot.errors import FaqBotError, UsageError
from bot.knowledge.model import Faq

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
L2_OF_CALLS = 2e-5  # most messages are plain, and their loss is small beside that of a choice between entries
MODEL = (click.Choice([one.value for one in ModelLibrary]), str)


@click.command()
@click.argument("folders", nargs=-1, type=FOLDER)
@click.option("--faq", type=FOLDER, default=OWN_FAQ, help="Our own FAQ, to which the questions belong.")
@click.option("--questions", type=FILE, multiple=True, help="Labelled questions to our own FAQ to fit on as well.")
@click.option("--without", multiple=True, metavar="NAME", help="An FAQ to leave out, by the name of its folder.")
@click.option("--samples", default=SAMPLES, help="Phrasings taken of each FAQ, at most.")
@click.option(
    "--with",
    "model",
    type=MODEL,
    default=None,
    metavar="LIBRARY MODEL",
    help="Another model of meaning to fit the weights for.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write; else they are printed.")
def main(
    folders: tuple[Path, ...],
    faq: Path,
    questions: tuple[Path, ...],
    without: tuple[str, ...],
    samples: int,
    model: tuple[str, str] | None,
    out: Path | None,
) -> None:
    """Fit the weights of the signals on FAQS: folders of labelled sets, or of single FAQs."""
    try:
        language = with_model(ModelLibrary(model[0]), model[1]) if model else english.language()
        own = None if "own" in without else load(faq, "own")
        cases = [case for path in questions or tuning_questions() for case in cases_of(path, own.faq)] if own else []
        lessons = _lessons(Lessons(language, samples), folders, own, cases, without)
        calibration = _fitted(lessons)
        if own:
            calibration = _with_turns(calibration, own.faq, language, cases)
            calibration = _with_calls(calibration, own.faq, language, cases)
            calibration = _with_doubles(calibration, own.faq, language, cases)
    except FaqBotError as error:
        raise click.ClickException(str(error)) from error
    text = as_json(calibration)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


def tuning_questions(folder: Path = OWN_QUESTIONS) -> tuple[Path, ...]:
    """The files of questions that may be fitted on."""
    return tuple(sorted(folder.glob(f"{FITTED_ON}*.jsonl")))


def as_json(calibration: Calibration) -> str:
    """The text of `weights.json`, which `Calibration.parse` reads."""
    return json.dumps(asdict(calibration), indent=1) + "\n"


def _lessons(
    lessons: Lessons, folders: Sequence[Path], own: NamedFaq | None, cases: Sequence[Case], without: Sequence[str]
) -> Lessons:
    if own:
        lessons.add(own, cases)
    for knowledge in (one for folder in folders for one in _faqs_in(folder)):
        if knowledge.name not in without:
            lessons.add(knowledge)
    return lessons


def _fitted(lessons: Lessons) -> Calibration:
    for name, counts in lessons.counts().items():
        click.echo(f"{name}: {' + '.join(str(count) for count in counts)} examples", err=True)
    calibration = lessons.calibration()
    if calibration is None:
        raise UsageError("every FAQ is left out; there is nothing to fit weights on")
    return calibration


def _with_turns(calibration: Calibration, own: Faq, language: Language, cases: Sequence[Case]) -> Calibration:
    """`calibration` with what conversations teach."""

    def learnt(faq: Faq) -> dict[str, Mapping[str, float]]:
        turns = of_conversations(faq, language, calibration, cases)
        click.echo(f"{len(turns)} turns of conversations", err=True)
        return dict(zip(("turn", "turn_silence"), fitted([turns]), strict=True)) if turns else {}

    return _with_trust_in_turns(_with_both(calibration, own, learnt), own, language, cases)


def _with_trust_in_turns(calibration: Calibration, own: Faq, language: Language, cases: Sequence[Case]) -> Calibration:
    """`calibration` with what conversations teach of the probabilities that its weights of turns give."""

    def learnt(faq: Faq) -> dict[str, Mapping[str, float]]:
        turns = of_trust(faq, language, calibration, cases)
        return {"turn_trust": _of_yes_or_no(turns)} if turns else {}

    return _with_both(calibration, own, learnt)


def _with_calls(calibration: Calibration, own: Faq, language: Language, cases: Sequence[Case]) -> Calibration:
    """`calibration` with what messages teach that call for a safety text, or do not."""
    learnt = {}
    for kind, messages in of_messages(own, language, calibration, cases).items():
        click.echo(f"{kind}: {len(messages)} messages", err=True)
        if messages:
            learnt[kind.value] = _of_yes_or_no(messages, L2_OF_CALLS)
    return _with_both(calibration, own, lambda _: learnt)


def _with_doubles(calibration: Calibration, own: Faq, language: Language, cases: Sequence[Case]) -> Calibration:
    """`calibration` with what messages teach of being two questions."""

    def learnt(faq: Faq) -> dict[str, Mapping[str, float]]:
        halves = of_doubles(faq, language, calibration, cases)
        click.echo(f"{len(halves)} divisions of messages", err=True)
        return {"double": _of_yes_or_no(halves)} if halves else {}

    return _with_both(calibration, own, learnt)


def _with_both(
    calibration: Calibration, own: Faq, learnt: Callable[[Faq], Mapping[str, Mapping[str, float]]]
) -> Calibration:
    """`calibration` with the weights `learnt` of our own FAQ as it is, and of what little of it is sparse."""
    dense = replace(calibration.dense, **learnt(own))
    return Calibration(replace(calibration.sparse, **learnt(thinned(own))), dense)


def _of_yes_or_no(messages: Sequence[Choice], l2: float = L2) -> dict[str, float]:
    """The weights of a logistic regression: a choice between one thing and silence."""
    signals, silence = fitted([messages], l2=l2)
    return {"always": -silence["always"], **signals}


def _faqs_in(folder: Path) -> Iterator[NamedFaq]:
    """The FAQ that `folder` is, or those of the labelled sets in it."""
    if any(folder.glob("*.yaml")):
        yield load(folder, folder.parent.name if folder.name == "faq" else folder.name)
    else:
        yield from (one.knowledge for one in sets_in(folder))


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.fit")
