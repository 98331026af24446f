"""What an FAQ's own phrasings teach of how much each signal counts in it.

How far words and meanings can be trusted differs from FAQ to FAQ: where all entries are of one thing, say, or in the
words of a trade. The weights that come with the program are what FAQs have in common; here they are fitted once more
to the one at hand. Each phrasing is asked as if the FAQ did not have it, where its entry is right, and some as if the
FAQ did not have the entry, where silence is. The weights that were there before count as what is known beforehand
(empirical Bayes, Morris 1983), so that a small FAQ hardly moves them.

That is for an encoder of sentences, which needs longer to read the phrasings than this takes, and for FAQs with few
phrasings an entry: among many, each has others so like it that it does not stand for what a stranger asks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from bot.engine.index.candidates import first_look, question_of
from bot.engine.index.classifier import Classifier
from bot.engine.index.faq_index import FaqIndex
from bot.engine.index.kinship import Kinship, has_real_answers
from bot.engine.judging.confidence import SILENCE, Calibration, Weights, density, entry_signals, silence_signals
from bot.engine.judging.signals import SIGNALS
from bot.engine.numeric.choices import Choice, Choices
from bot.engine.numeric.postings import Doubles, Positions
from bot.engine.wording.text import without_fillers, words
from bot.knowledge.model import Kind

MOST_ASKED = 900  # phrasings
FOLDS = 5  # of the phrasings of each entry; what is learnt over the whole FAQ is learnt without one of them at a time
OUTSIDE_EVERY = 3  # of the phrasings that are asked, so many are asked without their entry as well
KIN_FROM = 0.25  # worth from which an entry is left out along with the one it is kin to
RIGHT_FROM = 0.5  # worth from which an entry counts as right beside the one that was meant
STRENGTH = 3.0  # of what is known beforehand: a weight differs from FAQ to FAQ by about 0.4
# What these can say is known beforehand, and few phrasings turn on them.
KNOWN = frozenset({"other_way_round", "unknown_share", "unknown_words"})


def taught(calibration: Calibration, index: FaqIndex) -> Calibration:
    """`calibration` with what the phrasings in `index` teach; as it is, where they teach nothing."""
    if not index.language.reads_sentences or density(index) >= 1.0:
        return calibration
    choices = list(_Lessons(index).choices())
    return replace(calibration, sparse=_fitted(calibration.sparse, choices)) if choices else calibration


def _fitted(weights: Weights, choices: Sequence[Choice]) -> Weights:
    """`weights` of entries and of silence, moved to where they fit `choices` as well."""
    names = [*SIGNALS, *SILENCE]
    prior = np.array([*weights.of_signals, *(weights.silence[name] for name in SILENCE)])
    free = np.flatnonzero([name not in KNOWN for name in names])
    found = Choices.of(choices).fitted(prior, STRENGTH, free).tolist()
    return replace(
        weights,
        entry=dict(zip(SIGNALS, found[: len(SIGNALS)], strict=True)),
        silence=dict(zip(SILENCE, found[len(SIGNALS) :], strict=True)),
    )


class _Lessons:
    """Asks the FAQ in `index` its own phrasings."""

    def __init__(self, index: FaqIndex) -> None:
        self._index = index
        self._kinship = Kinship(index) if has_real_answers(index.faq) else None

    def choices(self) -> Iterator[Choice]:
        """What phrasings of answers teach, asked without themselves, and some once more without their entry."""
        left = MOST_ASKED
        for rows in self._folds():
            asked = self._answers(rows)[:left]
            left -= len(asked)
            learnt = self._index.learnt_without(rows) if asked else None
            for at, row in enumerate(asked):
                worths = self._worths(int(self._index.owners[row]))
                yield from self._choice(row, np.array([row]), learnt, worths)
                if at % OUTSIDE_EVERY == 0:
                    kin = [entry for entry, worth in worths.items() if worth > KIN_FROM]
                    yield from self._choice(row, np.flatnonzero(np.isin(self._index.owners, kin)), learnt, {})

    def _folds(self) -> Iterator[Positions]:
        """The phrasings in `FOLDS` parts, those of each entry spread over all of them."""
        owners = self._index.owners
        of_entry = np.arange(len(owners)) - np.searchsorted(owners, owners)
        for fold in range(FOLDS):
            yield np.flatnonzero(of_entry % FOLDS == fold)

    def _answers(self, rows: Positions) -> list[int]:
        entries, owners = self._index.entries, self._index.owners
        return [row for row in rows.tolist() if entries[owners[row]].kind is Kind.ANSWER]

    def _worths(self, owner: int) -> Mapping[int, float]:
        """What the answers of entries are worth, 0 to 1, to who meant the one of number `owner`, if anything."""
        if self._kinship is None:
            return {owner: 1.0}
        worths = {entry: self._kinship.worth(entry, owner) for entry in range(len(self._index.entries))}
        return {entry: worth for entry, worth in worths.items() if worth}

    def _choice(
        self, row: int, left_out: Positions, learnt: Classifier | None, worths: Mapping[int, float]
    ) -> Iterator[Choice]:
        """What a phrasing teaches that is asked without the rows `left_out`, if anything right can be found.

        Right are entries by their `worths`; without any, silence and the entries that stand for it.
        """
        index = self._index
        reading = index.read(without_fillers(words(index.phrasings[row].text)))
        question = question_of(index, reading, left_out, index.meanings.vectors[row], learnt)
        found = first_look(index, question).candidates
        if worths:
            right = [worth if (worth := worths.get(one.entry, 0.0)) > RIGHT_FROM else 0.0 for one in found] + [0.0]
        else:
            right = [float(index.entries[one.entry].kind is Kind.OUTSIDE) for one in found] + [1.0]
        if found and any(right):
            entries = np.array([entry_signals(question, one, index) for one in found])
            silence = silence_signals(question)
            yield Choice(_side_by_side(entries, [silence[name] for name in SILENCE]), np.array(right))


def _side_by_side(entries: Doubles, silence: Sequence[float]) -> Doubles:
    """The signals of all alternatives, silence last, each of which has none of the others'.

    Shapes: `entries` (candidates, signals), `silence` (signals of silence,) to (candidates + 1, all signals).
    """
    values = np.zeros((len(entries) + 1, entries.shape[1] + len(silence)))
    values[:-1, : entries.shape[1]] = entries
    values[-1, entries.shape[1] :] = silence
    return values
