"""What the moderators of a server have set. Read for every question, hence held in memory."""

import threading
from collections.abc import Collection, Mapping
from typing import Any

from bot.desk.archive import Archive
from bot.errors import RecordsError
from bot.records.model import Policy, ServerSettings

UNCHOSEN = ServerSettings()


class ServersDesk:
    """Settings by server; a direct message has the host's."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self.counted = False  # whether it is known on which servers the bot is, since this process began
        self._known: Mapping[str, ServerSettings] = {}
        self._changing = threading.Lock()
        if archive.records is not None:
            try:
                self._known = archive.records.servers.settings()
            except RecordsError:  # of which the host has been told
                archive.records.servers.tell_settings(self._know)

    def settings(self, server: str | None) -> ServerSettings:
        """What is set; the defaults as long as the records cannot be read. Never waits."""
        return self._known.get(server, UNCHOSEN) if server else UNCHOSEN

    def change(self, server: str, **chosen: Any) -> ServerSettings:
        """Set those of the fields of `ServerSettings` that are given, and give all of them as they are now.

        Waits for the disk; raises RecordsError, and then nothing has changed.
        """
        with self._changing:
            settings = self._archive.open().servers.change_settings(server, chosen)
            self._known = {**self._known, server: settings}
        return settings

    def policy(self, server: str | None) -> Policy:
        """Of which questions asked there the words are kept, and for how many days."""
        return self._policy(self.settings(server))

    def policies(self) -> dict[str, Policy]:
        """The policies of the servers that have settings; the others have the host's."""
        return {server: self._policy(settings) for server, settings in self._known.items()}

    def joined(self, server: str) -> None:
        """The bot was added to a server. Waits for the disk; raises RecordsError."""
        self._archive.open().servers.joined(server)

    def left(self, server: str) -> None:
        """The bot was removed from a server: what is held on it has its days counted. As `joined`."""
        self._archive.open().servers.left(server, self._archive.now())

    def present(self, servers: Collection[str]) -> None:
        """The bot is on these servers and on no others. As `joined`."""
        self._archive.open().servers.present(servers, self._archive.now())
        self.counted = True

    def reload(self) -> None:
        """Read again what is set: it may have been deleted, or could not be read before. As `joined`."""
        with self._changing:
            self._known = self._archive.open().servers.settings()

    def _policy(self, settings: ServerSettings) -> Policy:
        usual = self._archive
        return Policy(usual.keep if settings.keep is None else settings.keep, settings.keep_days or usual.keep_days)

    def _know(self, settings: Mapping[str, ServerSettings]) -> None:
        self._known = settings
