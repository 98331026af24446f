"""What is held on members and servers, and that it does not stay. All of it waits for the disk."""

from collections.abc import Callable

from bot.desk.archive import Archive
from bot.desk.servers import ServersDesk
from bot.records.model import Held, Policy


class PrivacyDesk:
    """Everything raises RecordsError. `forget_talk` forgets what is held on a member in memory."""

    def __init__(self, archive: Archive, servers: ServersDesk, forget_talk: Callable[[str], None]) -> None:
        self._archive = archive
        self._servers = servers
        self._forget_talk = forget_talk

    def held(self, member: str) -> Held:
        """How much is held that leads to `member`."""
        return self._archive.open().people.held(member)

    def forget(self, member: str) -> None:
        """Delete what is held on `member`, in memory and in the records, on every server."""
        self._forget_talk(member)
        if self._archive.records is not None:
            self._archive.records.people.forget(member)

    def forget_server(self, server: str) -> None:
        """Delete everything about a server at once: questions, feedback, history, settings."""
        self._archive.open().retention.forget_server(server)
        self._servers.reload()

    def tidy(self) -> None:
        """Delete what is past its time. To be done when the bot starts, and every day."""
        self._servers.reload()  # nothing is deleted by a policy that is not the server's own
        usual = Policy(self._archive.keep, self._archive.keep_days)
        left_before = self._archive.ago(self._archive.server_days)
        self._archive.open().retention.tidy(self._archive.now(), usual, self._servers.policies(), left_before)
        self._servers.reload()
