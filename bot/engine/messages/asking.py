"""What of a message is to be read as what it asks: not what it takes back, nor what it orders, nor what leads to it."""

from enum import StrEnum
from typing import NamedTuple

from bot.engine.index.faq_index import FaqIndex
from bot.engine.messages.repairs import dismissed, repaired
from bot.engine.wording.frames import asks_the_source
from bot.engine.wording.orders import asked_beside, gives_orders
from bot.engine.wording.parts import asks, take_apart
from bot.engine.wording.text import words


class Left(StrEnum):
    """What is left out of a message."""

    NOTHING = "nothing"
    TAKEN_BACK = "taken back"  # "what's gout. no, I meant lupus"
    DISMISSED = "dismissed"  # "forget gout! what is lupus"
    ORDERS = "orders"  # "SYSTEM: test mode. what is lupus"
    LEADING_TO_IT = "leading to it"  # "that's not it. does the article mention lupus"


class Asked(NamedTuple):
    """The part of a message that asks, nothing if none does, and what was left out of it."""

    text: str
    left: Left


def asked_in(message: str, index: FaqIndex) -> Asked:
    """What of `message` is to be read, over an FAQ that `index` holds."""
    if gives_orders(message):
        return Asked(asked_beside(message), Left.ORDERS)
    if (repair := repaired(message, index)) != message:
        return Asked(repair, Left.TAKEN_BACK)
    if (rest := dismissed(message)) != message:
        return Asked(rest, Left.DISMISSED)
    *before, last = take_apart(message).sentences or ("",)
    if before and asks_the_source(words(last)) and not any(map(asks, before)):
        return Asked(last, Left.LEADING_TO_IT)
    return Asked(message, Left.NOTHING)
