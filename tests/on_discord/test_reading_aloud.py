"""What the bot sends can be read aloud and on a phone: nothing is told by a colour, a picture or an emoji alone."""

import re
import unicodedata
from pathlib import Path
from typing import Any

from bot.engine.decision import Decision, Outcome
from tests.discord_server import DiscordServer
from tests.discord_server.world import walk
from tests.on_discord import sample
from tests.on_discord.curating.moderating import stage
from tests.on_discord.online import bot_on

V = sample.VOICE
TABLE = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)
UNSURE = Decision("", Outcome.SUGGEST, suggestions=("risk-factors", "calcium-need"))
# What is decided of a question, and words by which a reply of that sort can be told from all others.
SORTS = (
    (Decision("", Outcome.ANSWER, entries=("calcium-need",)), V.disclaimer),
    (UNSURE, V.did_you_mean),
    (Decision("", Outcome.NONE), V.nothing),
    (Decision("", Outcome.URGENT, entries=("possible-fracture",)), "emergency"),
    (Decision("", Outcome.ADVICE, entries=("own-dose",)), "doctor or pharmacist"),
)


def parts(body: Any) -> list[dict[str, Any]]:
    """Every component of a message, a response or a form."""
    inner = body.get("data", body) if isinstance(body, dict) else {}
    return list(walk(inner.get("components", []))) if isinstance(inner, dict) else []


def texts(part: dict[str, Any]) -> list[str]:
    options = [
        text for option in part.get("options", ()) for text in (option["label"], option.get("description") or "")
    ]
    return [part.get("content") or "", part.get("label") or "", part.get("placeholder") or "", *options]


def symbols(text: str) -> list[str]:
    """Characters that are pictures, which a screen reader spells out or leaves out."""
    return [one for one in text if unicodedata.category(one) == "So" or "\U0001f000" <= one <= "\U0001faff"]


def check(requests: list[tuple[str, str, Any]]) -> int:
    """Look at everything that was sent; how many parts that were."""
    sent = [part for _, _, body in requests for part in parts(body)]
    for part in sent:
        assert "emoji" not in part
        assert part["type"] != 2 or part["label"].strip()
        assert all(media.get("description") for media in part.get("items", ()))
        for text in texts(part):
            assert symbols(text) == []
            assert not TABLE.search(text)
    return len(sent)


async def test_what_members_are_sent_needs_neither_colours_nor_pictures() -> None:
    for decision, _ in SORTS:
        async with DiscordServer() as discord, bot_on(discord, sample.ScriptedDesk(decision)):
            alice = discord.person("alice")
            await alice.asks("anything")
            await alice.mentions_bot("anything")
            for command in ("faq browse", "faq help", "privacy"):
                await alice.runs(command)
            assert check(discord.routes.requests) > 8


async def test_what_sort_of_reply_it_is_stands_in_its_words() -> None:
    for decision, words in SORTS:
        async with DiscordServer() as discord, bot_on(discord, sample.ScriptedDesk(decision)):
            reply = await discord.person("alice").asks("anything")
            assert [text for _, text in SORTS if text in reply.text] == [words]


async def test_what_moderators_are_sent_needs_neither_colours_nor_pictures(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        alice = here.discord.person("alice")
        await alice.asks("who feeds the cat?")
        for command in ("curate history", "curate review", "curate settings", "curate stats", "curate access"):
            await here.mod.runs(command)
        form = await here.mod.is_shown_form(here.mod.starts_running("curate edit", entry="green-tea"))
        await here.mod.fills(form, {})
        assert check(here.discord.routes.requests) > 40
