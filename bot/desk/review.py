"""What moderators look at: questions that were not answered well, and examples of those that were.

All of it waits for the disk and raises RecordsError. Each call names the server and touches nothing of another.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from bot.desk.archive import Archive
from bot.engine.curation.grouping import grouped
from bot.engine.curation.trial import destination
from bot.engine.matcher import Matcher
from bot.engine.wording.text import words
from bot.knowledge.model import MAX_PHRASING, Faq
from bot.knowledge.reading.phrasings import fold
from bot.records.model import Example, ExampleUse, Miss, MissKind, Resolution, Waiting


@dataclass(frozen=True)
class Group:
    """Questions that mean the same and were not answered well; `text` is how it was put most often."""

    text: str
    misses: tuple[Miss, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(miss.id for miss in self.misses)

    @property
    def count(self) -> int:
        """How often it was asked. A question that was missed in several ways was asked once."""
        return len({miss.question for miss in self.misses})

    @property
    def kinds(self) -> Counter[MissKind]:
        return Counter(miss.kind for miss in self.misses)

    @property
    def latest(self) -> datetime:
        return max(miss.at for miss in self.misses)

    @property
    def waiting(self) -> tuple[int, ...]:
        """The misses of those who can be told of an answer, the latest first; before all of them one for each wording,
        so that the first few stand for the whole.
        """
        asked = sorted((miss for miss in self.misses if miss.asker), key=lambda miss: miss.at, reverse=True)
        ways: dict[str, int] = {}
        for miss in asked:
            ways.setdefault(fold(miss.text or ""), miss.id)
        return tuple(dict.fromkeys([*ways.values(), *(miss.id for miss in asked)]))

    @property
    def texts(self) -> tuple[str, ...]:
        """The different ways it was put, the most frequent first."""
        return tuple(text for text, _ in Counter(miss.text or "" for miss in self.misses).most_common())

    def without(self, misses: Collection[int]) -> "Group":
        """The group without these misses and their words. One of which nothing is left is open no more."""
        return _group([miss for miss in self.misses if miss.id not in misses])


class ReviewDesk:
    """`matcher` gives the one that is in force on a server."""

    def __init__(self, archive: Archive, matcher: Callable[[str | None], Matcher]) -> None:
        self._archive = archive
        self._matcher = matcher

    def groups(self, server: str | None, limit: int | None = None) -> tuple[Group, ...]:
        """What is to be reviewed: the most frequent first, of equally frequent ones the latest."""
        misses = self._archive.open().misses.open(server, self._archive.now())
        found = [
            _group([misses[number] for number in numbers])
            for numbers in grouped([miss.text or "" for miss in misses], self._matcher(server).index)
        ]
        return tuple(sorted(found, key=lambda group: (group.count, group.latest), reverse=True)[:limit])

    def is_open(self, server: str | None, group: Group) -> bool:
        """Whether a group is still to be reviewed: nobody has dealt with it, or put it off."""
        return self._archive.open().misses.are_open(server, group.ids, self._archive.now())

    def settle(self, server: str | None, ids: Collection[int], resolution: Resolution) -> None:
        """These misses are dealt with."""
        self._archive.open().misses.settle(server, ids, resolution)

    def reopen(self, server: str | None, questions: Collection[str]) -> None:
        """What was dealt with by making these phrasings of an entry is to be reviewed again: they are none any more."""
        if questions:
            gone, misses = {fold(one) for one in questions}, self._archive.open().misses
            again = [miss.id for miss in misses.settled(server) if fold(miss.text or "") in gone]
            misses.settle(server, again, None)

    def put_off(self, server: str | None, ids: Collection[int], days: float = 7) -> None:
        """These misses are not to be shown again for so many days."""
        self._archive.open().misses.put_off(server, ids, self._archive.now() + timedelta(days=days))

    def taught_alike(self, server: str | None, ids: Collection[int]) -> tuple[int, ...]:
        """These misses, and all that were taught in the same words."""
        settled = self._archive.open().misses.settled(server, Resolution.TAUGHT)
        texts = {fold(one.text or "") for one in settled if one.id in ids}
        return tuple(one.id for one in settled if fold(one.text or "") in texts)

    def take_waiting(self, server: str | None, ids: Collection[int], but: Collection[str] = ()) -> Waiting | None:
        """Somebody who asked these in the last days and can be told of an answer; None if nobody is left `but` these.

        Nobody is handed out twice, whatever becomes of the bot meanwhile, unless they are put back.
        """
        return self._archive.open().misses.take_waiting(server, ids, but)

    def put_back(self, server: str | None, one: Waiting) -> None:
        """It is certain that `one` was told nothing: they wait as before."""
        self._archive.open().misses.put_back(server, one)

    def examples(self, server: str | None, limit: int = 25) -> tuple[Example, ...]:
        """Questions that were answered to somebody's satisfaction, still lead to that entry, and are neither phrasings
        of it nor tried before each change yet.
        """
        found = _merged(self._archive.open().questions.examples(server))
        matcher = self._matcher(server)
        tried = {words(one.question) for one in matcher.faq.questions}
        fresh = (one for one in found if words(one.text) not in tried and _is_news(one, matcher.faq))
        return tuple(islice((one for one in fresh if destination(matcher, one.text).entry == one.entry), limit))

    def use(self, server: str | None, examples: Iterable[Example], use: ExampleUse) -> None:
        """The examples have been looked at, and are not to be shown again."""
        self._archive.open().questions.use(server, [asked for one in examples for asked in one.questions], use)


def _group(misses: list[Miss]) -> Group:
    group = Group("", tuple(misses))
    return replace(group, text=next(iter(group.texts), ""))


def _merged(examples: Iterable[Example]) -> list[Example]:
    """The same words about the same entry are one example."""
    found: dict[tuple[tuple[str, ...], str], Example] = {}
    for one in examples:
        key = (words(one.text), one.entry)
        before = found.get(key)
        if before:
            one = replace(before, questions=before.questions + one.questions, helpful=before.helpful + one.helpful)
        found[key] = one
    return sorted(found.values(), key=lambda one: -one.helpful)


def _is_news(example: Example, faq: Faq) -> bool:
    entry = faq.by_id.get(example.entry)
    if entry is None or len(example.text) > MAX_PHRASING:
        return False
    return all(words(example.text) != words(phrasing) for phrasing in entry.phrasings)
