"""A server's own files laid over the base FAQ.

An entry of the server with the id of a base entry hides that one, there only, and stands in its place. Everything else
is added: entries, terms, articles, groups of words. A text of the server's voice goes before the base's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.knowledge.checking import Findings, check
from bot.knowledge.model import Article, Entry, Faq, Sources, Topic, Words
from bot.knowledge.phrasings import fold
from bot.knowledge.reading import QUESTIONS, SOURCES, VOICE, WORDS, Origin, Reading, read_own

_SHARED = (SOURCES, WORDS, VOICE, QUESTIONS)


def overlaid(base: Reading, own: Mapping[str, bytes], prefix: str) -> Reading:
    """The reading of `own` over `base`, which has no faults. Own files are called by `prefix` and their names."""
    mine = read_own(own, base.draft)
    origins = {entry: replace(origin, file=prefix + origin.file) for entry, origin in mine.origins.items()}
    files = {prefix + file: Origin(prefix + file, origin.node) for file, origin in mine.files.items()}
    topics, topic_files = _topics(base, mine, prefix)
    draft = Faq(
        topics=topics,
        sources=Sources(articles=_articles(base.draft, mine.draft)),
        words=Words(groups=(*base.draft.words.groups, *mine.draft.words.groups)),
        voice=mine.draft.voice,
        voices=mine.draft.voices,
        questions=(*base.draft.questions, *mine.draft.questions),
    )
    faults = tuple(replace(fault, file=prefix + fault.file) for fault in mine.faults)
    return Reading(
        draft,
        topic_files,
        faults,
        {**base.origins, **origins},
        {**base.files, **files},
        frozenset(prefix + name for name in mine.incomplete) | (mine.incomplete & set(_SHARED)),
        {
            "questions": _numbered(QUESTIONS, base.draft.questions)
            + _numbered(prefix + QUESTIONS, mine.draft.questions),
            "groups": _numbered(WORDS, base.draft.words.groups) + _numbered(prefix + WORDS, mine.draft.words.groups),
            "articles": _places_of_articles(base.draft, mine.draft, prefix),
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
    for file, topic in zip(mine.topic_files, mine.draft.topics, strict=True):
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


def _articles(base: Faq, mine: Faq) -> tuple[Article, ...]:
    own = {article.id: article for article in mine.sources.articles}
    kept = tuple(own.pop(article.id, article) for article in base.sources.articles)
    return (*kept, *own.values())


Places = tuple[tuple[str, int], ...]


def _numbered(file: str, items: Sequence[object]) -> Places:
    return tuple((file, number) for number in range(len(items)))


def _places_of_articles(base: Faq, mine: Faq, prefix: str) -> Places:
    """Where each of `_articles` stands."""
    own = {article.id: (prefix + SOURCES, number) for number, article in enumerate(mine.sources.articles)}
    kept = tuple(own.pop(one.id, (SOURCES, number)) for number, one in enumerate(base.sources.articles))
    return (*kept, *own.values())
