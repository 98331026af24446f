"""A program that records as fast as it can until it is killed, and says what was confirmed: a line for each."""

import sys
import threading
from itertools import count
from pathlib import Path

from bot.records.model import DocumentSnapshot, MissKind
from bot.records.store import Records, records_at
from tests.records.samples import HERE, NOW, change, feedback, miss, question


def note(records: Records, run: str) -> None:
    for number in count():
        records.questions.note(question(f"{run}-{number}"))
        if number % 50 == 0:
            records.revisions.know(DocumentSnapshot(HERE, "pause.yaml", str(number)))  # no faster than the disk


def confirm(records: Records, run: str, worker: int) -> None:
    for number in count():
        name = f"{run}-{worker}-{number}"
        known = DocumentSnapshot(HERE, f"{worker}.yaml", name)
        records.revisions.record([change(name), change(f"{name}-too")], NOW, known)
        records.feedback.give(feedback(name, helpful=False), miss(name, kind=MissKind.NOT_HELPFUL))
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()


def main(path: Path, run: str) -> None:
    with records_at(path) as records:
        workers = [threading.Thread(target=confirm, args=(records, run, worker)) for worker in range(3)]
        for thread in (threading.Thread(target=note, args=(records, run)), *workers):
            thread.start()
        for thread in workers:
            thread.join()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
