"""A model of meaning that takes long over a question: nobody else waits for it."""

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot import composition, config, english
from bot.desk import FaqDesk, Place
from bot.engine.matcher import Matcher
from bot.engine.numeric.postings import Floats
from bot.engine.reading.meaning import Tokens
from bot.on_discord.answering import Answering
from bot.on_discord.callers import Caller
from bot.on_discord.sending import deferring
from bot.on_discord.sending.thinking import aside
from tests.discord_server import DiscordServer, Person
from tests.fixtures import LIBRARY
from tests.on_discord import sample
from tests.on_discord.online import bot_on, eventually, settings_for

QUESTION, ANSWER, COMPLETED = "so when is the library open?", "nine to six", "When is the library open?"
LONG_SECONDS = 5.0  # in which nothing else would happen, if the event loop had to wait


class Hesitant:
    """The encoder that comes along, which takes its time over what it is asked while it is held up."""

    def __init__(self) -> None:
        self._encoder = english.language().encoder
        self._may_go_on = threading.Event()
        self._may_go_on.set()
        self.is_thinking = threading.Event()
        self.held_too_long = False
        self.breaks = False

    def dimensions(self) -> int:
        return self._encoder.dimensions()

    def encode(self, texts: Sequence[Tokens]) -> Floats:
        if not self._may_go_on.is_set():
            self.is_thinking.set()
            self.held_too_long |= not self._may_go_on.wait(LONG_SECONDS)
        if self.breaks:
            raise LookupError("the model has gone")
        return self._encoder.encode(texts)

    def hold_up(self) -> None:
        self._may_go_on.clear()

    def let_go(self) -> None:
        self._may_go_on.set()


@asynccontextmanager
async def thinking_on(discord: DiscordServer, folder: Path) -> AsyncIterator[Hesitant]:
    """The bot as it is with a slow model, which answers unasked too; what is given can be held up."""
    encoder = Hesitant()
    faq = composition.load_faq(config.load(faq=LIBRARY, environ={}, folder=folder))
    matcher = Matcher(faq, replace(english.language(), encoder=encoder), english.calibration())
    settings = replace(settings_for(discord, message_content=True), thinks_slowly=True)
    with sample.recorded(folder) as archive:
        desk = FaqDesk(matcher, archive=archive)
        desk.servers.change(str(discord.guild.id), answer_channels=(str(discord.general.id),))
        async with bot_on(discord, desk, settings):
            yield encoder
            encoder.let_go()


async def by_command(person: Person) -> str:
    return (await person.asks(QUESTION)).text


async def by_mention(person: Person) -> str:
    return (await person.mentions_bot(QUESTION)).text


async def by_saying_it_to_all(person: Person) -> str:
    return (await person.reply_to(await person.says(QUESTION))).text


async def by_typing(person: Person) -> str:
    return " ".join(choice.name for choice in await person.types_in_ask(QUESTION))


@pytest.mark.parametrize(
    ("way", "shown"),
    [(by_command, ANSWER), (by_mention, ANSWER), (by_saying_it_to_all, ANSWER), (by_typing, COMPLETED)],
)
async def test_others_are_answered_while_a_slow_model_thinks(
    way: Callable[[Person], Awaitable[str]], shown: str, tmp_path: Path
) -> None:
    async with DiscordServer() as discord, thinking_on(discord, tmp_path) as encoder:
        encoder.hold_up()
        asking = asyncio.ensure_future(way(discord.person("alice")))
        await eventually(encoder.is_thinking.is_set)
        assert sample.VOICE.help.splitlines()[0] in (await discord.person("bob").runs("faq help")).text
        assert not asking.done()
        assert not encoder.held_too_long
        encoder.let_go()
        assert shown in await asking


async def test_a_command_that_takes_long_is_deferred_and_then_answered_for_the_asker_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deferring, "AFTER", 0.05)
    async with DiscordServer() as discord, thinking_on(discord, tmp_path) as encoder:
        encoder.hold_up()
        asked = await discord.person("alice").starts_asking(QUESTION)
        await discord.news.until(lambda: asked.response, "word that it takes longer")
        assert asked.loading
        encoder.let_go()
        answer = await discord.news.until(lambda: asked.outcome, "the answer")
        assert ANSWER in answer.text
        assert answer.only_for == asked.user


async def test_a_command_that_takes_long_and_breaks_gives_a_reference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deferring, "AFTER", 0.05)
    async with DiscordServer() as discord, thinking_on(discord, tmp_path) as encoder:
        encoder.hold_up()
        asked = await discord.person("alice").starts_asking(QUESTION)
        await discord.news.until(lambda: asked.response, "word that it takes longer")
        encoder.breaks = True
        encoder.let_go()
        answer = await discord.news.until(lambda: asked.outcome, "word of the failure")
        assert re.search(r"\b[0-9a-f]{8}\b", answer.text)


async def test_nobody_waits_while_those_who_asked_long_ago_are_answered(tmp_path: Path) -> None:
    encoder = Hesitant()
    faq = composition.load_faq(config.load(faq=LIBRARY, environ={}, folder=tmp_path))
    matcher = Matcher(faq, replace(english.language(), encoder=encoder), english.calibration())
    answering = Answering(FaqDesk(matcher), aside)
    encoder.hold_up()
    answered = asyncio.ensure_future(answering.at_last(QUESTION, Caller(1, Place("10", "300"))))
    await eventually(encoder.is_thinking.is_set)
    encoder.let_go()
    assert await answered is not None
    assert not encoder.held_too_long


async def test_a_question_deleted_while_it_is_thought_about_takes_its_reply_along(tmp_path: Path) -> None:
    async with DiscordServer() as discord, thinking_on(discord, tmp_path) as encoder:
        alice = discord.person("alice")
        encoder.hold_up()
        said = await alice.says(f"{discord.bot_mention} {QUESTION}")
        await eventually(encoder.is_thinking.is_set)
        await alice.deletes(said)
        encoder.let_go()
        later = await discord.person("bob").mentions_bot("How do I join?")
        await discord.news.until(lambda: discord.sent_by_bot == [later] or None, "only the later reply to stay")


async def test_many_who_ask_a_slow_model_at_once_all_get_their_own_answer(tmp_path: Path) -> None:
    async with DiscordServer() as discord, thinking_on(discord, tmp_path) as encoder:
        encoder.hold_up()
        people = [discord.person(f"p{number}") for number in range(30)]
        asking = [asyncio.ensure_future(person.asks(f"{QUESTION} {'!' * at}")) for at, person in enumerate(people)]
        await eventually(encoder.is_thinking.is_set)
        encoder.let_go()
        assert all(ANSWER in answer.text for answer in await asyncio.gather(*asking))
