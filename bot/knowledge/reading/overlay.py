"""A server's own files laid over the base FAQ.

An entry of the server with the id of a base entry hides that one, there only, and stands in its place. Everything else
is added: entries, terms, articles, groups of words. A text of the server's voice goes before the base's.
"""

from collections.abc import Mapping, Sized
from dataclasses import replace

from bot.knowledge.model import Article, Entry, Faq, Sources, Topic, Words
from bot.knowledge.reading.checking import Findings, check
from bot.knowledge.reading.citing import repeated_ids
from bot.knowledge.reading.phrasings import fold
from bot.knowledge.reading.reader import QUESTIONS, SHARED, SOURCES, WORDS, Origin, Reading, read_own


def overlaid(base: Reading, own: Mapping[str, bytes], prefix: str) -> Reading:
    """The reading of `own` over `base`, which has no faults. Own files are called by `prefix` and their names."""
    mine = read_own(own, base.draft)
    origins = {entry: replace(origin, file=prefix + origin.file) for entry, origin in mine.origins.items()}
    files = {prefix + file: Origin(prefix + file, origin.node) for file, origin in mine.files.items()}
    topics, topic_files = _topics(base, mine, prefix)
    articles = _articles(base.draft, mine.draft, prefix)
    draft = Faq(
        topics=topics,
        sources=Sources(articles=tuple(article for article, _ in articles)),
        words=Words(groups=(*base.draft.words.groups, *mine.draft.words.groups)),
        voice=mine.draft.voice,
        voices=mine.draft.voices,
        questions=(*base.draft.questions, *mine.draft.questions),
    )
    return Reading(
        draft,
        topic_files,
        # Of two articles of its own with one id, one is hidden here before anybody else could tell.
        faults=tuple(replace(fault, file=prefix + fault.file) for fault in (*mine.faults, *repeated_ids(mine))),
        origins={**base.origins, **origins},
        files={**base.files, **files},
        incomplete=frozenset(prefix + name for name in mine.incomplete) | (mine.incomplete & set(SHARED)),
        items={
            "questions": _places(QUESTIONS, base.draft.questions, mine.draft.questions, prefix),
            "groups": _places(WORDS, base.draft.words.groups, mine.draft.words.groups, prefix),
            "articles": tuple(place for _, place in articles),
        },
    )


def checked(base: Reading, own: Mapping[str, bytes], prefix: str) -> tuple[Reading, Findings]:
    """The same, and what there is to be found about it; the warnings are those of its own files."""
    reading = overlaid(base, own, prefix)
    found = check(reading)
    return reading, Findings(found.faults, tuple(fault for fault in found.warnings if fault.file.startswith(prefix)))


def _topics(base: Reading, mine: Reading, prefix: str) -> tuple[tuple[Topic, ...], tuple[str, ...]]:
    own = mine.draft.by_id
    topics = [_with_overrides(topic, own) for topic in base.draft.topics]
    files = list(base.topic_files)
    numbers = {fold(topic.topic): number for number, topic in enumerate(topics)}
    for file, topic in mine.topics:
        fresh = tuple(entry for entry in topic.entries if entry.id not in base.draft.by_id)
        number = numbers.get(fold(topic.topic))
        if number is not None and not topic.terms:
            topics[number] = topics[number].model_copy(update={"entries": (*topics[number].entries, *fresh)})
        elif fresh or topic.terms:
            topics.append(topic.model_copy(update={"entries": fresh}))
            files.append(prefix + file)
    return tuple(topics), tuple(files)


def _with_overrides(topic: Topic, own: Mapping[str, Entry]) -> Topic:
    return topic.model_copy(update={"entries": tuple(own.get(entry.id, entry) for entry in topic.entries)})


Place = tuple[str, int]  # a file, and the number of an item in its list


def _articles(base: Faq, mine: Faq, prefix: str) -> list[tuple[Article, Place]]:
    """The articles of both, each with where it stands; one of `mine` in the place of that of the same id."""
    own = {one.id: (one, (prefix + SOURCES, number)) for number, one in enumerate(mine.sources.articles)}
    kept = [own.pop(one.id, (one, (SOURCES, number))) for number, one in enumerate(base.sources.articles)]
    return [*kept, *own.values()]


def _places(file: str, base: Sized, mine: Sized, prefix: str) -> tuple[Place, ...]:
    """Where the items stand of a list that is that of `base` and then that of `mine`."""
    lists = {file: base, prefix + file: mine}
    return tuple((name, number) for name, items in lists.items() for number in range(len(items)))
