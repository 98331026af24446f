"""What is held on members and servers, and that it does not stay. All of it waits for the disk."""

from collections.abc import Callable

from bot.desk.archive import Archive
from bot.desk.asked import AskedDesk
from bot.desk.listeners import Listeners, Unsubscribe
from bot.desk.servers import ServersDesk
from bot.errors import EditError
from bot.records.model import Erased, HeldData, Policy


class PrivacyDesk:
    """Everything raises RecordsError. `forget_talk` forgets what a member was shown.

    What is held elsewhere than in the records is forgotten by those who hold it: see `on_forgetting` of a server, and
    `on_erasing` of members' words. Files that cannot be deleted raise EditError; the records are left as they are then,
    so that it can be tried again.
    """

    def __init__(
        self, archive: Archive, servers: ServersDesk, asked: AskedDesk, forget_talk: Callable[[str], None]
    ) -> None:
        self._archive = archive
        self._servers = servers
        self._asked = asked
        self._forget_talk = forget_talk
        self._forget_elsewhere: Listeners[str] = Listeners()
        self._erase_elsewhere: Listeners[Erased] = Listeners()

    @property
    def records_anything(self) -> bool:
        return self._archive.records is not None

    def on_forgetting(self, forget: Callable[[str], None]) -> Unsubscribe:
        """Have `forget` called with every server that is forgotten, again if the bot was killed meanwhile."""
        return self._forget_elsewhere.add(forget)

    def on_erasing(self, erase: Callable[[Erased], None]) -> Unsubscribe:
        """Have `erase` called with what was deleted of the words of every member who is forgotten."""
        return self._erase_elsewhere.add(erase)

    def held(self, member: str) -> HeldData:
        """How much is held that leads to `member`."""
        return self._archive.open().people.held(member)

    def forget(self, member: str) -> None:
        """Delete what is held on `member`, in memory and in the records, on every server.

        Words of theirs that are in memory go whatever fails. By the ids of what they asked of late, which stay then, it
        can be tried again.
        """
        self._forget_talk(member)
        self._asked.forget_words(member)
        if self._archive.records is not None:
            erased = self._archive.records.people.forget(member, self._asked.lately_by(member))
            self._asked.forget(member)
            self._erase_elsewhere.tell(erased)

    def forget_server(self, server: str) -> None:
        """Delete everything about a server at once: questions, feedback, history, settings."""
        self._forget_elsewhere.tell(server)
        self._archive.open().retention.forget_server(server)
        self._servers.reload()

    def tidy(self) -> None:
        """Delete what is past its time. To be done when the bot starts, and every day. Raises as `forget_left`."""
        self._servers.reload()  # nothing is deleted by a policy that is not the server's own
        usual = Policy(self._archive.keep, self._archive.keep_days)
        self._archive.open().retention.tidy(self._archive.now(), usual, self._servers.policies())
        self.forget_left()

    def forget_left(self) -> None:
        """Forget the servers that the bot was removed from some time ago.

        Not before it has been told on which it is: it may have been taken back while it was not running. Raises
        EditError, at the end, if the files of some server cannot be deleted.
        """
        if not self._servers.counted:
            return
        records = self._archive.open()
        refused: EditError | None = None
        for server in records.servers.left_before(self._archive.ago(self._archive.server_days)):
            try:
                self.forget_server(server)
            except EditError as error:  # the others need not wait for this one
                refused = error
        if refused is not None:
            raise refused
