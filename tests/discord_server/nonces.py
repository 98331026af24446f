"""Nonces that Discord is told to enforce: of one and the same, an author has one message, for a while."""

from collections import OrderedDict
from collections.abc import Callable

from tests.discord_server.world import Message

REMEMBERED_SECONDS = 5 * 60.0  # Discord's documentation says: "the past few minutes"
MOST = 2_000  # or what is sent for hours would fill the memory


class Nonces:
    """The messages that were sent with a nonce, by their authors. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._sent: OrderedDict[tuple[int, str], tuple[Message, float]] = OrderedDict()  # the latest last

    def remember(self, message: Message) -> None:
        if message.nonce is not None:
            self._sent[message.author.id, message.nonce] = message, self._clock()
            self._sent.move_to_end((message.author.id, message.nonce))
            while len(self._sent) > MOST:
                self._sent.popitem(last=False)

    def message(self, author: int, nonce: str) -> Message | None:
        """What `author` sent with `nonce` a few minutes ago at most."""
        message, at = self._sent.get((author, nonce), (None, 0.0))
        return message if self._clock() - at <= REMEMBERED_SECONDS else None
