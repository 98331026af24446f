"""The one error tree.

FaqBotError                 everything this program raises on purpose; its message is fit to be shown
    UsageError              the command line was used wrongly
    ConfigError             a setting is wrong, or several: all are named at once
    FaqFaults               the YAML of an FAQ has faults: all are named at once, each with file and line
    RecordsError            the database cannot be read or written just now; nothing was half-written
    TokenError              Discord does not accept the token
    EditError               a change cannot be made as it was asked for
        UnchangedError      what it asks for is so already
        ConflictError       somebody else has changed the same thing meanwhile; nothing was written
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

MOST_ALIKE = 3  # faults that are told of one pair


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one line of one file, in words for the person who keeps that file.

    `why` and `about` are as in `EditError`; `why` is empty for what is told in English alone.
    """

    file: str
    line: int
    what: str
    remedy: str
    why: str = field(default="", compare=False)
    about: Mapping[str, object] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}; {self.remedy}"


def told(faults: Sequence[Fault]) -> Iterator[str]:
    """The faults, a line each. Of what two entries share again and again only the first are told, and how many more."""
    pairs = [(fault.file, fault.about.get("entry"), fault.about.get("other")) for fault in faults]
    total, so_far = Counter(pairs), Counter[tuple[object, ...]]()
    for fault, pair in zip(faults, pairs, strict=True):
        so_far[pair] += 1
        if "other" not in fault.about or so_far[pair] <= MOST_ALIKE:
            yield str(fault)
        elif so_far[pair] == MOST_ALIKE + 1:
            yield f"{fault.file}:{fault.line}: {total[pair] - MOST_ALIKE} more faults like these are left out"


class FaqBotError(Exception):
    """Base of every error raised on purpose. `str()` of it says what is wrong and what to do."""


class UsageError(FaqBotError):
    """The command line was used wrongly (exit code 2)."""


class ConfigError(FaqBotError):
    """One or more settings are wrong; the message names each with its line (exit code 2)."""


class FaqFaults(FaqBotError):  # noqa: N818 -- it is raised with all the faults there are, and is their list
    """The YAML of an FAQ cannot be used as it is (exit code 1)."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(told(self.faults)))


class RecordsError(FaqBotError):
    """Something could not be saved or looked up. What was to be saved is not there; trying again may help."""


class TokenError(FaqBotError):
    """Discord refuses the token, or there is none (exit code 2)."""


class EditError(FaqBotError):
    """A change to the FAQ cannot be made as it was asked for; nothing has been changed.

    `why` names the text of the FAQ's voice that says so in the words of the server; `about` fills it in.
    """

    def __init__(self, message: str, why: str, **about: object) -> None:
        super().__init__(message)
        self.why = why
        self.about = about


class UnchangedError(EditError):
    """A change that would change nothing."""


class ConflictError(EditError):
    """What was to be changed is no longer as it was seen. Carries what stands there now and what was to stand there.

    Both are the texts of the same files by name; None stands for a file that is not there.
    """

    def __init__(self, message: str, now: Mapping[str, str | None], wanted: Mapping[str, str | None]) -> None:
        super().__init__(message, "why_conflict")
        self.now = now
        self.wanted = wanted
