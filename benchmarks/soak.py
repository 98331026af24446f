"""`python -m benchmarks.soak`: the whole bot under load, a process of its own on the small Discord of the tests.

Members on many servers ask in every way there is, at a rate that rises from stage to stage, while as many messages
pass by that are not for the bot. In the middle of each stage the connection to the gateway breaks. Waiting is counted
from the moment at which Discord has the question to the moment at which it has the reply.
"""

import asyncio
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.crowd import Crowd, Tally
from benchmarks.sets import OWN_FAQ, OWN_QUESTIONS, ROOT, load, own_sets
from benchmarks.tables import table
from tests.discord_server import DiscordServer
from tests.discord_server.news import NothingHappened
from tests.discord_server.server import Clock

RATES = (50, 100, 150, 200, 250, 300, 350)
WARMING_UP = 200  # questions before the first stage
TICK = 0.005
# A crowd of this size asks more than members do; the limits are measured by the tests.
SETTINGS = "discord: {questions_per_minute: 600, channel_answers_per_minute: 600}\nlog: {level: warning}\n"

HEADS = (
    "rate",
    "asked/s",
    "replies/s",
    "p50 ms",
    "p99 ms",
    "max ms",
    "commands p99 ms",
    "bot: cores",
    "ms CPU a reply",
    "bot: MB",
    "drops",
    "put off",
    "lost",
    "doubled",
)


@dataclass(frozen=True)
class Usage:
    """What a process has used so far: seconds of processors, and bytes resident now."""

    seconds: float
    resident: int


@dataclass(frozen=True)
class Stage:
    """What was measured at one rate, at which people ask by chance: `tally.asked` times.

    `replies` came while it lasted, those in `tally` also afterwards. Latencies are in seconds, `cores` and `own_cores`
    (of the small Discord) shares of one processor.
    """

    rate: int
    seconds: float
    tally: Tally
    replies: int
    cores: float
    own_cores: float
    resident: int
    drops: int
    away: float  # seconds from the drop to the session's return

    def row(self) -> tuple[str, ...]:
        waited, hurried = sorted(self.tally.waited), sorted(self.tally.hurried)
        return (
            f"{self.rate}",
            f"{self.tally.asked / self.seconds:.0f}",
            f"{self.replies / self.seconds:.0f}",
            *(f"{1000 * _quantile(waited, share):.0f}" for share in (0.5, 0.99, 1.0)),
            f"{1000 * _quantile(hurried, 0.99):.0f}",
            f"{self.cores:.2f}",
            f"{1000 * self.cores * self.seconds / max(1, self.replies):.1f}",
            f"{self.resident / 1e6:.0f}",
            f"{self.drops}",
            f"{self.tally.put_off}",
            f"{self.tally.lost}",
            f"{self.tally.doubled}",
        )


class Soak:
    """One bot and one crowd, taken through stages."""

    def __init__(self, discord: DiscordServer, crowd: Crowd, bot: int) -> None:
        self._discord = discord
        self._crowd = crowd
        self._bot = bot

    async def warm_up(self) -> None:
        for _ in range(WARMING_UP):
            await self._crowd.ask()
            await asyncio.sleep(0.02)
        await self._rest(self._crowd.tally)

    async def stage(self, rate: int, seconds: float) -> Stage:
        """Ask `rate` questions a second for so long."""
        tally = self._crowd.begin_tally()
        before, own_before, resumes = usage(self._bot), _own_seconds(), self._discord.gateway.resumes
        begun = time.perf_counter()
        *_, away = await asyncio.gather(
            _at_rate(rate, seconds, self._crowd.ask, seed=rate),
            _at_rate(rate, seconds, self._crowd.chat, seed=-rate),
            self._drop_after(seconds / 2),
        )
        took = time.perf_counter() - begun
        after, own_after, replies = usage(self._bot), _own_seconds(), len(tally.waited)
        await self._rest(tally)
        self._discord.routes.requests.clear()
        return Stage(
            rate,
            took,
            tally,
            replies,
            (after.seconds - before.seconds) / took,
            (own_after - own_before) / took,
            after.resident,
            self._discord.gateway.resumes - resumes,
            away,
        )

    async def _drop_after(self, seconds: float) -> float:
        """Break the connection then; how long it takes until the session is taken up again."""
        await asyncio.sleep(seconds)
        resumes, begun = self._discord.gateway.resumes, time.perf_counter()
        await self._discord.drop_gateway()
        await self._discord.bot_has_resumed(resumes + 1)
        return time.perf_counter() - begun

    async def _rest(self, tally: Tally) -> None:
        """Wait for what is still to come."""
        with suppress(NothingHappened):
            await self._discord.news.until(lambda: not tally.open or None, "the last replies")


async def _at_rate(rate: float, seconds: float, act: Callable[[], Awaitable[None]], seed: int) -> None:
    """`act` at random moments, `rate` times a second on average, for so long; without waiting for what comes of it."""
    chance = random.Random(seed)  # noqa: S311 -- chance here keeps no secrets
    begun = time.perf_counter()
    due = 0.0
    while due < seconds:
        now = time.perf_counter() - begun
        if due > now:
            await asyncio.sleep(max(TICK, due - now))
            continue
        await act()
        due += chance.expovariate(rate)


@asynccontextmanager
async def bot_on(discord: DiscordServer, faq: Path) -> AsyncIterator[int]:
    """The bot as a process on `discord`, with records of its own; gives its process id."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "config.yaml"
        config.write_text(SETTINGS + f"records: {{database: {folder}/records.sqlite3}}\n")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "--config", config, "--faq", faq, "run",
            env={**os.environ, "DISCORD_TOKEN": discord.token, "FAQBOT_DISCORD_API": discord.api},
            cwd=ROOT,
        )  # fmt: skip
        try:
            await discord.bot_is_online()
            yield process.pid
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


def usage(process: int) -> Usage:
    """What that process uses, as Linux tells it."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])  # in user and in system mode
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return Usage(ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE"))


async def measured(
    discord: DiscordServer, crowd: Crowd, faq: Path, rates: Sequence[int], seconds: float
) -> list[Stage]:
    """A stage of so many `seconds` for each of `rates`, one after the other on the same bot."""
    stages = []
    async with discord, bot_on(discord, faq) as process:
        soak = Soak(discord, crowd, process)
        await soak.warm_up()
        for rate in rates:
            stages.append(await soak.stage(rate, seconds))
            click.echo(" ".join(stages[-1].row()), err=True)
    return stages


def lines(stages: Sequence[Stage]) -> Iterator[str]:
    """The table, and what is needed to judge it."""
    yield from table("The bot under load", HEADS, [stage.row() for stage in stages])
    busiest = max(stage.own_cores for stage in stages)
    yield f"The small Discord and its crowd, in a process of their own, used {busiest:.2f} of a core at most."
    yield f"Sessions whose connection broke were taken up again within {1000 * max(one.away for one in stages):.0f} ms."


@click.command()
@click.option("--faq", type=click.Path(exists=True, path_type=Path), default=OWN_FAQ, help="What the bot answers from.")
@click.option("--servers", default=20, help="How many servers the bot is on.")
@click.option("--members", default=2_000, help="How many people there are, in all.")
@click.option("--rate", "rates", multiple=True, type=int, default=RATES, help="Questions a second; a stage for each.")
@click.option("--seconds", default=20.0, help="How long a stage is.")
def main(faq: Path, servers: int, members: int, rates: tuple[int, ...], seconds: float) -> None:
    """Put the bot under load and print one table."""
    questions = [case.question for one in own_sets(OWN_FAQ, OWN_QUESTIONS) for case in one.cases]
    discord = DiscordServer(clock=Clock(time.monotonic))
    crowd = Crowd(discord, questions, servers, members, [load(faq, "asked").faq.voice.busy])
    stages = asyncio.run(measured(discord, crowd, faq, rates, seconds))
    click.echo("\n".join(lines(stages)))


def _own_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else float("nan")


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.soak")
