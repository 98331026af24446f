"""What moderators had begun when the bot was restarted is taken up again, or they are told that it is gone."""

import gc
from pathlib import Path

import pytest

from bot.on_discord import running
from bot.on_discord.client import FaqClient
from tests.on_discord.curating.moderating import V, form, restarted, stage
from tests.on_discord.curating.test_editing_on_the_wire import MINT
from tests.on_discord.curating.test_reviewing_on_the_wire import LOST, asked, rated_helpful
from tests.on_discord.online import eventually


@pytest.mark.parametrize("topic", ["tea", "Kräuter & *Gewürze*: kurz\u202e und lang", "Herbs  of the garden"])
async def test_a_new_entry_goes_to_the_topic_that_was_chosen_for_it(tmp_path: Path, topic: str) -> None:
    async with stage(tmp_path) as here:
        modal = await form(here.mod, "curate add", topic=topic)
        async with restarted(here):
            await here.mod.presses(V.save, on=await here.mod.fills(modal, MINT))
        (entry,) = here.curating.history(here.server)[0].entries
        assert here.curating.topic_of(here.server, entry).lower() == " ".join(topic.lower().split())


async def test_a_new_entry_goes_to_a_topic_of_any_length_that_was_chosen_for_it(tmp_path: Path) -> None:
    long = "Everything about mint tea and other herbs that grow behind the house, beside the well " + "leaves " * 16
    topic = f"topic: {long}\nentries:\n- {{id: sage, question: Any sage?, answer: Yes.}}\n"
    async with stage(tmp_path, files={"herbs.yaml": topic}) as here:
        modal = await form(here.mod, "curate add", topic=long.strip())
        async with restarted(here):
            await here.mod.presses(V.save, on=await here.mod.fills(modal, MINT))
        (entry,) = here.curating.history(here.server)[0].entries
        assert here.curating.topic_of(here.server, entry) == long.strip()


async def test_a_draft_is_told_to_be_gone_and_nothing_is_changed(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.fills(await form(here.mod, "curate add", topic="Tea"), MINT)
        async with restarted(here):
            assert (await here.mod.presses(V.change, on=preview)).text == V.draft_gone
            assert (await here.mod.presses(V.save, on=preview)).text == V.draft_gone
        assert here.curating.history(here.server) == ()


async def test_a_client_that_breaks_leaves_nothing_of_itself_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it listened to outlives it, and would hold it and all its caches for good."""
    monkeypatch.setattr(running, "PAUSES", (0.0,))
    async with stage(tmp_path) as here:
        await here.discord.tell_nonsense()
        await here.discord.bot_is_online(sessions=2)
        await here.discord.person("alice").mentions_bot("how is green tea brewed")

        def clients() -> int:
            gc.collect()
            return sum(isinstance(one, FaqClient) for one in gc.get_objects())

        await eventually(lambda: clients() == 1)


async def test_of_a_server_that_is_forgotten_no_draft_is_left(tmp_path: Path) -> None:
    """Also where nobody asked for it there: a server that was left is forgotten after its days."""
    async with stage(tmp_path) as here:
        preview = await here.mod.fills(await form(here.mod, "curate add", topic="Tea"), MINT)
        here.desk.privacy.forget_server(here.server)
        assert (await here.mod.presses(V.save, on=preview)).text == V.draft_gone


async def test_a_review_begins_again_with_what_is_left(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await asked(here, "where do dragons sleep", LOST, LOST)
        shown = await here.mod.presses(V.later, on=await here.mod.runs("curate review"))
        async with restarted(here):
            again = await here.mod.presses(V.later, on=shown)
            assert "where do dragons sleep" in again.text
            assert (await here.mod.presses(V.later, on=again)).text == V.review_none


async def test_examples_are_offered_again(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await rated_helpful(here, "how do i brew green tea")
        offered = await here.mod.presses(V.examples_open, on=await here.mod.runs("curate review"))
        async with restarted(here):
            again = await here.mod.presses(V.examples_decline, on=offered)
            assert V.examples_decline in again.buttons
            assert (await here.mod.presses(V.examples_decline, on=again)).text == V.examples_none
