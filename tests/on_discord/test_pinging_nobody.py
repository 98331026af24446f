"""Nothing the bot sends or changes, by whatever feature, can ping anyone."""

from pathlib import Path
from typing import Any

from tests.discord_server import DiscordServer
from tests.on_discord import sample
from tests.on_discord.online import bot_on

V = sample.VOICE


async def use_everything(discord: DiscordServer) -> None:
    """Have a message sent, or changed, in every way there is."""
    alice, bob = discord.person("alice"), discord.person("bob")
    said = await alice.says(f"{discord.bot_mention} define osteoporosis")
    answer = await alice.reply_to(said)
    await bob.presses(sample.TESTED, on=answer)
    await bob.presses(V.helpful, on=answer)
    await alice.edits(said, f"{discord.bot_mention} dexa scan")
    await discord.news.until(lambda: answer.edits or None, "the reply to change")
    await alice.asks("dexa scan")
    await alice.messages_bot("")
    await alice.presses(V.tell_moderators, on=await alice.asks("lovely weather"))
    topics = await alice.runs("faq browse")
    await alice.chooses(sample.CALCIUM, on=await alice.chooses("Bones", on=topics))
    await alice.runs("faq help")
    await alice.presses(V.delete_mine, on=await alice.runs("privacy"))
    asked = await bob.says("dexa scan")
    await alice.presses(V.post_here, on=await alice.uses(V.menu_answer, on=asked))
    await alice.uses(V.menu_remove, on=answer)


def messages_in(requests: list[tuple[str, str, Any]]) -> list[dict[str, Any]]:
    """The bodies of all messages that were sent or changed."""
    bodies = [body.get("data") or body for _, _, body in requests if isinstance(body, dict)]
    return [body for body in bodies if "components" in body]


async def test_nothing_the_bot_sends_or_changes_can_ping_anyone(tmp_path: Path) -> None:
    with sample.recorded(tmp_path) as archive:
        async with DiscordServer() as discord, bot_on(discord, sample.desk(archive=archive)):
            await use_everything(discord)
            sent = messages_in(discord.routes.requests)
            assert len(sent) >= 18
            for body in sent:
                assert body["allowed_mentions"]["parse"] == []
                assert not body["allowed_mentions"].keys() & {"users", "roles"}
                assert not body["allowed_mentions"].get("replied_user")
