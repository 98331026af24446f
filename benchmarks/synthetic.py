"""FAQs of any size, made of real English words, for measuring speed and memory. What they say makes no sense.

Each entry has topic words of its own; its phrasings mix a few of them with words that all entries share, which are
drawn by Zipf's law (Zipf 1949): the word of rank r with a chance in proportion to 1 / r. 1,500 phrasings come to about
as many different words as those of CLINC150.
"""

from dataclasses import dataclass
from itertools import accumulate
from random import Random

from benchmarks.typos import mistyped
from bot import english
from bot.knowledge import builtin
from bot.knowledge.model import Entry, Faq, Topic
from bot.knowledge.reading.reader import read_faq

SHARED = 1_500  # the most frequent words of English, which every entry uses; topic words are rarer
TOPIC_WORDS = 5  # of an entry
FEWEST_WORDS, MOST_WORDS = 5, 12  # of a phrasing
KNOWN_SHARE = 0.7  # of the questions asked are phrasings of the FAQ, garbled; the others are strangers to it
DROPPED_WORDS = 0.2
MISTYPED_LETTERS = 0.02

_SMALLEST = b"topic: T\nentries:\n  - {id: a, question: What is it?, answer: This.}\n"


@dataclass(frozen=True)
class Size:
    """How many entries, and phrasings of each."""

    entries: int
    phrasings: int

    @classmethod
    def parse(cls, text: str) -> "Size":
        """From "1000x10". Raises ValueError."""
        entries, phrasings = text.split("x")
        return cls(int(entries), int(phrasings))

    def __str__(self) -> str:
        return f"{self.entries}x{self.phrasings}"


class Writer:
    """Writes FAQs and questions to them, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)  # noqa: S311 -- nothing is secret here
        self._words = [word for word in english.language().frequency if word.isalpha()]
        self._chances = list(accumulate(1 / rank for rank in range(1, SHARED + 1)))
        self._voice = read_faq({"t.yaml": _SMALLEST}, builtin.voice()).draft.voice

    def faq(self, size: Size) -> Faq:
        return self._faq_of(tuple(self._entry(number, size.phrasings) for number in range(size.entries)))

    def edited(self, faq: Faq) -> Faq:
        """`faq` with one entry asked in one more way, by a word that is new to it too."""
        entries = list(faq.entries)
        at = self._rng.randrange(len(entries))
        phrasing = f"{entries[at].question} {self._rng.choice(self._words)}"
        entries[at] = entries[at].model_copy(update={"also": (*entries[at].also, phrasing)})
        return self._faq_of(tuple(entries))

    def questions(self, faq: Faq, count: int) -> list[str]:
        """Known phrasings with words dropped and letters mistyped, and among them questions of other words."""
        known = [phrasing for entry in faq.entries for phrasing in entry.phrasings]
        return [
            self._garbled(self._rng.choice(known)) if self._rng.random() < KNOWN_SHARE else self._stranger()
            for _ in range(count)
        ]

    def _faq_of(self, entries: tuple[Entry, ...]) -> Faq:
        return Faq(topics=(Topic(topic="Synthetic", entries=entries),), voice=self._voice)

    def _entry(self, number: int, phrasings: int) -> Entry:
        topic = self._rng.sample(self._words[SHARED:], TOPIC_WORDS)
        question, *also = [self._phrasing(topic) for _ in range(phrasings)]
        answer = " ".join(self._common(40))
        return Entry(id=f"entry-{number}", question=question, also=tuple(also), answer=answer)

    def _phrasing(self, topic: list[str]) -> str:
        own = self._rng.sample(topic, self._rng.randint(1, 3))
        words = own + self._common(self._rng.randint(FEWEST_WORDS, MOST_WORDS) - len(own))
        self._rng.shuffle(words)
        return " ".join(words)

    def _garbled(self, phrasing: str) -> str:
        kept = [word for word in phrasing.split() if self._rng.random() >= DROPPED_WORDS]
        return mistyped(" ".join(kept) or phrasing, MISTYPED_LETTERS, self._rng)

    def _stranger(self) -> str:
        return " ".join(self._common(5) + self._rng.sample(self._words, 3))

    def _common(self, count: int) -> list[str]:
        return self._rng.choices(self._words[:SHARED], cum_weights=self._chances, k=count)
