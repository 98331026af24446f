"""Reading misspelt words as the FAQ's words, and leaving real words alone.

A noisy channel (Kernighan, Church and Gale 1990): of the words near to what was typed, the one with the greatest
product of how likely it is to be meant (the FAQ's own counts mixed with the language's frequencies) and how likely
it is to be mistyped this way. A word of the FAQ is never corrected, so that one of its terms cannot become another.

Words are read one by one first, which tells most of what is no word. What a slip made another word of, or one too short
to tell, only the words beside it give away: it is read as a word that the FAQ has between the same two others, where
that is by far the likelier ("my card till has not come").
"""

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from bot.engine.method_cache import method_cache
from bot.engine.reading.features import BEGIN, END
from bot.engine.reading.language import Language
from bot.engine.spelling.company import Company
from bot.engine.spelling.lexicon import Lexicon
from bot.engine.spelling.slips import LEAST_COST, edit_cost
from bot.engine.wording.text import stem

FAQ_SHARE = 0.7  # of the prior: what people ask this FAQ, as against what they write anywhere
REAL_FROM = 1.53e-6  # share of running text from which a word of the language is never corrected by itself
KEPT_GAIN = 4.0  # for reading a rarer word of the language as itself
FITS_GAIN = 8.0  # in log-probability: from which a word is read as one that the FAQ has between the same two others
NO_SPACE_COST, SPACE_COST = 4.0, 5.0  # of two words typed as one, and with another key in place of the space bar
MAX_COST = 12.0
LEAST_LIKELY = -20.0  # log-likelihood below which no reading is better than the word as it was typed
EVERYDAY_FROM = 0.000335  # share of running text from which a word may be meant whatever was typed first
# Log-likelihood at best of a reading that is no word of the FAQ, and none that may be meant whatever was typed first.
MOST_LIKELY_ELSE = math.log((1 - FAQ_SHARE) * EVERYDAY_FROM) - LEAST_COST
MIN_LETTERS = 3  # shorter words can only be everyday words mistyped
FEWEST_LETTERS = 2  # a single letter is read as it stands, unless the words beside it give it away
MIN_JOINED = 6
MOVED_GAIN = 7.5  # in log-probability: from which two words are read with the space between them a letter further on
NEVER_SHORT = 0.0015  # share of running text from which a word of two letters may be typed onto another
SPACE_KEYS = frozenset("cvbnm")  # the keys above the space bar
MIN_DROPPED = 5  # "sayin", but not "thin", may lack the g of "-ing"
DROPPED_GAIN = 3.5  # in log-probability: "saying" is so much commoner than "sayin", "raising" is not than "raisin"
MOST_WORDS_KEPT = 4_096  # what words are read as; a message is read in parts, and its words come again in others
RIVAL_WITHIN = 1.5  # two readings nearer to each other than this are both worth offering
RIVAL_FROM = 2.6  # rarity of a word from which it is: what one more everyday word says changes nothing


class Spelt(NamedTuple):
    """A typed word, or two joined, and what it was read as; `rival` is another reading that is almost as likely."""

    typed: str
    read_as: str
    rival: str | None = None


class Speller:
    """Corrects tokens towards `counts`, the words of an FAQ and how often each stands in it."""

    def __init__(self, counts: Mapping[str, int], language: Language, company: Company | None = None) -> None:
        """`company` is that of the words in the FAQ; without it each is read by itself."""
        self._counts = counts
        self._total = sum(counts.values()) + 1
        self._language = language
        self._company = company
        self._common = _by_beginning(language)
        self._everyday = _everyday(language)
        self._own_and_everyday = Lexicon(self._everyday.union(filter(_may_be_meant, counts)))
        self._known = _rare_but_known(language)
        self._likeliest = method_cache(self._found_likeliest, MOST_WORDS_KEPT)
        self._near = method_cache(self._found_near, MOST_WORDS_KEPT)

    def read(self, tokens: Sequence[str]) -> list[Spelt]:
        """Every token as it is best read, in order; joined and split words included."""
        found = self._each(tokens)
        return self._in_company(found, self._company) if self._company else found

    def knows(self, word: str) -> bool:
        return word in self._counts

    def _each(self, tokens: Sequence[str]) -> list[Spelt]:
        """Every token as it is best read by itself."""
        found: list[Spelt] = []
        own = [token in self._counts for token in tokens]
        at = 0
        while at < len(tokens):
            if all(own[at : at + 2]):  # two words of the FAQ in a row: the first stands as it is
                found.append(Spelt(tokens[at], tokens[at]))
                at += 1
            elif joined := self._joined(tokens, at):
                found.append(Spelt(f"{tokens[at]} {tokens[at + 1]}", joined))
                at += 2
            elif moved := self._moved(tokens, at):
                found.extend(Spelt(*pair) for pair in zip(tokens[at : at + 2], moved, strict=True))
                at += 2
            else:
                found.extend(self._word(tokens[at]))
                at += 1
        return found

    def _joined(self, tokens: Sequence[str], at: int) -> str | None:
        """ "auto immune" where the FAQ only ever writes "autoimmune"."""
        if at + 1 >= len(tokens):
            return None
        joined = tokens[at] + tokens[at + 1]
        if len(joined) < MIN_JOINED or joined not in self._counts:
            return None
        return None if tokens[at] in self._counts and tokens[at + 1] in self._counts else joined

    def _moved(self, tokens: Sequence[str], at: int) -> tuple[str, str] | None:
        """ "name of" where "nam eof" was typed: two words of which one is the FAQ's, or both the language's."""
        pair = tokens[at : at + 2]
        if len(pair) < len("ab") or all(word in self._counts for word in pair) or not all(map(str.isalpha, pair)):
            return None
        left, right = pair
        moves = [(left[:-1], left[-1] + right), (left + right[0], right[1:])]
        if not any(all(map(self._may_stand, move)) for move in moves):  # as of most pairs, which is soon seen
            return None
        best = max(moves, key=self._prior_of_both)
        least = self._prior_of_both(best) - MOVED_GAIN
        if self._prior_of_both((left, right)) > least or not all(map(self._may_stand, best)):
            return None
        return best if sum(map(self._likelihood, pair)) <= least else None

    def _likelihood(self, word: str) -> float:
        """That of the best reading of `word` by itself."""
        if self._may_stand(word) or len(word) < MIN_LETTERS:
            return self._prior(word)
        return self._likeliest(word)[2]

    def _prior_of_both(self, pair: tuple[str, str]) -> float:
        return sum([self._prior(word) if word else -math.inf for word in pair])

    def _may_stand(self, word: str) -> bool:
        """Whether `word` is of the FAQ, or so well known in the language that it needs no correction."""
        least = NEVER_SHORT if len(word) < MIN_LETTERS else REAL_FROM
        return word in self._counts or word in self._known or self._language.share(word) >= least

    def _word(self, word: str) -> list[Spelt]:
        if word in self._counts or len(word) < FEWEST_LETTERS or not word.isalpha():
            return [Spelt(word, word)]
        if whole := self._with_its_g(word):
            return [Spelt(word, whole)]
        best, rival, score = self._likeliest(word)
        if not self._language.knows(word) and (parts := self._parted(word, score)):
            return [Spelt(word, part) for part in parts]
        return [Spelt(word, best, rival)]

    def _with_its_g(self, word: str) -> str | None:
        """ "saying" for "sayin", if that is by far the commoner word."""
        if not word.endswith("in") or len(word) < MIN_DROPPED:
            return None
        whole = word + "g"
        return whole if self._prior(whole) >= self._prior(word) + DROPPED_GAIN and self._may_stand(whole) else None

    def _parted(self, word: str, score: float) -> tuple[str, str] | None:
        """The two words that were typed as one, or with a slip beside the space bar, if likelier than by `score`."""
        parted = []
        for cut in range(2, len(word) - 1):
            left, right = word[:cut], word[cut:]
            if not self._may_stand(right):
                continue
            if self._may_stand(left):
                parted.append((self._prior_of_both((left, right)) - NO_SPACE_COST, left, right))
            if left[-1] in SPACE_KEYS and cut > MIN_LETTERS and self._may_stand(left[:-1]):
                parted.append((self._prior_of_both((left[:-1], right)) - SPACE_COST, left[:-1], right))
        for likelihood, left, right in sorted(parted, reverse=True):
            own = left in self._counts and right in self._counts and min(len(left), len(right)) >= MIN_LETTERS
            if likelihood > score or (own and score <= LEAST_LIKELY):
                return left, right
        return None

    def _found_likeliest(self, word: str) -> tuple[str, str | None, float]:
        """The best reading of a word the FAQ does not have, a rival of almost the same likelihood, and the former's.

        Likelihoods are logarithms; a word is left as it is where nothing is likelier than LEAST_LIKELY. What was meant
        may be any of the FAQ's words and of everyday words, and one of the language's that begins with the same letter.
        """
        if self._may_stand(word):
            return word, None, math.inf
        keep = self._prior(word) + KEPT_GAIN if self._language.knows(word) else -math.inf
        near = self._near(word)
        if len(word) < MIN_LETTERS:
            near = {candidate: near[candidate] for candidate in near.keys() & self._everyday}
        scored = self._scored(word, near, keep)
        may_be_else = len(word) >= MIN_LETTERS and (not scored or scored[0][0] <= MOST_LIKELY_ELSE)
        if may_be_else and (common := self._common.get(word[0])):
            scored = self._scored(word, {**near, **common.within(word, _reach(word))}, keep)
        if not scored or scored[0][0] <= max(keep, LEAST_LIKELY):
            return word, None, LEAST_LIKELY
        score, best = scored[0]
        close = [
            candidate
            for other, candidate in scored[1:]
            if candidate in self._counts
            and score - other < RIVAL_WITHIN
            and stem(candidate) != stem(best)
            and self._language.rarity(candidate) >= RIVAL_FROM
        ]
        return best, (close[0] if close else None), score

    def _scored(self, word: str, near: Mapping[str, int], keep: float) -> list[tuple[float, str]]:
        """The log-likelihoods of the likeliest words `near` to `word`, and of those that may be its rivals; best first.

        `near` says by how many edits; only words of a prior above `keep` come into question.
        """
        priors = [(self._prior(candidate), candidate, edits) for candidate, edits in near.items()]
        at_best = [(prior - edits * LEAST_COST, prior, candidate) for prior, candidate, edits in priors if prior > keep]
        least = -math.inf  # the score from which a reading may be the best or its rival
        scored: list[tuple[float, str]] = []
        for best_score, prior, candidate in sorted(at_best, reverse=True):
            if best_score < least:
                break
            if (cost := edit_cost(word, candidate)) <= MAX_COST:
                scored.append((prior - cost, candidate))
                least = max(least, prior - cost - RIVAL_WITHIN)
        return sorted(scored, reverse=True)

    def _in_company(self, found: Sequence[Spelt], company: Company) -> list[Spelt]:
        """Words that were read by themselves, each read once more beside the others."""
        between = [BEGIN, *[one.read_as for one in found], END]
        parted = {one.typed for one, following in pairwise(found) if one.typed == following.typed}
        return [
            one
            if one.typed in self._counts or one.typed in parted
            else self._beside(one, stem(left), stem(right), company)
            for one, left, right in zip(found, between, between[2:], strict=False)
        ]

    def _beside(self, one: Spelt, left: str, right: str, company: Company) -> Spelt:
        """A word that the FAQ does not have as it is best read between the stems `left` and `right`."""

        if not (company.knows(left) and company.knows(right)):  # no word stands between them
            return one

        def likelihood(word: str) -> float:
            behind_left = company.follows(left, stem(word), math.exp(self._prior(word)))
            before_right = company.follows(stem(word), right, company.chance(right))
            slip = edit_cost(one.typed, word) if word != one.typed else 0.0
            return math.log(behind_left * before_right) - slip

        slips = [word for word, edits in self._near(one.typed).items() if edits <= 1] if one.typed.isalpha() else ()
        fitting = [word for word in slips if company.stands_between(stem(word), left, right)]
        best = max(fitting, key=likelihood, default=one.read_as)
        fits = stem(best) != stem(one.read_as) and likelihood(best) > likelihood(one.read_as) + FITS_GAIN
        return Spelt(one.typed, best) if fits else one

    def _found_near(self, word: str) -> Mapping[str, int]:
        """The words of the FAQ and everyday ones that may have been meant by `word`, with the number of edits.

        What may stand as it is can only have come out by one slip.
        """
        return self._own_and_everyday.within(word, 1 if self._may_stand(word) else _reach(word))

    def _prior(self, word: str) -> float:
        in_faq = self._counts.get(word, 0) / self._total
        return math.log(FAQ_SHARE * in_faq + (1 - FAQ_SHARE) * self._language.share(word))


def _reach(word: str) -> int:
    """How many edits a word may be away from what was meant."""
    return 1 if len(word) <= 4 else 2 if len(word) <= 8 else 3


def _may_be_meant(word: str) -> bool:
    return len(word) >= MIN_LETTERS and word.isalpha()


@lru_cache(maxsize=4)
def _rare_but_known(language: Language) -> frozenset[str]:
    """Words of which it is known what they mean, however rare they are: "vimeo" is a name, no slip; once a language."""
    members = {member for group in language.near_synonyms for member in group if _may_be_meant(member)}
    return frozenset([member for member in members if language.share(member) < REAL_FROM])


@lru_cache(maxsize=4)
def _everyday(language: Language) -> frozenset[str]:
    """The commonest words of the language; once a language."""
    shares = language.frequency.items()
    return frozenset([word for word, share in shares if share >= EVERYDAY_FROM and word.isalpha()])


@lru_cache(maxsize=4)
def _by_beginning(language: Language) -> Mapping[str, Lexicon]:
    """The words of the language by their first letter; once a language."""
    found: dict[str, list[str]] = {}
    for word in filter(_may_be_meant, language.frequency):
        found.setdefault(word[0], []).append(word)
    return {letter: Lexicon(words) for letter, words in found.items()}
