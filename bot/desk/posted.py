"""Where replies are that follow what becomes of the message they reply to, across restarts of the bot."""

from collections.abc import Collection
from datetime import timedelta

from bot.desk.archive import Archive
from bot.desk.asked import Asking
from bot.records.model import PostedReply

FOLLOWED = timedelta(hours=24)


class PostedDesk:
    """Noting never waits and never fails; looking up waits for the disk and raises RecordsError."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def note(self, reply: str, asking: Asking, *, question: str, digest: str) -> None:
        """The bot's message `reply` replies to `asking.message`; `question` and `digest` are as in `PostedReply`."""
        if self._archive.records is None or asking.message is None:
            return
        place, until = asking.place, self._archive.now() + FOLLOWED
        posted = PostedReply(asking.message, reply, place.server, place.channel, asking.member, question, digest, until)
        self._archive.records.replies.note(posted)

    def to(self, message: str) -> PostedReply | None:
        """The reply to a member's message, if it still follows it."""
        records = self._archive.records
        return records.replies.to(message, self._archive.now()) if records else None

    def followed(self, messages: Collection[str]) -> list[str]:
        """Those of members' messages to which there is a reply that still follows them."""
        records = self._archive.records
        return records.replies.followed(messages, self._archive.now()) if records else []

    def forget(self, message: str) -> None:
        """There is no longer a reply to `message`."""
        if self._archive.records is not None:
            self._archive.records.replies.forget(message)
