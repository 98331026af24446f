"""Our matcher as a system like any other: the ranking of a message that nothing was said before."""

from benchmarks.peers import Ranking
from bot import encoders, english
from bot.encoders import ModelLibrary
from bot.engine.conversation.memory import Memory
from bot.engine.judging.confidence import Calibration
from bot.engine.judging.signals import SIGNALS
from bot.engine.matcher import Matcher
from bot.engine.reading.language import Language
from bot.errors import FaqBotError
from bot.knowledge.model import Faq


def shipped() -> Calibration:
    """The weights the program comes with. Raises FaqBotError if they are not those of the engine's signals."""
    found = english.calibration()
    if unlike := sorted(found.sparse.entry.keys() ^ SIGNALS.keys() | found.dense.entry.keys() ^ SIGNALS.keys()):
        remedy = "fit them anew with python -m benchmarks.fit"
        raise FaqBotError(f"the shipped weights and the engine do not have the same signals ({unlike[0]}); {remedy}")
    return found


def with_model(library: ModelLibrary, model: str) -> Language:
    """English with another model of meaning. Raises FaqBotError if it cannot be loaded."""
    return encoders.reading(english.language(), library, model)


class Ours:
    """The whole way of a message, from what was typed to a decision; scores are its confidences."""

    def __init__(self, name: str, faq: Faq, calibration: Calibration, language: Language | None = None) -> None:
        """`language` is English with the model of meaning that comes along, unless another is given."""
        self.name = name
        self.matcher = Matcher(faq, language or english.language(), calibration)

    def rank(self, question: str) -> Ranking:
        decision, _ = self.matcher.decide(question, Memory())
        return [(one.entry, one.confidence) for one in decision.ranking]
