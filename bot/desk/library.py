"""Every FAQ that is served: the base, and a server's own over it, each in one whole version at a time.

An `Edition` never changes. A new version is read, checked and indexed beside the one that serves, and takes its place
in one assignment: whoever has begun to answer from the old one finishes with it. A version with faults does not serve;
the last good one goes on, and the faults are told once. What the base has left without an end in a server's files keeps
no later version of them from serving, nor, at the start, the first.

Over another base every server has another edition at once, and those that were awake are due (`Resting`): whoever makes
the change does not wait until they are.
"""

import logging
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bot.desk.listeners import Listeners, Unsubscribe
from bot.desk.resting import Resting
from bot.engine.matcher import Matcher
from bot.errors import EditError, FaqBotError, FaqFaults, Fault
from bot.knowledge import builtin
from bot.knowledge.documents import Documents
from bot.knowledge.model import Faq
from bot.knowledge.reading.checking import Findings, check
from bot.knowledge.reading.overlay import checked
from bot.knowledge.reading.reader import Reading, read_faq
from bot.knowledge.shelf import Shelf, sweep

_log = logging.getLogger(__name__)

SERVERS = "servers"  # the folder of the servers' folders, beside that of the base
REST_AFTER = 60 * 60.0  # seconds without a question after which a server's matcher is let go
# What a change of the base may leave behind in a server's files, by `Fault.why`: they name an entry or a paragraph that
# is gone, or a phrasing that the base has too by now. They can be answered from all the same.
LOOSE_ENDS = frozenset(
    "why_to_none why_no_articles why_no_article why_no_section why_beyond_section why_shared".split()
)
_SERVER = re.compile(r"[0-9]{1,20}\Z", re.ASCII)
_PLACE = re.compile(r" \(\S+\.yaml:\d+\)\Z")

Tell = Callable[[str | None, tuple[Fault, ...]], None]


@dataclass(frozen=True)
class Edition:
    """One version of the FAQ of `server` (None: the base). `documents` are its own; `reading` is of the whole.

    `base` is what it was read over, None for the base itself. `faults` are what it serves in spite of.
    """

    server: str | None
    documents: Documents
    reading: Reading
    held: Resting
    base: Reading | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def matcher(self) -> Matcher:
        """Has to be built first where it rests: see `Resting`."""
        return self.held.get()

    @property
    def faq(self) -> Faq:
        return self.reading.draft


@dataclass(frozen=True)
class Proof:
    """What some documents come to, if they were to serve; no matcher where they cannot.

    `blocking` are those of their faults for which they cannot: not those that the base has left in what serves now.
    """

    documents: Documents
    reading: Reading
    findings: Findings
    held: Resting | None
    base: Reading  # what it was read over
    blocking: tuple[Fault, ...] = ()

    @property
    def matcher(self) -> Matcher | None:
        return self.held.get() if self.held else None


class Library:
    """The editions, and the folders they come from.

    `documents`, `reading` and `held`, the matcher, are of the first version of the base, which has no faults; all later
    ones take over from one before them. The server called `home` has the base for its own, and so no folder.
    """

    def __init__(
        self,
        base: Shelf,
        documents: Documents,
        reading: Reading,
        held: Resting,
        servers: Path | None = None,
        home: str | None = None,
    ) -> None:
        self.home = home
        self._servers = servers
        self._shelves: dict[str | None, Shelf] = {None: base}
        self._changing = threading.Lock()
        self._told: dict[str | None, tuple[Fault, ...]] = {}
        self._on_faults: Listeners[str | None, tuple[Fault, ...]] = Listeners()
        self._on_faults.add(_to_the_log)
        self._on_mending: Listeners[str | None] = Listeners()
        self._on_change: Listeners[str | None] = Listeners()
        self._editions: Mapping[str | None, Edition] = {None: Edition(None, documents, reading, held)}
        for server in self._known_servers():
            self.reread(server)

    def on_faults(self, tell: Tell, standing: Tell | None = None) -> Unsubscribe:
        """Have `tell` called with the server and the faults of what stands in its folder: once for the same faults.

        It is called from whichever thread met them. For those that there are already, `standing` is called at once,
        or `tell` if it is the same.
        """
        unsubscribe = self._on_faults.add(tell)
        for server, faults in list(self._told.items()):
            (standing or tell)(server, faults)
        return unsubscribe

    def on_mending(self, tell: Callable[[str | None], None]) -> Unsubscribe:
        """Have `tell` called, from any thread, with every server whose faults, of which `on_faults` told, are gone."""
        return self._on_mending.add(tell)

    def is_faulty(self, server: str | None) -> bool:
        """Whether what stands in the folder of `server` has faults."""
        return server in self._told

    def on_change(self, take: Callable[[str | None], None]) -> Unsubscribe:
        """Have `take` called, from any thread, with every server whose FAQ is another one now (None for the base)."""
        return self._on_change.add(take)

    def whose(self, server: str | None) -> str | None:
        """Whose FAQ the moderators of `server` change: None is the base. It is the one that serves there, too."""
        return None if server == self.home else server

    def edition(self, server: str | None) -> Edition:
        """What serves `server`: its own edition if it has one, or else the base."""
        editions = self._editions
        return editions.get(self.whose(server)) or editions[None]

    def faq(self, server: str | None) -> Faq:
        return self.edition(server).faq

    def matcher(self, server: str | None) -> Matcher:
        return self.edition(server).matcher

    def is_awake(self, server: str | None) -> bool:
        """Whether the matcher that serves `server` is in memory."""
        return self.edition(server).held.is_awake

    def documents(self, server: str | None) -> Documents:
        """The files of `server` alone that serve now: none where it has no FAQ of its own."""
        own = self._editions.get(server)
        return own.documents if own else {}

    def folders(self) -> tuple[str | None, ...]:
        """None for the base, and every server that has a folder, whether what is in it serves or not."""
        return (None, *self._known_servers())

    def shelf(self, server: str | None) -> Shelf:
        """The folder of `server`, which need not be there yet. Raises EditError for what has no FAQ of its own."""
        shelf = self._shelves.get(server)
        if shelf is None:
            if self._servers is None or server is None or server == self.home or not _SERVER.match(server):
                raise EditError("this server cannot have entries of its own here", "why_no_own")
            shelf = self._shelves.setdefault(server, Shelf(self._servers / server, optional=True))
        return shelf

    def prefix(self, server: str | None) -> str:
        """What is put before the names of a server's files where they are told to people."""
        return "" if server is None else prefix_of(server)

    def prove(self, server: str | None, documents: Documents) -> Proof:
        """Read, check and index `documents` as if they were those of `server`. Nothing is changed."""
        base = self._editions[None].reading
        reading, findings = self._read(server, documents, base)
        blocking = self._blocking(server, documents, findings.faults, base)
        return Proof(documents, reading, findings, None if blocking else self._held(reading), base, blocking)

    def holds(self, server: str | None, proof: Proof) -> bool:
        """Whether a proof for `server` was read over the base that serves now."""
        return server is None or proof.base is self._editions[None].reading

    def serve(self, server: str | None, documents: Documents, proof: Proof | None = None) -> tuple[Fault, ...]:
        """Let `documents` serve `server`; gives their faults if they cannot. What faults there are is told.

        `proof` spares work.
        """
        with self._changing:
            if proof is None or proof.documents != documents or not self.holds(server, proof):
                proof = self.prove(server, documents)
            faults = proof.findings.faults
            if faults:
                self._tell(server, faults)
            if proof.held is None and not self._may_serve_in_spite_of(faults, server):
                return faults
            before = self._editions
            # Not held by the proof any more: whoever lets a draft rest must not let go of what serves. Nobody who asks
            # waits for the base.
            built = proof.matcher if server is None else proof.held.built if proof.held else None
            over = None if server is None else proof.base
            edition = Edition(server, documents, proof.reading, self._held(proof.reading, built), over, faults)
            editions = {**self._editions, server: edition}
            if server is not None and not documents:
                del editions[server]
            self._editions = self._renewed(edition, editions) if server is None else editions
            if not faults:
                self._mended(server)
            serving = set(map(id, self._editions.values()))
            for old in before.values():
                if id(old) not in serving:
                    old.held.rest(0)  # a draft may hold the edition for hours
            if server is None:
                self._look_again()
        self._on_change.tell(server)
        return ()

    def reread(self, server: str | None) -> bool:
        """Take over what stands on the disk. True if that is another version, which serves now."""
        shelf = self.shelf(server)
        with shelf.at_rest():  # until it serves: what is saved meanwhile is newer
            try:
                documents = shelf.take()
            except FaqBotError as error:
                what, _, remedy = str(error).partition("; ")
                self._tell(server, (Fault(str(shelf.folder), 1, what, remedy),))
                return False
            if documents == self.documents(server) and self._fits(server):
                if not self.edition(server).faults:
                    self._mended(server)
                return False
            faults = self.serve(server, documents)
        if not faults:
            _log.info("%s has changed and serves now", shelf.folder)
        return not faults

    def changed(self) -> tuple[str | None, ...]:
        """The servers whose folders differ from what was last read; None among them is the base."""
        for server in self._known_servers():
            self.shelf(server)
        return tuple(server for server, shelf in list(self._shelves.items()) if shelf.changed())

    def forget(self, server: str) -> None:
        """Delete the folder of `server`, which has the base from now on. Raises EditError as `Shelf.delete`."""
        if self._servers is None or not _SERVER.match(server):
            return
        self.shelf(server).delete()
        self._shelves.pop(server, None)
        self._told.pop(server, None)
        if server in self._editions:
            self.serve(server, {})

    def sweep(self) -> None:
        """Delete what a process that was killed had begun to forget."""
        if self._servers is not None:
            with suppress(OSError):  # it is tried again at the next start
                sweep(self._servers)

    def let_rest(self, after: float = REST_AFTER) -> None:
        """Let go of the matchers of servers where nothing has been asked for so many seconds."""
        for server, edition in self._editions.items():
            if server is not None:
                edition.held.rest(after)

    def due(self) -> list[Resting]:
        """The matchers that were let go as the base changed, and are to be built though nobody may have asked yet."""
        return [edition.held for edition in self._editions.values() if edition.held.is_due]

    def _held(self, reading: Reading, built: Matcher | None = None, *, due: bool = False) -> Resting:
        """The matcher of `reading`, to be built from that of the base when it is wanted. That one never rests."""
        return Resting(lambda: self._editions[None].matcher.updated(reading.draft), built, due=due)

    def _renewed(self, base: Edition, editions: Mapping[str | None, Edition]) -> dict[str | None, Edition]:
        """The editions of all servers over another base. One that no longer fits keeps the base it had."""
        renewed: dict[str | None, Edition] = {None: base}
        for server, edition in editions.items():
            if server is None:
                continue
            reading, findings = self._read(server, edition.documents, base.reading)
            if findings.faults and server not in self._told:  # else it is not this version that stands in its folder
                self._tell(server, findings.faults)
            if findings.faults and not (edition.faults and _are_loose_ends(findings.faults)):
                renewed[server] = edition
            else:
                held = self._held(reading, due=edition.held.is_awake or edition.held.is_due)
                renewed[server] = replace(
                    edition, reading=reading, held=held, base=base.reading, faults=findings.faults
                )
        return renewed

    def _fits(self, server: str | None) -> bool:
        """Whether what serves `server` was read over the base that serves now."""
        edition, base = self.edition(server), self._editions[None]
        return edition is base or edition.base is base.reading

    def _may_serve_in_spite_of(self, faults: Sequence[Fault], server: str | None) -> bool:
        """Whether what a server wrote, with such `faults`, is better than nothing of it, as there is no other version.

        The base may have changed while the bot was not running.
        """
        return server is not None and server not in self._editions and _are_loose_ends(faults)

    def _blocking(
        self, server: str | None, documents: Documents, faults: tuple[Fault, ...], base: Reading
    ) -> tuple[Fault, ...]:
        """Those of `faults` that `documents` do not owe to `base`: it left them in what serves `server` now as well.

        Where that is the same, nothing is gained: it keeps the base it has.
        """
        serving = self.documents(server)
        if server is None or documents == serving or not any(fault.why in LOOSE_ENDS for fault in faults):
            return faults
        _, before = self._read(server, serving, base)
        left = {_identity(fault) for fault in before.faults if fault.why in LOOSE_ENDS}
        return tuple(fault for fault in faults if _identity(fault) not in left)

    def _look_again(self) -> None:
        """Have what does not serve because of its faults taken for changed: over another base it may have none."""
        for server in list(self._told):
            if server is not None:
                self.shelf(server).unread()

    def _read(self, server: str | None, documents: Documents, base: Reading) -> tuple[Reading, Findings]:
        if server is None:
            reading = read_faq(documents, builtin.voice())
            return reading, check(reading)
        return checked(base, documents, self.prefix(server))

    def _known_servers(self) -> list[str]:
        return [server for server in known_servers(self._servers) if server != self.home]

    def _tell(self, server: str | None, faults: tuple[Fault, ...]) -> None:
        before, self._told[server] = self._told.get(server, ()), faults
        if list(map(_identity, before)) != list(map(_identity, faults)):
            self._on_faults.tell(server, faults)

    def _mended(self, server: str | None) -> None:
        if self._told.pop(server, None) is not None:
            _log.info("%s has no faults any more", "the FAQ" if server is None else f"the FAQ of server {server}")
            self._on_mending.tell(server)


def _are_loose_ends(faults: Sequence[Fault]) -> bool:
    return all(one.why in LOOSE_ENDS for one in faults)


def _identity(fault: Fault) -> Fault | tuple[str, str]:
    """What tells a fault from others; a loose end stays the same wherever it has moved to in its server's files."""
    return (fault.why, _PLACE.sub("", fault.what)) if fault.why in LOOSE_ENDS else fault


def known_servers(folder: Path | None) -> list[str]:
    """The servers that have a folder in `folder`, which need not be there."""
    if folder is None or not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if _SERVER.match(path.name) and path.is_dir())


def misnamed_servers(folder: Path | None) -> list[Path]:
    """The folders in `folder` that hold YAML as that of a server does, but are not called by the id of one."""
    if folder is None or not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if not _SERVER.match(path.name) and not path.name.startswith(".")]
    return sorted(path for path in found if any(path.glob("*.yaml")))


def prefix_of(server: str) -> str:
    """What the names of a server's files begin with where they are told to people."""
    return f"{SERVERS}/{server}/"


def _to_the_log(server: str | None, faults: tuple[Fault, ...]) -> None:
    whose = "the FAQ" if server is None else f"the FAQ of server {server}"
    _log.error("%s has faults; until they are mended, what can serve of it goes on:\n%s", whose, FaqFaults(faults))
