"""One FAQ version, read and indexed: the engine's whole view of what it may answer.

Immutable. `FaqIndex.build(faq, language, before)` takes over from the index `before` what it has read of every entry
that is asked in the same ways, so that an edit costs the reading of what is new and the arithmetic of the arrays.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bot.engine.index.bayes import NaiveBayes
from bot.engine.index.classifier import SENTENCES, WORDS, Classifier, Taught
from bot.engine.index.kind_regression import ENOUGH, NOTHING_SAID, KindOdds, KindRegression
from bot.engine.index.phrasing_index import LARGE, PhrasingIndex
from bot.engine.numeric.postings import Floats, Ints, Positions
from bot.engine.reading.bags import Bags, FeatureIds
from bot.engine.reading.features import Reader, Reading, Weighted
from bot.engine.reading.language import Language
from bot.engine.reading.meaning import Meanings, Tokens
from bot.engine.reading.phrasings import Phrasing, Phrasings
from bot.engine.reading.profile import Profile
from bot.engine.spelling.company import Company
from bot.engine.spelling.own_slips import without_slips
from bot.engine.spelling.sentences import mended
from bot.engine.spelling.spelling import Speller, Spelt
from bot.engine.wording.text import words
from bot.knowledge.model import Entry, Faq, Kind

TELLING_FROM = 3.0  # rarity of a word from which it tells what a question is about
TELLING_TWICE = 2  # phrasings of an entry in which it has to stand for that


class FaqIndex:
    """Phrasings, their entries, and the counts that spelling and coverage go by."""

    def __init__(
        self, faq: Faq, language: Language, before: "FaqIndex | None" = None, *, large_from: int = LARGE
    ) -> None:
        """`before`, if any, must have been read in the same language with the same `words`.

        With `large_from` phrasings or more only the most telling features count where the nearest are looked for.
        """
        self.faq = faq
        self.language = language
        self.reader: Reader = before.reader if before else Reader(faq.words.groups, language)
        self.entries: tuple[Entry, ...] = faq.entries
        texts = [text for entry in self.entries for text in entry.phrasings]
        self.phrasings: Phrasings = Phrasings(texts, self.reader, before.phrasings if before else None)
        counts = [len(entry.phrasings) for entry in self.entries]
        self.owners: Ints = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
        self._told: dict[str, frozenset[str]] = {}
        self.profiles: list[Profile] = []
        self._bags, self._ids, vectors = self._read(before)
        self._kinds = self._fitted()
        self.meanings = Meanings(vectors, self.owners, len(self.entries))
        self._classifier = self._taught(before)
        self.rows = PhrasingIndex(self._bags, self._ids, large_from)
        self.bayes = NaiveBayes(self.rows, self.owners, len(self.entries))
        self.units: Counter[str] = Counter()  # in how many phrasings each stands
        for profile in self.profiles:
            self.units.update(profile.units)
        self.speller = Speller(
            without_slips(self._word_counts(), language), language, Company.of(self._bags, self._ids, self.units)
        )

    @classmethod
    def build(cls, faq: Faq, language: Language, before: "FaqIndex | None" = None) -> "FaqIndex":
        """The index of `faq`; what `before` has read already is taken over if the words mean the same to it."""
        same = before and before.faq.words == faq.words and before.language is language
        return cls(faq, language, before if same else None)

    def read(self, tokens: Sequence[str]) -> Reading:
        return self.reader.read(tokens)

    def question(self, reading: Reading) -> tuple[Ints, Floats]:
        """The numbers and weights of the features of `reading` that the FAQ may have."""
        return self._ids.known(self.reader.features(reading))

    def said(self, text: str, spelt: Sequence[Spelt], reading: Reading) -> Tokens:
        """What the encoder is given of a question: its corrected words, or all of it if it reads whole sentences.

        Where the words that were read are not those of `text` (a follow-up, put in full), they are the sentence.
        """
        if not self.language.reads_sentences:
            return reading.canonical
        if {word for one in spelt for word in one.typed.split()} != set(words(text)):
            return tuple([one.read_as for one in spelt])
        return (mended(text, spelt),)

    def meaning(self, said: Tokens) -> Floats:
        """What a text means that the encoder is given as `said`. Shape: (dimensions,)."""
        found: Floats = self.language.encoder.encode([said])[0]
        return found

    def told(self, entry: str) -> frozenset[str]:
        """The names of the units in the answer of an entry, by id; read once, when it is first asked for."""
        if entry not in self._told:
            self._told[entry] = self.read(words(self.faq.by_id[entry].answer)).names
        return self._told[entry]

    def kind_odds(self, ids: Ints, weights: Floats) -> KindOdds:
        """What kind of entry a question with these features asks for, if the FAQ is large enough to tell."""
        return self._kinds.odds(ids, weights) if self._kinds else NOTHING_SAID

    def meant(self, meaning: Floats, left_out: Positions, learnt: Classifier | None = None) -> Floats | None:
        """The probability of each entry by what a question means, without the rows `left_out`. Shape: (entries,).

        By what was `learnt` without them if that is given. None, where there is no model of meaning.
        """
        if learnt is not None:
            return _among(learnt.probabilities(meaning, left_out[:0]), self._kept(left_out))
        return self._classifier.probabilities(meaning, left_out) if self._classifier else None

    def learnt_without(self, rows: Positions) -> Classifier | None:
        """What is learnt over the whole FAQ by what texts mean, without some `rows`. None, where nothing is learnt."""
        return self._classifier.without(rows) if self._classifier else None

    @cached_property
    def outside_only(self) -> Mapping[str, str]:
        """Units that stand in no phrasing of an answer, but in what is left outside, with the entry that has them most.

        Common words, and those that stand there once, are passed over: they say nothing of what is asked.
        """
        answered = {
            unit
            for entry, profile in zip(self.entries, self.profiles, strict=True)
            if entry.kind is Kind.ANSWER
            for unit in profile.units
        }
        often: dict[str, tuple[int, str]] = {}
        for entry, profile in zip(self.entries, self.profiles, strict=True):
            for unit, count in profile.units.items() if entry.kind is Kind.OUTSIDE else ():
                telling = count >= TELLING_TWICE and self.language.rarity(unit.removeprefix("=")) >= TELLING_FROM
                if telling and unit not in answered:
                    often[unit] = max(often.get(unit, (0, "")), (count, entry.id))
        return {unit: entry for unit, (_, entry) in often.items()}

    def _read(self, before: "FaqIndex | None") -> tuple[Bags, FeatureIds, Floats]:
        """Fill in the profile of every entry; returns the bags of all phrasings, the numbers in them, and meanings."""
        known: Mapping[tuple[str, ...], tuple[int, Profile]] = before._by_phrasings() if before else {}
        texts: list[Tokens] = []
        fresh, ids = Bags.of(self._unknown(known, texts), before._ids if before else FeatureIds())
        meanings = self.language.encoder.encode(texts)
        if before is None:
            return fresh, ids, meanings
        rows: list[int] = []
        next_fresh = len(before.phrasings)
        for entry in self.entries:
            count = len(entry.phrasings)
            if entry.phrasings in known:
                first = known[entry.phrasings][0]
            else:
                first, next_fresh = next_fresh, next_fresh + count
            rows.extend(range(first, first + count))
        bags = before._bags.joined(fresh).taken(rows)
        return *bags.compacted(ids), np.concatenate([before.meanings.vectors, meanings])[rows]

    def _kept(self, left_out: Positions) -> NDArray[np.bool]:
        """Which entries keep any phrasing without the rows `left_out`. Shape: (entries,)."""
        gone = np.bincount(self.owners.take(left_out), minlength=len(self.entries))
        return gone < np.bincount(self.owners, minlength=len(self.entries))

    def _fitted(self) -> KindRegression | None:
        if len(self.phrasings) < ENOUGH * len(self.entries):
            return None
        return KindRegression.of(self._ids, self._bags, [self.entries[owner].kind for owner in self.owners.tolist()])

    def _taught(self, before: "FaqIndex | None") -> Classifier | None:
        if not self.language.encoder.dimensions():
            return None
        schooling = SENTENCES if self.language.reads_sentences else WORDS
        taught = Taught(self.meanings.vectors, self.owners, len(self.entries), schooling)
        if before is None or before._classifier is None or not self.language.reads_sentences:
            return Classifier(taught)  # sums of words are soon learnt anew, to the last digit as after a start
        ids = ([entry.id for entry in version.entries] for version in (before, self))
        return before._classifier.changed(taught, *ids)

    def _unknown(
        self, known: Mapping[tuple[str, ...], tuple[int, Profile]], texts: list[Tokens]
    ) -> Iterator[Sequence[Weighted]]:
        """Read the entries that are not `known`; the features of their phrasings, whose words go to `texts`."""
        for entry in self.entries:
            found = known.get(entry.phrasings)
            if found:
                self.profiles.append(found[1])
            else:
                phrasings = [self.phrasings.read(text) for text in entry.phrasings]
                self.profiles.append(Profile.of(phrasings))
                texts.extend(self._said_of(phrasing) for phrasing in phrasings)
                yield from (self.reader.features(phrasing.reading) for phrasing in phrasings)

    def _said_of(self, phrasing: Phrasing) -> Tokens:
        return (mended(phrasing.text),) if self.language.reads_sentences else phrasing.reading.canonical

    def _by_phrasings(self) -> dict[tuple[str, ...], tuple[int, Profile]]:
        """The first row and the profile of each entry, by the ways in which it is asked."""
        firsts = np.searchsorted(self.owners, np.arange(len(self.entries))).tolist()
        return {
            entry.phrasings: (first, profile)
            for entry, first, profile in zip(self.entries, firsts, self.profiles, strict=True)
        }

    def _word_counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for profile in self.profiles:
            counts.update(profile.tokens)
        for group in self.faq.words.groups:
            for phrase in group:
                counts.update(words(phrase))
        return counts


def _among(probabilities: Floats, entries: NDArray[np.bool]) -> Floats:
    """What is left of `probabilities` where only some `entries` are there. Shape of both: (entries,)."""
    found = np.where(entries, probabilities, np.float32(0))
    whole = found.sum()
    return found / whole if whole else found
