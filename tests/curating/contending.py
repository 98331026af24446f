"""Two moderators and somebody with an editor change the same entries and their neighbours at once.

    python -m tests.curating.contending 1000      so many rounds

What one saves is what the next begins with: in the history of an entry each change begins where the one before it
ended. If an update had been lost, one of them would begin earlier.
"""

import random
import re
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bot.desk.history import Author
from bot.errors import ConflictError
from bot.knowledge.editing import edits
from tests.curating.shelves import ADA, BEA, HOME, House, Open, furnish

ENTRIES = ("green-tea", "black-tea", "small-cups", "broken-cups")
ANSWER = re.compile(r"answer: (?:>-\s+)?(.*?)(?= \[1\]|\n)")


@dataclass
class Contest:
    """What came of it."""

    confirmed: list[tuple[str, str]] = field(default_factory=list)  # entries and the answers that were saved
    conflicts: int = 0
    by_hand: int = 0


def contend(house: House, rounds: int, seed: int = 1) -> tuple[Contest, list[str]]:
    """Have them at it for so many rounds; what came of it, and what is wrong."""
    contest, start = Contest(), threading.Barrier(3)
    with house.opened() as opened:
        threads = [
            threading.Thread(target=_moderate, args=(opened, by, rounds, start, contest, seed + number))
            for number, by in enumerate((ADA, BEA))
        ]
        threads.append(threading.Thread(target=_edit, args=(house, rounds, start, contest, seed + 2)))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        opened.curating.settle()
        return contest, _lost(house, opened, contest)


def _moderate(opened: Open, by: Author, rounds: int, start: threading.Barrier, contest: Contest, seed: int) -> None:
    choice = random.Random(seed)  # noqa: S311 -- chance is all that is wanted
    for number in range(rounds):
        start.wait()
        entry, answer = choice.choice(ENTRIES), f"{by.name} says {number}."
        mark = " [1]" if entry.endswith("tea") else ""
        draft = opened.curating.edit(HOME, entry, {"answer": answer + mark})
        while True:
            try:
                opened.curating.save(draft, by)
                contest.confirmed.append((entry, answer))
                break
            except ConflictError:  # they see both versions, and insist
                contest.conflicts += 1
                draft = opened.curating.again(draft)


def _edit(house: House, rounds: int, start: threading.Barrier, contest: Contest, seed: int) -> None:
    """Open a file, change an answer, save: as editors do that know of nobody else."""
    choice = random.Random(seed)  # noqa: S311
    for number in range(rounds):
        start.wait()
        path = house.faq / choice.choice(["tea.yaml", "cups.yaml"])
        text = path.read_text("utf-8")
        found = choice.choice(list(ANSWER.finditer(text)))
        new = path.with_name("edited by hand")
        new.write_text(f"{text[: found.start(1)]}By hand {number}.{text[found.end(1) :]}", "utf-8")
        new.replace(path)  # over whatever has been saved since: the history has it, and what they did to it
        contest.by_hand += 1


def _lost(house: House, opened: Open, contest: Contest) -> list[str]:
    pasts = opened.curating.history(HOME, limit=100_000)[::-1]
    documents = {path.name: path.read_bytes() for path in house.faq.glob("*.yaml")}
    wrong = []
    for entry in ENTRIES:
        parts = [part for past in pasts for part in past.parts if part.entry == entry]
        wrong += [
            f"{entry}: a change begins with {then.before!r}, not {now.after!r}"
            for now, then in pairwise(parts)
            if now.after != then.before
        ]
        if parts and parts[-1].after != edits.entry_text(documents, entry):
            wrong.append(f"{entry}: the file does not say what was saved last")
    said = [part.after or "" for past in pasts for part in past.parts]
    wrong += [f"{answer} is nowhere" for _, answer in contest.confirmed if not any(answer in text for text in said)]
    return wrong


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        contest, wrong = contend(furnish(Path(folder)), int(sys.argv[1]))
    found = f"{len(contest.confirmed)} changes confirmed, {contest.conflicts} conflicts, {contest.by_hand} by hand"
    print(f"{found}: {len(wrong)} lost")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
