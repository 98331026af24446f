"""`python -m benchmarks [SETS…]`, or `make bench SETS=DIR`: the whole comparison, every table and the figure."""

from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks import categories, compare, figure, peers, reliability, speed
from benchmarks.fit import FOLDER, MODEL
from benchmarks.lessons import Lessons
from benchmarks.marks import Marks
from benchmarks.ours import Ours, shipped, with_model
from benchmarks.packages import AbsentError
from benchmarks.sets import OWN_FAQ, OWN_QUESTIONS, LabelledSet, own_sets, sets_in
from benchmarks.training import SAMPLES
from bot import english
from bot.encoders import ModelLibrary
from bot.engine.reading.language import Language
from bot.errors import FaqBotError


@click.command()
@click.argument("folders", nargs=-1, type=FOLDER, metavar="[SETS…]")
@click.option("--faq", type=FOLDER, default=OWN_FAQ, help="Our own FAQ.")
@click.option("--questions", type=FOLDER, default=OWN_QUESTIONS, help="The folder of labelled questions to it.")
@click.option("--encoder", default=peers.ENCODER, metavar="MODEL", help="The sentence encoder to compare with.")
@click.option(
    "--with",
    "models",
    type=MODEL,
    multiple=True,
    metavar="LIBRARY MODEL",
    help="Ours with another model of meaning as well.",
)
@click.option("--most", type=click.IntRange(1), help="A quick look: at most so many questions of each set in SETS.")
@click.option("--samples", default=SAMPLES, help="Phrasings taken of each FAQ to fit weights on, at most.")
@click.option("--figure", "png", type=click.Path(path_type=Path), default=figure.DEFAULT, help="Where it is drawn.")
@click.option("--speed/--no-speed", "with_speed", default=True, help="Measure speed and memory as well.")
def main(
    folders: tuple[Path, ...],
    faq: Path,
    questions: Path,
    encoder: str,
    models: tuple[tuple[str, str], ...],
    most: int | None,
    samples: int,
    png: Path,
    with_speed: bool,
) -> None:
    """Compare our matcher with its peers, on our own questions and on the labelled sets in the folders SETS."""
    try:
        sets = [*own_sets(faq, questions), *(one for folder in folders for one in sets_in(folder))]
        if most:
            sets = [one if one.own else one.first(most) for one in sets]  # conversations stay whole
        if sets:
            _compare(sets, encoder, models, samples, png)
        else:
            _say(f"no sets to compare on: {questions} holds no .jsonl, and no other folder was given")
        if with_speed:
            _say("speed and memory")
            click.echo("\n".join(speed.lines(speed.measured(speed.SIZES))))
    except FaqBotError as error:
        raise click.ClickException(str(error)) from error


def _compare(
    sets: Sequence[LabelledSet], encoder: str, models: Sequence[tuple[str, str]], samples: int, png: Path
) -> None:
    calibration = shipped()
    lessons = _lessons(sets, english.language(), samples)
    others = [_with_model(sets, ModelLibrary(library), model, samples) for library, model in models]
    kinds = peers.kinds(encoder)
    unseen = [one for one in sets if one.single and not one.tuned_on]  # a comparison on the others would tell nothing
    rows = list(compare.compare(unseen, kinds, lessons.calibration_or_none, calibration, _say, others))
    click.echo("\n".join(compare.lines(rows)))
    own = [one for one in sets if one.own]
    if own:
        _say("our own questions by category")
        matcher = Ours(compare.SHIPPED, own[0].knowledge.faq, calibration).matcher
        click.echo("\n".join(categories.lines({one.name: categories.judged_by(matcher, one) for one in own})))
    click.echo("\n".join(reliability.lines(compare.honest(rows))))
    _draw(rows, png)


def _with_model(sets: Sequence[LabelledSet], library: ModelLibrary, model: str, samples: int) -> compare.WithModel:
    name = f"with {model.rstrip('/').rsplit('/', 1)[-1]}"
    language = with_model(library, model)
    _say(name)
    return compare.WithModel(name, language, _lessons(sets, language, samples).calibration_or_none)


def _lessons(sets: Sequence[LabelledSet], language: Language, samples: int) -> Lessons:
    """All there is to learn from: every FAQ, and of our own questions those that may be fitted on."""
    lessons = Lessons(language, samples)
    for name, knowledge in {one.knowledge.name: one.knowledge for one in sets}.items():
        _say(f"{name}: examples to fit weights on")
        seen = [case for one in sets if one.knowledge.name == name and one.fitted_on for case in one.cases]
        lessons.add(knowledge, seen)
    return lessons


def _draw(rows: Sequence[compare.Row], png: Path) -> None:
    panels: dict[str, dict[str, Marks]] = {}
    for row in rows:
        panels.setdefault(row.of.name, {})[row.system] = row.marks
    try:
        figure.draw(panels, (compare.OURS, compare.SHIPPED), png)
        _say(f"drawn: {png}")
    except AbsentError as error:
        _say(f"left out: the figure ({error})")


def _say(what: str) -> None:
    """Progress goes to standard error, so that the tables can be kept."""
    click.echo(what, err=True)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
