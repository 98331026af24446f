"""What the engine is told of English: how common words are, which mean nearly the same, and what its signals weigh.

`near_synonyms.txt` holds a group a line, `word_classes.txt` a class a line behind its name. `weights.json` is written
by `python -m benchmarks.fit`.
"""

from functools import cache
from importlib.resources import files

import wordfreq

from bot.engine.confidence import Calibration
from bot.engine.language import Language


@cache
def language() -> Language:
    """English; read once a process. The small list has every word met at least once in a million."""
    return Language(frequency=wordfreq.get_frequency_dict("en", wordlist="small"), near_synonyms=_groups())


def calibration() -> Calibration:
    """The weights of the signals (see `benchmarks/fit.py` for what they were fitted on)."""
    return Calibration.parse(files(__name__).joinpath("weights.json").read_text("utf-8"))


def _groups() -> tuple[tuple[str, ...], ...]:
    """Groups of near-synonyms, then classes of words ("ramen" and "lasagna" are dishes), which serve the same way."""
    synonyms = [line.split(",") for line in _lines("near_synonyms.txt")]
    classes = [line.partition(":")[2].split(",") for line in _lines("word_classes.txt")]
    return tuple(tuple(member.strip() for member in group) for group in (*synonyms, *classes))


def _lines(name: str) -> list[str]:
    text = files(__name__).joinpath(name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
