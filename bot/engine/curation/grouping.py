"""Questions that mean the same, put together.

Texts are compared by the cosine of what they are about: stems, groups of words that mean the same and, more faintly,
near-synonyms, each weighed by how rare it is in the language and among the texts and the FAQ's own phrasings. In one
pass each text joins the group whose members it is nearest to on average, or begins one (leader clustering, Hartigan
1975, with average linkage): many texts take little time, and the same texts in the same order make the same groups.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from bot.engine.index.faq_index import FaqIndex
from bot.engine.reading.features import WORDS
from bot.engine.wording.grammar import STOP_WORDS
from bot.engine.wording.text import stem, without_fillers, words

# Average cosine from which a text joins a group. Of the pairs it puts together in our labelled questions, 95 in 100
# have an answer in common; at 0.65 it is 87 in 100.
TOGETHER_FROM = 0.72
FAINTER = 0.7  # sharing a near-synonym is worth this part of what it is worth to the matcher
COMPARED = 8  # members of a group, the first ones

Vector = Mapping[str, float]

_STOP_STEMS = frozenset(stem(word) for word in STOP_WORDS)


def grouped(texts: Sequence[str], index: FaqIndex) -> list[list[int]]:
    """Groups of `texts` by their numbers, largest first, each in the order of the texts.

    Texts of which nothing can be made are one group.
    """
    groups = _Groups()
    for number, vector in enumerate(_vectors([_bag(text, index) for text in texts], index)):
        groups.add(number, vector)
    return sorted(groups.members, key=lambda group: (-len(group), group))


class _Groups:
    """Groups as they grow."""

    def __init__(self) -> None:
        self.members: list[list[int]] = []
        self._holding: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
        self._about_nothing: int | None = None

    def add(self, number: int, vector: Vector) -> None:
        group = self._nearest(vector) if vector else self._about_nothing
        if group is None:
            group = len(self.members)
            self.members.append([])
        if not vector:
            self._about_nothing = group
        if len(self.members[group]) < COMPARED:
            for name, value in vector.items():
                self._holding[name][group] += value
        self.members[group].append(number)

    def _nearest(self, vector: Vector) -> int | None:
        cosines: defaultdict[int, float] = defaultdict(float)  # sums over the compared members
        for name, value in vector.items():
            for group, held in self._holding.get(name, {}).items():
                cosines[group] += value * held
        near = {group: cosine / min(COMPARED, len(self.members[group])) for group, cosine in cosines.items()}
        best = max(near, key=lambda group: (near[group], -group), default=None)
        return best if best is not None and near[best] >= TOGETHER_FROM else None


def _bag(text: str, index: FaqIndex) -> Vector:
    """What `text` is about, before it is compared with others."""
    reading = index.read(without_fillers(tuple(one.read_as for one in index.speller.read(words(text)))))
    units = [unit for unit in reading.units if unit.name not in _STOP_STEMS] or reading.units
    weighed = index.reader.features(reading)[WORDS]
    senses = {name: FAINTER * weight for name, weight in weighed.items() if name.startswith("~")}
    return {**senses, **{unit.name: unit.rarity for unit in units}}


def _vectors(bags: Sequence[Vector], index: FaqIndex) -> list[Vector]:
    """The bags at length 1; what many texts have weighs less."""
    held = Counter(index.units)
    held.update(name for bag in bags for name in bag)
    size = len(index.phrasings) + len(bags)
    inverse = {name: math.sqrt(math.log((1 + size) / (1 + held[name]))) for bag in bags for name in bag}
    return [_unit_length({name: weight * inverse[name] for name, weight in bag.items()}) for bag in bags]


def _unit_length(vector: Vector) -> Vector:
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {name: value / length for name, value in vector.items()} if length else {}
