"""Wherever people can write the bot can be asked: beside voice and on stages, and where news are announced."""

import pytest

from tests.discord_server import DiscordServer
from tests.discord_server.world import ANNOUNCEMENT_CHANNEL, STAGE_CHANNEL, VOICE_CHANNEL
from tests.on_discord import sample
from tests.on_discord.online import bot_on

V = sample.VOICE
DXA = "A DXA scan"


@pytest.mark.parametrize("kind", [ANNOUNCEMENT_CHANNEL, VOICE_CHANNEL, STAGE_CHANNEL])
async def test_a_question_is_answered_in_every_kind_of_channel(kind: int) -> None:
    async with DiscordServer() as discord:
        room = discord.world.add_channel(discord.guild, "room", kind)
        async with bot_on(discord):
            alice, bob = discord.person("alice"), discord.person("bob")
            assert DXA in (await alice.mentions_bot("dexa scan", where=room)).text
            assert DXA in (await alice.asks("dexa scan", where=room)).text
            said = await bob.says("dexa scan", where=room)
            shown = await alice.uses(V.menu_answer, on=said)
            assert (await alice.presses(V.post_here, on=shown)).text == V.posted
            assert DXA in (await bob.reply_to(said)).text
