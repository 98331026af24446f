"""What is known of a language before any FAQ is seen: how common its words are, and what they mean.

A plain value. Where it comes from (a package, a file) is the business of `bot.english`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.engine.decision import Alarm, Chatter, Move
from bot.engine.reading.meaning import Encoder, WordVectors

# Rarer than anything in the list: about once in ten million words.
UNSEEN = 1e-7

Sort = Chatter | Move | Alarm  # of a sentence that is said to a bot


@dataclass(frozen=True, eq=False)
class Language:
    """`frequency` maps a lower-case word to its share of running text (0..1).

    `near_synonyms` are groups of words and phrases, in base form, each of which means nearly the same in some sense.
    `encoder` makes vectors of whole texts; by itself it knows no word. `reads_sentences` is said of one that does more
    than add up words, from which more is learnt (see `classifier`). `small_talk` are sentences, each with the sort of
    small talk it is, what it wants done with the last answer, or that it tells of a danger still, None for what does
    nothing of that (see `small_talk`).
    """

    frequency: Mapping[str, float] = field(default_factory=dict)
    near_synonyms: tuple[tuple[str, ...], ...] = ()
    encoder: Encoder = field(default_factory=WordVectors)
    reads_sentences: bool = False
    small_talk: tuple[tuple[Sort | None, str], ...] = ()

    def knows(self, word: str) -> bool:
        return word in self.frequency

    def share(self, word: str) -> float:
        """The word's share of running text; a floor for words never seen."""
        return max(self.frequency.get(word, UNSEEN), UNSEEN)

    def log_frequency(self, word: str) -> float:
        """Natural logarithm of the word's share of running text."""
        return math.log(self.share(word))

    def rarity(self, word: str) -> float:
        """How much meeting the word says, from about 1 ("the") to about 5 (a word never seen), in units of log 40."""
        return -self.log_frequency(word) / 3.2
