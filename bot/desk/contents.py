"""What a reply consists of, in reading order. It is decided here, once for every front end.

How a part looks is up to the front end: small print or Markdown, numbers or buttons, and how many of them there is room
for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.desk.reply import Block, Reply
from bot.engine.decision import Again, Correction, Outcome
from bot.knowledge.model import Entry


class Role(StrEnum):
    """What words of the FAQ's voice are for."""

    REMARK = "remark"  # on what follows: that it was said before
    ANNOUNCEMENT = "announcement"  # of what follows: two answers; or what the FAQ says it leaves out
    INSTEAD = "instead"  # of an answer: small talk, or that there is none
    DISCLAIMER = "disclaimer"
    CHOICE = "choice"  # leads to what may have been meant, where there is no answer
    NEXT = "next"  # leads to what could be asked next


@dataclass(frozen=True)
class OwnWords:
    """Words of the bot itself."""

    role: Role
    text: str


@dataclass(frozen=True)
class ReadAs:
    """What was read differently from how it was typed."""

    corrections: tuple[Correction, ...]


Part = ReadAs | OwnWords | Block

_TELLS_HOW_IT_READ = (Outcome.ANSWER, Outcome.SUGGEST, Outcome.NONE)


def contents(reply: Reply) -> tuple[Part, ...]:
    """All that is said. Below it stands what is `offered`, if anything is; words that lead to that come last."""
    if reply.in_passing is not None:
        return (OwnWords(Role.INSTEAD, reply.in_passing),)
    return (*_above(reply), *reply.blocks, *_below(reply))


def offered(reply: Reply) -> tuple[Entry, ...]:
    """The questions to choose from, or to ask next. Nothing is to distract from an urgent text."""
    if reply.decision.outcome is Outcome.URGENT:
        return ()
    shown = {block.entry.id for block in reply.blocks}
    near = {entry.id: entry for entry in (*reply.follow_ups, *reply.suggestions)}
    return tuple(entry for entry in near.values() if entry.id not in shown)


def _above(reply: Reply) -> Iterator[Part]:
    voice, decision = reply.voice, reply.decision
    if decision.corrections and decision.outcome in _TELLS_HOW_IT_READ:
        yield ReadAs(decision.corrections)
    remarks = {
        Again.WHOLE: voice.said_before,
        Again.GIST: voice.in_short,
        Again.CHECK: voice.to_compare,
        Again.NEAREST: voice.told_all,
    }
    if decision.again and decision.outcome is Outcome.ANSWER:
        yield OwnWords(Role.REMARK, remarks[decision.again])
    if len(reply.blocks) > 1 and decision.outcome is Outcome.ANSWER:
        yield OwnWords(Role.ANNOUNCEMENT, voice.two_answers)


def _choice(reply: Reply) -> str:
    """What is said above questions of which one may be meant, or above the only one."""
    voice, one = reply.voice, len(offered(reply)) == 1
    if reply.decision.outcome is Outcome.SUGGEST:
        return voice.did_you_mean_one if one else voice.did_you_mean
    return voice.nothing_near_one if one else voice.nothing_near


def _below(reply: Reply) -> Iterator[Part]:
    voice, outcome = reply.voice, reply.decision.outcome
    if outcome is Outcome.NONE and not reply.blocks and not reply.suggestions:
        yield OwnWords(Role.INSTEAD, reply.nothing)
    if outcome is Outcome.ANSWER:
        if reply.outside:
            yield OwnWords(Role.ANNOUNCEMENT, reply.outside.answer)
        yield OwnWords(Role.DISCLAIMER, voice.disclaimer)
    if reply.suggestions and not reply.blocks and outcome in (Outcome.SUGGEST, Outcome.NONE):
        yield OwnWords(Role.CHOICE, _choice(reply))
    elif offered(reply):
        yield OwnWords(Role.NEXT, voice.ask_next)
