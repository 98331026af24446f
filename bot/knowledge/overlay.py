"""A server's own files laid over the base FAQ.

An entry of the server with the id of a base entry hides that one, there only, and stands in its place. Everything else
is added: entries, terms, articles, groups of words. A text of the server's voice goes before the base's.
"""

from collections.abc import Mapping
from dataclasses import replace

from bot.errors import Fault
from bot.knowledge.model import Article, Entry, Faq, Sources, Topic, Words
from bot.knowledge.phrasings import fold
from bot.knowledge.reading import QUESTIONS, SOURCES, VOICE, WORDS, Origin, Reading, read_own
from bot.knowledge.voice import locale_of

_SHARED = (SOURCES, WORDS, VOICE, QUESTIONS)


def overlaid(base: Reading, own: Mapping[str, bytes], prefix: str) -> Reading:
    """The reading of `own` over `base`, which has no faults. Own files are called by `prefix` and their names."""
    mine = read_own(own, base.draft)
    origins = {entry: replace(origin, file=prefix + origin.file) for entry, origin in mine.origins.items()}
    files = {prefix + file: Origin(prefix + file, origin.node) for file, origin in mine.files.items()}
    for name in _SHARED:  # where checks look for them
        if name in mine.files and name not in base.files:
            files[name] = Origin(prefix + name, mine.files[name].node)
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
    )


def own_fault(fault: Fault, prefix: str) -> Fault:
    """A fault of the whole as its server's moderators find it: what is wrong with a shared file is in their own."""
    shared = fault.file in _SHARED or locale_of(fault.file) is not None
    return replace(fault, file=prefix + fault.file) if shared else fault


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
