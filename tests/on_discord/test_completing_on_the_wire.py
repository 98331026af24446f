"""What /ask offers while someone types, and what comes of choosing it."""

from bot.knowledge.model import Entry
from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.online import bot_on

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
