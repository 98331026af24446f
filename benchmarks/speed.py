"""`python -m benchmarks.speed`: how long things take and how much memory they need, by the size of the FAQ.

Each size is measured in a process of its own, on one thread. Times are the thread's own: what a processor spent on it,
whoever else wanted the processor; beside them stands what passed by the clock, which is no less on a busy machine and
the same on a quiet one. Memory is what stays resident once the FAQ is indexed and the questions are asked: of the
engine with its FAQ, and of the same process when Discord's library is loaded too.
"""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, astuple, dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import TypeVar

import click

from benchmarks.synthetic import Size, Writer
from benchmarks.tables import table
from bot import english
from bot.engine.conversation.memory import Memory
from bot.engine.matcher import Matcher
from bot.engine.reading.features import near_synonyms
from bot.engine.small_talk.likeness import small_talk
from bot.garbage import look_for_cycles_rarely, no_garbage_looked_for

T = TypeVar("T")

SIZES = (Size(100, 15), Size(1_000, 10), Size(10_000, 10))
ROOT = Path(__file__).parent.parent
QUESTIONS = 500
WARMING_UP = 50  # questions before the clock counts
EDITS = 3
SEED = 3
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

HEADS = (
    "entries x phrasings",
    "build s",
    "edit live s",
    "p50 ms",
    "p99 ms",
    "by the clock: p50 ms",
    "p99 ms",
    "resident MB",
    "with discord.py MB",
)


@dataclass(frozen=True)
class Measured:
    """What one size came to. Times in seconds of the thread, memory in megabytes (1,000,000 bytes)."""

    build: float
    edit: float
    median: float
    slow: float
    median_by_clock: float
    slow_by_clock: float
    resident: float
    with_discord: float


def measure(size: Size) -> Measured:
    """Measure in this process, which should be fresh."""
    writer, language, calibration = Writer(SEED), english.language(), english.calibration()
    near_synonyms(language), small_talk(language)  # are of English, and made ready once a process
    faq = writer.faq(size)
    with no_garbage_looked_for():  # as where the bot builds it
        build, matcher = _timed(lambda: Matcher(faq, language, calibration))
    look_for_cycles_rarely()  # as where it serves
    asked = [_timed(partial(matcher.decide, one, Memory()))[0] for one in writer.questions(faq, WARMING_UP + QUESTIONS)]
    by_thread, by_clock = (sorted(times) for times in zip(*map(astuple, asked[WARMING_UP:]), strict=True))
    resident = resident_memory()
    import_module("bot.on_discord.client")
    with_discord = resident_memory()
    edits = [_timed(partial(matcher.updated, writer.edited(faq)))[0].by_thread for _ in range(EDITS)]
    return Measured(
        build.by_thread,
        median(edits),
        *(median(by_thread), by_thread[int(0.99 * len(by_thread))]),
        *(median(by_clock), by_clock[int(0.99 * len(by_clock))]),
        resident,
        with_discord,
    )


def resident_memory() -> float:
    """What this process holds in memory, in megabytes; on systems that do not tell, the most it ever held."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text("ascii").splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024 / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most * 1024 / 1e6  # macOS counts bytes, others kibibytes


def measured(sizes: Iterable[Size]) -> Iterator[tuple[Size, Measured]]:
    """Measure each size in a fresh process. Raises CalledProcessError if one fails."""
    for size in sizes:
        command = [sys.executable, "-m", "benchmarks.speed", "--measure", str(size)]
        # The command is our own, and a size is two numbers.
        done = subprocess.run(command, cwd=ROOT, env=os.environ | ONE_THREAD, check=True, stdout=subprocess.PIPE)  # noqa: S603
        yield size, Measured(**json.loads(done.stdout))


def lines(found: Iterable[tuple[Size, Measured]]) -> Iterator[str]:
    """The table."""
    rows = [
        (
            f"{size.entries:,} x {size.phrasings}",
            f"{one.build:.2f}",
            f"{one.edit:.3f}",
            f"{one.median * 1000:.2f}",
            f"{one.slow * 1000:.2f}",
            f"{one.median_by_clock * 1000:.2f}",
            f"{one.slow_by_clock * 1000:.2f}",
            f"{one.resident:.0f}",
            f"{one.with_discord:.0f}",
        )
        for size, one in found
    ]
    yield from table("Speed and memory, one thread", HEADS, rows)


@dataclass(frozen=True)
class _Took:
    """Seconds: of this thread, and by the clock."""

    by_thread: float
    by_clock: float


def _timed(work: Callable[[], T]) -> tuple[_Took, T]:
    """How long `work` took, and what it returned."""
    began, began_by_clock = time.thread_time(), time.perf_counter()
    found = work()
    return _Took(time.thread_time() - began, time.perf_counter() - began_by_clock), found


@click.command()
@click.argument("sizes", nargs=-1, metavar="[ENTRIESxPHRASINGS…]")
@click.option("--measure", "here", metavar="SIZE", help="Measure this size in this process and print it as JSON.")
def main(sizes: tuple[str, ...], here: str | None) -> None:
    """Measure speed and memory on synthetic FAQs of the given sizes, or of the usual three."""
    if here:
        click.echo(json.dumps(asdict(measure(Size.parse(here)))))
    else:
        click.echo("\n".join(lines(measured([Size.parse(size) for size in sizes] or SIZES))))


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.speed")
