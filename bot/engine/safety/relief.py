"""Whether a message after a text for somebody in danger tells that nobody is: help has come, or it was only a joke.

A wrong "good to hear" costs more than an alarm that is repeated, so everything has to speak for it: that the message is
more like such sentences than like all else, more than like those that tell of the danger still ("she is crying"), and
that it denies what they deny: "I am suicidal" is very like "I am not suicidal".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.engine.conversation.memory import PRONOUNS
from bot.engine.decision import Chatter
from bot.engine.judging.judge import Judgement
from bot.engine.small_talk.likeness import WORD_FOR_WORD, SmallTalk
from bot.engine.wording.chatter import GRATEFUL
from bot.engine.wording.grammar import NEGATIONS, PERSONS, STOP_WORDS
from bot.engine.wording.parts import asks, asks_in_any, take_apart
from bot.engine.wording.signs import SignMet, Signs
from bot.engine.wording.text import words
from bot.knowledge.model import Kind

# Leads from which a message tells that nobody is in danger: over all that is no small talk, and over what tells that
# the danger stands.
RELIEF_FROM, OVER_ALARM = 0.05, 0.06
# Probability by the nearest phrasings of another danger, from which there is one all the same, and the first of those
# leads from which there is none: of 1,481 messages of danger one reaches it, "ambulance is coming. she says her hip".
BELOW, OVER_ANOTHER = 0.7, 0.12
# Likeness to what tells that a danger stands, from which a sentence does: one that tells something beside a question,
# and any other ("dont give me a number").
TOLD_FROM, ASKED_FROM = 0.2, 0.3
FEWEST_WORDS = 2  # "ambulance!!" may be a call for one
NOT_OVER = frozenset("but yet still until except".split())  # "nobody is hurt yet"

_SOMEBODY = PERSONS | PRONOUNS


@dataclass(frozen=True)
class Relief:
    """What tells of it, in one language, and the signs of danger of one FAQ."""

    talk: SmallTalk
    signs: Signs

    def told(self, whole: Judgement, met: Sequence[SignMet], text: str, of: str) -> bool:
        """Whether the message judged as `whole` tells of it, after the safety text of the id `text` was shown.

        `of` is the entry of the danger, which may have it that not everybody's word is enough. Of the signs of danger
        `met` in it those of that text count for nothing, nor do those that stand in the sentence it is most like: "she
        is in the ambulance".
        """
        found = self.talk.talk(whole.text, RELIEF_FROM)
        if found is None or found.sort is not Chatter.RELIEF or not NOT_OVER.isdisjoint(whole.tokens):
            return False
        if not self.signs.may_end(of, words(whole.text)):
            return False
        said = [word for word in words(whole.text) if word not in GRATEFUL]
        if self.talk.talk(" ".join(said), WORD_FOR_WORD):  # "the ambulance is here" is like a call for one
            return True
        if len(said) < FEWEST_WORDS or asks_in_any(whole.text) or not self.talk.alarming.isdisjoint(said):
            return False
        said_after = self.talk.after_alarm(whole.text)
        likest = words(said_after.likest)
        if said_after.lead < OVER_ALARM or _denied(said) != _denied(likest):
            return False
        explained = {sign.items for sign in self.signs.met(likest)}
        if any(sign.entry != text and sign.items not in explained for sign in met):
            return False
        another = whole.best(Kind.URGENT)
        none = another is None or another.entry == text or another.confidence < BELOW
        return none or found.lead >= OVER_ANOTHER

    def danger_stands(self, text: str) -> bool:
        """Whether a sentence of the message `text` tells that the danger stands, whatever else is asked: "not going to
        A&E on a saturday. just tell me why bones break".
        """
        sentences = take_apart(text).sentences
        for sentence in sentences:
            said, told = self.talk.after_alarm(sentence), len(sentences) > 1 and not asks(sentence)
            least, lead = (TOLD_FROM, OVER_ALARM) if told else (ASKED_FROM, 0.0)
            if said.stands >= least and said.lead < lead:
                return True
        return False


def _denied(tokens: Sequence[str]) -> set[str]:
    """What is said not to be so, in a word each; the "no" of "no, I am fine" denies nothing that follows."""
    said = [
        at for at, (one, after) in enumerate(pairwise((*tokens, ""))) if one in NEGATIONS and after not in _SOMEBODY
    ]
    return {next((word for word in tokens[at + 1 :] if word not in STOP_WORDS), "") for at in said}
