"""What the moderators of a server have set. Read for every question, hence held in memory."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.desk.archive import Archive
from bot.errors import RecordsError
from bot.records.model import Keep, ServerSettings

UNCHOSEN = ServerSettings()


class ServersDesk:
    """Settings by server; a direct message has the host's."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
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
            settings = replace(self.settings(server), **chosen)
            self._archive.open().servers.save_settings(server, settings)
            self._known = {**self._known, server: settings}
        return settings

    def keep(self, server: str | None) -> Keep:
        """Of which questions asked there the words are kept."""
        chosen = self.settings(server).keep
        return self._archive.keep if chosen is None else chosen

    def keep_days(self, server: str | None) -> int:
        """For how many days."""
        return self.settings(server).keep_days or self._archive.keep_days

    def _know(self, settings: Mapping[str, ServerSettings]) -> None:
        self._known = settings
