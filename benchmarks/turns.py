"""What the weights of a turn learn from: conversations with known answers.

Each turn is judged after the right answer to the one before it was shown, whatever the engine would have shown.
"""

from collections.abc import Iterable, Iterator

from benchmarks.training import SILENCE, Choice
from bot.engine.conversation.follow_ups import FollowUps
from bot.engine.conversation.memory import Memory, last_shown, stands_for
from bot.engine.conversation.turn_signals import TURN_SIGNALS, silence_of
from bot.engine.conversation.turns import Turn, may_lean, turn
from bot.engine.curation.evaluation import Case
from bot.engine.judging.confidence import Calibration
from bot.engine.judging.judge import Judge
from bot.engine.judging.ruling import Ruling
from bot.engine.matcher import Matcher
from bot.engine.numeric.odds import log_odds
from bot.engine.reading.language import Language
from bot.engine.wording.text import words
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
    """The choices in all turns of conversations among `cases` that lean on what was said before.

    Those where what is right was not there to be chosen teach nothing.
    """
    matcher = Matcher(faq, language, calibration)
    judge = Judge(matcher.index, calibration.weights(matcher.index))
    found = []
    for case, one in _leaning(matcher, judge, cases):
        rightly = {at: 1.0 for at, entry in enumerate(one.entries) if entry in case.entries}
        if rightly or not case.entries:
            signals = [{name: signal(one, entry) for name, signal in TURN_SIGNALS.items()} for entry in one.entries]
            found.append(Choice(tuple(signals), silence_of(one), rightly or {SILENCE: 1.0}))
    return found


def of_trust(faq: Faq, language: Language, calibration: Calibration, cases: Iterable[Case]) -> list[Choice]:
    """Whether the likeliest answer was right, in the same turns, by how likely the weights of turns make it."""
    matcher = Matcher(faq, language, calibration)
    weights = calibration.weights(matcher.index)
    judge = Judge(matcher.index, weights)
    follow_ups = FollowUps(judge, Ruling(judge, matcher.thresholds), weights)
    found = []
    for case, one in _leaning(matcher, judge, cases):
        weighing = follow_ups.weighing(one)
        if weighing.best:
            right, entry = max(zip(weighing.right, weighing.best, strict=True))
            signals = {"likely": log_odds(right)}
            found.append(Choice((signals,), {"always": 1.0}, {0 if entry in case.entries else SILENCE: 1.0}))
    return found


def _leaning(matcher: Matcher, judge: Judge, cases: Iterable[Case]) -> Iterator[tuple[Case, Turn]]:
    """All turns of conversations among `cases` that lean on what was said before."""
    memories: dict[str, Memory] = {}
    for case in cases:
        if case.conversation:
            memory = memories.get(case.conversation, Memory())
            if one := _turn(judge, case, memory):
                yield case, one
            memories[case.conversation] = _after(matcher, judge, case, memory)


def _turn(judge: Judge, case: Case, memory: Memory) -> Turn | None:
    """What a turn may mean after what was shown; None if it leans on nothing."""
    alone = judge.judge(case.question, judge.spelt(words(case.question)))
    last = last_shown(memory, judge.index)
    if last is None or case.outcome or stands_for(alone.tokens, memory, judge.index, judge.main_subject):
        return None
    if not may_lean(alone, within_one_message=False):
        return None
    return turn(judge, alone, memory, last, within_one_message=False)


def _after(matcher: Matcher, judge: Judge, case: Case, memory: Memory) -> Memory:
    """The conversation once the right answer was shown that is likest to the message."""
    if not case.entries:
        return memory
    alone = judge.judge(case.question, judge.spelt(words(case.question)))
    order = [one.entry for one in alone.answers if one.entry in case.entries]
    shown = matcher.memory_of([*order, *sorted(case.entries)][:1])
    return Memory(shown.entries, shown.offered, " ".join(alone.tokens))
