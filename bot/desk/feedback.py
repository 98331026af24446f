"""What members say of answers. All of it waits for the disk; an event loop calls it through `asyncio.to_thread`."""

from dataclasses import replace

from bot.desk.archive import Archive
from bot.desk.asked import AskedDesk, Asking
from bot.records.model import Feedback, LoggedQuestion, MissKind


class FeedbackDesk:
    """Every call names the question by the id in its `Reply`, and raises RecordsError if nothing was saved.

    One of which the records know nothing (any more) is taken as it comes: the button of an old message works too.
    """

    def __init__(self, archive: Archive, asked: AskedDesk) -> None:
        self._archive = archive
        self._asked = asked

    def rate(self, question: str, asking: Asking, *, helpful: bool) -> None:
        """A member finds an answer helpful or not; their last word counts."""
        known = self._known(question, asking)
        given = Feedback(
            question=question,
            server=asking.place.server,
            member=asking.member,
            at=self._archive.now(),
            helpful=helpful,
        )
        anonymous = replace(asking, private=True)  # whoever presses a button did not necessarily ask
        self._archive.open().feedback.give(given, self._asked.miss(known, MissKind.NOT_HELPFUL, anonymous))

    def missed(self, question: str, kind: MissKind, asking: Asking) -> None:
        """The asker says, or shows by removing the reply, that the answer was none."""
        known = self._known(question, asking)
        self._archive.open().misses.add(self._asked.miss(known, kind, asking))

    def tell_moderators(self, question: str, asking: Asking) -> bool:
        """The asker wants the moderators to read the question, so it is kept whatever else is not.

        Whether its words are known (still); if not, there is nothing to be told.
        """
        known = self._known(question, asking)
        if known.text is None:
            return False
        self._archive.open().misses.add(self._asked.miss(known, MissKind.TOLD, asking))
        return True

    def _known(self, question: str, asking: Asking) -> LoggedQuestion:
        found, place = self._asked.question(question, asking.place), asking.place
        return found or LoggedQuestion(question, place.server, place.channel, self._archive.now(), outcome="")
