"""What /ask offers while someone types, and what comes of choosing it."""

import logging
from collections.abc import Iterator

import pytest

from bot.desk import Place
from bot.knowledge.model import Entry
from bot.on_discord.sending import sender
from bot.on_discord.sending.telling import TALKATIVE, quieten_library
from tests.discord_server import RESPONSES, DiscordServer
from tests.on_discord import sample
from tests.on_discord.online import bot_on, eventually


@pytest.fixture(autouse=True)
def _plain_words() -> Iterator[None]:
    """The library's log is as it is where the bot runs."""
    quieten_library()
    yield
    for name in TALKATIVE:
        logging.getLogger(name).filters.clear()


MANY = tuple(Entry(id=f"entry-{n}", question=f"What is thing number {n}?", answer=f"Thing {n}.") for n in range(40))


async def test_typing_offers_the_questions_that_fit() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        choices = await discord.person("alice").types_in_ask("calcium")
        assert choices[0].name == sample.CALCIUM


async def test_nothing_typed_yet_offers_something() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        assert await discord.person("alice").types_in_ask("")


async def test_a_large_faq_stays_within_what_discord_takes() -> None:
    async with DiscordServer() as discord, bot_on(discord, sample.desk(MANY)):
        assert 1 <= len(await discord.person("alice").types_in_ask("thing")) <= 25


async def test_a_chosen_question_gets_exactly_its_entry() -> None:
    desk = sample.ScriptedDesk()
    async with DiscordServer() as discord, bot_on(discord, desk):
        alice = discord.person("alice")
        choice = (await alice.types_in_ask("risk factors"))[0]
        reply = await alice.asks(choice.value)
        assert "family history" in reply.text
        assert desk.asked == []


async def test_a_question_too_long_to_be_sent_back_can_still_be_chosen() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        offered = await alice.types_in_ask(sample.LONG)
        choice = next(choice for choice in offered if choice.name.startswith("Which of the many medicines"))
        assert choice.name.endswith("…")
        assert "depends on the person" in (await alice.asks(choice.value)).text


async def test_a_failure_while_completing_offers_nothing_and_the_bot_goes_on() -> None:
    async with DiscordServer() as discord, bot_on(discord, sample.BrokenDesk()):
        alice = discord.person("alice")
        assert await alice.types_in_ask("calcium") == []
        assert "1,000 mg" in (await alice.asks(sample.CALCIUM)).text


@pytest.mark.parametrize("carried_out", [False, True])
@pytest.mark.parametrize("status", [0, 502])
async def test_suggestions_survive_a_failure_of_discord_in_the_middle(
    status: int, carried_out: bool, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "PAUSES", (0.0, 0.01, 0.01))
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.fail_next(status, match=RESPONSES, carried_out=carried_out)
        assert (await alice.types_in_ask("calcium"))[0].name == sample.CALCIUM
        assert "1,000 mg" in (await alice.asks(sample.CALCIUM)).text
        assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []


async def test_suggestions_discord_does_not_take_are_told_to_the_host_once_and_end_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        discord.fail_next(403, times=2, match=RESPONSES)
        for _ in range(2):
            await alice.starts_typing_in("ask", question="calcium")
        await eventually(lambda: "suggesting questions" in caplog.text)
        assert "1,000 mg" in (await alice.asks(sample.CALCIUM)).text
        (told,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
        assert told.exc_info is None


async def test_suggestions_that_come_too_late_are_told_to_the_host_once_and_in_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class SlowDesk(sample.ScriptedDesk):
        """A desk at which time flies."""

        def complete(self, typed: str, *, place: Place, limit: int = 25) -> tuple[Entry, ...]:
            discord.clock.advance(4)
            return super().complete(typed, place=place, limit=limit)

    async with DiscordServer() as discord, bot_on(discord, SlowDesk()):
        alice = discord.person("alice")
        for _ in range(2):
            await alice.starts_typing_in("ask", question="calcium")
        await eventually(lambda: "three seconds" in caplog.text)
        assert "1,000 mg" in (await alice.asks(sample.CALCIUM)).text
        (told,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
        assert "suggesting questions" in told.getMessage()
        assert told.exc_info is None
