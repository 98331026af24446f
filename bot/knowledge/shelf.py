"""The folder an FAQ lives in: reading it whole, and noticing when it has changed.

Only files directly in the folder whose names end in .yaml (or .yml, so that the misnomer is told) belong to the FAQ;
hidden files, what editors leave behind, and links that lead out of the folder do not. No more of a file is read than
`parsing` would accept.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from bot.errors import FaqBotError, FaqFaults
from bot.knowledge import builtin
from bot.knowledge.checking import check
from bot.knowledge.model import Faq
from bot.knowledge.parsing import MAX_BYTES
from bot.knowledge.reading import Reading, read_faq

_ENDINGS = {".yaml", ".yml"}
_NOT_OURS = (".", "#", "~")  # hidden, and the names of editors' temporary files

_Stamp = tuple[tuple[str, int, int, int], ...]


class Shelf:
    """The YAML documents of one FAQ, in one folder.

    `revision` is that of what was read last ("" before): equal for equal content, whatever the times of the files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.revision = ""
        self._seen: _Stamp | None = None

    def documents(self) -> dict[str, bytes]:
        """The content of each file by its name, in the order of the names.

        Raises FaqBotError if there is no such folder, no YAML in it, or a file cannot be read.
        """
        found = {}
        for path in self._paths():
            try:
                with path.open("rb") as file:
                    found[path.name] = file.read(MAX_BYTES + 1)
            except FileNotFoundError:
                continue  # removed since the folder was listed
            except OSError as error:
                raise FaqBotError(f"{path} cannot be read ({error.strerror}); check who may read it") from error
        if not found:
            raise FaqBotError(f"there are no .yaml files in {self.folder}; an FAQ needs at least one with a topic")
        return found

    def read(self) -> Reading:
        """Read the FAQ with whatever faults it has. Raises FaqBotError as `documents` does."""
        # Stamped before the reading: what is saved meanwhile counts as a change. Stamped even if it turns out faulty:
        # nothing is gained by reading the same faults again.
        self._seen = self._stamp()
        documents = self.documents()
        self.revision = revision_of(documents)
        return read_faq(documents, builtin.voice())

    def load(self) -> Faq:
        """The FAQ. Raises FaqFaults with all faults of reading and checking, or FaqBotError as `documents` does."""
        reading = self.read()
        faults = check(reading).faults
        if faults:
            raise FaqFaults(faults)
        return reading.draft

    def changed(self) -> bool:
        """Whether the folder differs from what was last read, going by names, sizes and times only (so it is cheap)."""
        return self._stamp() != self._seen

    def _stamp(self) -> _Stamp | None:
        try:
            stats = [(path.name, path.stat()) for path in self._paths()]
        except (OSError, FaqBotError):
            return None
        return tuple((name, stat.st_mtime_ns, stat.st_size, stat.st_ino) for name, stat in stats)

    def _paths(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if self._is_ours(path))
        except OSError as error:
            remedy = "check the path"
            raise FaqBotError(f"the FAQ folder {self.folder} cannot be read ({error.strerror}); {remedy}") from error

    def _is_ours(self, path: Path) -> bool:
        if path.suffix.lower() not in _ENDINGS or path.name.startswith(_NOT_OURS):
            return False
        return path.is_file() and path.resolve().is_relative_to(self.folder.resolve())


def revision_of(documents: Mapping[str, bytes]) -> str:
    """A short name for exactly this content of exactly these files."""
    digest = hashlib.sha256()
    for name in sorted(documents):
        # The lengths keep ("ab", "c") apart from ("a", "bc").
        digest.update(f"{len(name)} {name} {len(documents[name])} ".encode())
        digest.update(documents[name])
    return digest.hexdigest()[:16]
