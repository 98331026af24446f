"""What the engine is told of English: how common words are, which mean nearly the same, and what its signals weigh.

`near_synonyms.txt` holds a group a line. `weights.json` is written by `python -m benchmarks.fit`.
"""

from functools import cache
from importlib.resources import files

import wordfreq

from bot.engine.confidence import Weights
from bot.engine.language import Language


@cache
def language() -> Language:
    """English; read once a process. The small list has every word met at least once in a million."""
    return Language(frequency=wordfreq.get_frequency_dict("en", wordlist="small"), near_synonyms=_groups())


def weights() -> Weights:
    """The weights of the signals, fitted on question sets other than those of the FAQ at hand."""
    return Weights.parse(files(__name__).joinpath("weights.json").read_text("utf-8"))


def _groups() -> tuple[tuple[str, ...], ...]:
    lines = files(__name__).joinpath("near_synonyms.txt").read_text("utf-8").splitlines()
    return tuple(tuple(member.strip() for member in line.split(",")) for line in lines if line and line[0] != "#")
