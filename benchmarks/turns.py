"""What the weights of a turn learn from: conversations with known answers.

Each turn is judged after the right answer to the one before it was shown, whatever the engine would have shown.
"""

from collections.abc import Iterable, Iterator

from benchmarks.training import SILENCE, Choice
from bot.engine.confidence import Calibration
from bot.engine.conversation import Memory, last_shown, stands_for
from bot.engine.evaluation import Case
from bot.engine.judging import Judge
from bot.engine.language import Language
from bot.engine.matcher import Matcher
from bot.engine.text import words
from bot.engine.turn_signals import TURN_SIGNALS, silence_of
from bot.engine.turns import may_lean, turn
from bot.knowledge.model import Entry, Faq, Kind, Topic

FEW = 10  # phrasings of an entry of a thinned FAQ


def thinned(faq: Faq) -> Faq:
    """`faq` as a community may begin it: of each answer a few of the ways to ask for it, and nothing left outside."""
    topics = []
    for topic in faq.topics:
        entries = tuple(_thinned(entry) for entry in topic.entries if entry.kind is Kind.ANSWER)
        topics.append(Topic(topic=topic.topic, entries=entries, terms=topic.terms))
    return Faq(topics=tuple(topic for topic in topics if topic.entries), words=faq.words, voice=faq.voice)


def _thinned(entry: Entry) -> Entry:
    step = max(1, len(entry.also) // FEW)
    return entry.model_copy(update={"also": entry.also[::step][: FEW - 1]})


def of_conversations(faq: Faq, language: Language, calibration: Calibration, cases: Iterable[Case]) -> list[Choice]:
    """The choices in all turns of conversations among `cases` that lean on what was said before."""
    matcher = Matcher(faq, language, calibration)
    judge = Judge(matcher.index, calibration.weights(matcher.index))
    memories: dict[str, Memory] = {}
    found: list[Choice] = []
    for case in cases:
        if case.conversation:
            memory = memories.get(case.conversation, Memory())
            found.extend(_choice(judge, case, memory))
            memories[case.conversation] = _after(matcher, judge, case, memory)
    return found


def _choice(judge: Judge, case: Case, memory: Memory) -> Iterator[Choice]:
    """What there was to choose from in one turn; nothing if it does not lean, or if what is right was not there."""
    alone = judge.judge(case.question, judge.spelt(words(case.question)))
    last = last_shown(memory, judge.index)
    if last is None or case.outcome or stands_for(alone.tokens, memory, judge.index, judge.main_subject):
        return
    if not may_lean(alone, within_one_message=False):
        return
    one = turn(judge, alone, memory, last, within_one_message=False)
    rightly = {at: 1.0 for at, entry in enumerate(one.entries) if entry in case.entries}
    if rightly or not case.entries:
        signals = [{name: signal(one, entry) for name, signal in TURN_SIGNALS.items()} for entry in one.entries]
        yield Choice(tuple(signals), silence_of(one), rightly or {SILENCE: 1.0})


def _after(matcher: Matcher, judge: Judge, case: Case, memory: Memory) -> Memory:
    """The conversation once the right answer was shown that is likest to the message."""
    if not case.entries:
        return memory
    alone = judge.judge(case.question, judge.spelt(words(case.question)))
    order = [one.entry for one in alone.answers if one.entry in case.entries]
    shown = matcher.memory_of([*order, *sorted(case.entries)][:1])
    return Memory(shown.entries, shown.offered, " ".join(alone.tokens))
