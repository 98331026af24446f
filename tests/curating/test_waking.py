"""The index of a server that rests is built beside the event loop, and only for what needs one."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.desk import Place
from bot.engine.matcher import Matcher
from bot.knowledge.model import Faq
from bot.on_discord.answering import Answering
from bot.on_discord.callers import Caller
from bot.on_discord.sending.thinking import at_once
from tests.curating.shelves import ELSEWHERE, House, Open
from tests.curating.test_resting import is_awake, put

THERE = Place(ELSEWHERE, "1")
ASKER = Caller(1, THERE)
QUESTION = "washing up rota"

WAYS: dict[str, Callable[[Answering], Awaitable[Any]]] = {
    "question": lambda answering: answering.question(QUESTION, ASKER),
    "command": lambda answering: answering.command("Who washes up here?", ASKER, private=False),
    "overheard": lambda answering: answering.overheard(QUESTION, ASKER),
    "urgent": lambda answering: answering.sounds_urgent(QUESTION, ASKER),
    "danger": lambda answering: answering.shows_danger(QUESTION, ASKER),
    "entry": lambda answering: answering.entry("rota", ASKER),
    "entry by its label": lambda answering: answering.entry_that_reads("Who washes up here?", ASKER),
    "entries": lambda answering: answering.entries(["rota"], ASKER, 2),
    "gone": lambda answering: answering.gone("rota", ASKER),
    "completions": lambda answering: answering.completions("washing", ASKER),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_server_that_wakes_holds_up_nobody_else(
    way: Callable[[Answering], Awaitable[Any]], house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(house, ELSEWHERE)
    built_in: list[threading.Thread] = []
    updated = Matcher.updated

    def noted(matcher: Matcher, faq: Faq) -> Matcher:
        built_in.append(threading.current_thread())
        return updated(matcher, faq)

    async def twice(answering: Answering) -> None:
        await way(answering)
        await way(answering)

    with house.opened() as here:
        monkeypatch.setattr(Matcher, "updated", noted)
        asyncio.run(twice(Answering(here.desk, at_once)))
    assert len(built_in) == 1
    assert built_in[0] is not threading.current_thread()


def texts(here: Open) -> list[object]:
    """What is only read of the FAQ of a server."""
    desk, answering = here.desk, Answering(here.desk, at_once)
    return [
        desk.faq_of(THERE).voice.greeting,
        [topic.topic for topic in desk.topics(place=THERE)],
        desk.find("Who washes up here?", place=THERE),
        desk.statistics.overdue(ELSEWHERE),
        answering.voice(ASKER).greeting,
        answering.notice(ASKER, "slow_down", seconds=1),
        answering.entries_of([0], THERE),
    ]


def test_reading_its_texts_wakes_no_server(house: House) -> None:
    put(house, ELSEWHERE)
    with house.opened() as here:
        assert "Rules" in texts(here)[1]  # type: ignore[operator]
        assert not is_awake(here, ELSEWHERE)
