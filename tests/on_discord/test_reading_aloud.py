"""What the bot sends can be read aloud and on a phone: nothing is told by a colour, a picture or an emoji alone.

`bot_on` looks at all that is sent in any test of this folder. Here every sort of reply is sent at least once.
"""

from pathlib import Path
from typing import Any

import pytest

from bot import config
from bot.composition import load_faq
from bot.engine.decision import Chatter, Correction, Decision, Outcome, Ranked
from tests.discord_server import DiscordServer
from tests.on_discord import legible, sample
from tests.on_discord.curating.moderating import stage
from tests.on_discord.online import bot_on

V = sample.VOICE
READ_AS = (Correction("osteoperosis", "osteoporosis"),)
# What is decided of a question, and words by which a reply of that sort can be told from all others.
SORTS = (
    (Decision("", Outcome.ANSWER, entries=("calcium-need",), follow_ups=("risk-factors",)), V.disclaimer),
    (Decision("", Outcome.SUGGEST, suggestions=("risk-factors", "calcium-need")), V.did_you_mean),
    (Decision("", Outcome.NONE), V.nothing),
    (Decision("", Outcome.NONE, suggestions=("risk-factors",)), V.nothing_near_one),
    (Decision("", Outcome.NONE, outside="vitamins"), "The sources say nothing"),
    (Decision("", Outcome.URGENT, entries=("possible-fracture",)), "emergency"),
    (Decision("", Outcome.ADVICE, entries=("own-dose",), suggestions=("calcium-need",)), "doctor or pharmacist"),
    (Decision("", Outcome.CHATTER, chatter=Chatter.GREETING), V.greeting),
    (Decision("", Outcome.CHATTER, chatter=Chatter.THANKS), V.thanks),
    (Decision("", Outcome.CHATTER, chatter=Chatter.FAREWELL), V.farewell),
    (Decision("", Outcome.CHATTER, chatter=Chatter.LAUGHTER), V.laughter),
    (Decision("", Outcome.CHATTER, chatter=Chatter.COMPLAINT), V.complaint),
    (Decision("", Outcome.CHATTER, chatter=Chatter.REACTION), V.reaction),
    (Decision("", Outcome.CHATTER, chatter=Chatter.SOURCE, ranking=(Ranked("calcium-need", 1.0),)), "That stands in"),
    (Decision("", Outcome.CHATTER, chatter=Chatter.GENERAL, suggestions=("calcium-need",)), V.in_general),
    (Decision("", Outcome.CHATTER, chatter=Chatter.HELP), V.help),
    (Decision("", Outcome.CHATTER, chatter=Chatter.EMPTY), V.empty_question),
)
TWO = Decision("", Outcome.ANSWER, entries=("what-is-osteoporosis", "calcium-need"), corrections=READ_AS)

WORDS = {"type": 10, "content": "Words"}
ILLEGIBLE = {
    "an emoji on a button": {"type": 2, "label": "Yes", "emoji": {"name": "x"}},
    "an emoji on a choice": {"type": 3, "options": [{"label": "Yes", "emoji": {"name": "x"}}]},
    "a button without a label": {"type": 2, "label": " "},
    "a picture without words": {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]},
    "nothing but a colour": {"type": 17, "accent_color": 1, "components": [{"type": 10, "content": "…"}]},
    "an emoji in words": {"type": 10, "content": "\u2705 Saved"},
    "an emoji in a menu": {"type": 3, "options": [{"label": "Yes", "description": "\U0001f44d"}]},
    "a Markdown table": {"type": 10, "content": "Food | Calcium\n--- | ---\nMilk | 120 mg"},
    "rows of a table": {"type": 10, "content": "| Milk | 120 mg |"},
    "columns wider than a phone": {"type": 10, "content": f"```\nMilk{' ' * 30}120 mg{' ' * 10}a glass\n```"},
}


def parts(discord: DiscordServer) -> list[dict[str, Any]]:
    return [part for _, _, body in discord.routes.requests for part in legible.parts_of(body)]


@pytest.mark.parametrize("part", ILLEGIBLE.values(), ids=ILLEGIBLE.keys())
def test_what_cannot_be_read_is_noticed(part: dict[str, Any]) -> None:
    body = {"type": 4, "data": {"components": [WORDS, {"type": 17, "components": [part]}]}}
    assert len(legible.flaws(body)) == 1


def test_what_can_be_read_is_let_pass() -> None:
    diff = "```diff\n-  also: [what is it, and what is it called in other languages]\n+  also: [define it]\n```"
    body = {"components": [WORDS, {"type": 10, "content": diff}, {"type": 10, "content": "a | b, c | d"}]}
    assert legible.flaws(body) == []


def test_all_that_is_shipped_can_be_read() -> None:
    faq = load_faq(config.load(None, Path(__file__).parents[2] / "faq", {}))
    answers = [text for entry in faq.entries for text in (entry.question, entry.answer)]
    said = [text for voice in (faq.voice, *faq.voices.values()) for text in voice.model_dump().values()]
    assert legible.flaws({"components": [{"type": 10, "content": text} for text in (*answers, *said)]}) == []


async def test_what_members_are_sent_needs_neither_colours_nor_pictures() -> None:
    for decision in (*(decision for decision, _ in SORTS), TWO):
        async with DiscordServer() as discord, bot_on(discord, sample.ScriptedDesk(decision)):
            alice = discord.person("alice")
            await alice.asks("anything")
            await alice.mentions_bot("anything")
            assert len(parts(discord)) >= 2
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        for command in ("faq browse", "faq help", "privacy"):
            await alice.runs(command)
        assert len(parts(discord)) >= 8


@pytest.mark.parametrize(("decision", "words"), SORTS, ids=[words.split()[0] for _, words in SORTS])
async def test_what_sort_of_reply_it_is_stands_in_its_words(decision: Decision, words: str) -> None:
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
        assert len(parts(here.discord)) > 40
