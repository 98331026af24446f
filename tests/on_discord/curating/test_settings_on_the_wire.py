"""What moderators choose for their server, and what they are told there."""

import asyncio
from pathlib import Path

from bot.knowledge.reading.voice import fill
from bot.records.model import Boldness, Keep, ServerSettings
from tests.curating.shelves import BEA, TEA
from tests.discord_server import payloads
from tests.on_discord import sample
from tests.on_discord.curating.moderating import V, elsewhere, restarted, stage
from tests.on_discord.online import eventually, settled


async def test_what_is_chosen_holds_at_once_and_is_shown_as_chosen(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        mod, general = here.mod, here.discord.general
        shown = await mod.runs("curate settings")
        assert shown.only_for == mod.user
        await mod.picks(general, on=shown)
        await mod.chooses(V.boldness_careful, on=shown)
        await mod.chooses("de", on=shown)
        await mod.chooses("Only unanswered questions, 30 days", on=shown)
        settings = here.desk.servers.settings(here.server)
        assert settings == ServerSettings(
            answer_channels=(str(general.id),),
            boldness=Boldness.CAREFUL,
            language="de",
            keep=Keep.UNANSWERED,
            keep_days=30,
        )
        options = [option for one in shown.selects for option in one.get("options", ())]
        chosen = [option["label"] for option in options if option.get("default")]
        assert chosen == [V.boldness_careful, "de", V.digest_never, "Only unanswered questions, 30 days"]
        await mod.chooses(V.server_language, on=shown)
        await mod.chooses(V.keep_host, on=shown)
        settings = here.desk.servers.settings(here.server)
        assert (settings.language, settings.keep, settings.keep_days) == (None, None, None)


async def test_everything_is_deleted_only_when_that_was_confirmed(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        await here.discord.person("alice").asks("which mugs are unbreakable")
        await eventually(lambda: len(here.desk.review.groups(here.server)) == 1)
        here.desk.servers.change(here.server, boldness=Boldness.EAGER)
        sure = await here.mod.runs("curate leave-nothing")
        assert sure.text == V.leave_sure
        assert len(here.desk.review.groups(here.server)) == 1
        assert (await here.mod.presses(V.leave_now, on=sure)).text == V.left_nothing
        assert here.desk.review.groups(here.server) == ()
        assert here.desk.servers.settings(here.server) == ServerSettings()
        assert here.house.text() == TEA


async def test_a_server_that_leaves_nothing_has_its_own_entries_deleted_from_the_disk(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        bea, room = await elsewhere(here, "Bea")
        modal = await bea.is_shown_form(bea.starts_running("curate edit", where=room, entry="green-tea"))
        await bea.presses(V.save, on=await bea.fills(modal, {V.field_answer: "Cold. [1]"}))
        assert room.guild
        assert (tmp_path / "servers" / str(room.guild.id) / "tea.yaml").is_file()
        assert "Cold." in (await bea.asks("brewing green tea", where=room)).text
        await bea.presses(V.leave_now, on=await bea.runs("curate leave-nothing", where=room))
        assert list((tmp_path / "servers").iterdir()) == []
        assert "Cold." not in (await bea.asks("brewing green tea", where=room)).text
        assert here.house.text() == TEA


async def test_whoever_may_only_curate_does_not_delete_everything(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        bea = here.discord.moderator("bea")
        sure = await bea.runs("curate leave-nothing")
        here.discord.guild.members[bea.user.id].roles.clear()
        here.desk.servers.change(here.server, curators=(str(bea.user.id),))
        assert (await bea.presses(V.leave_now, on=sure)).text == V.not_a_moderator
        assert here.desk.servers.settings(here.server).curators


async def test_a_fault_in_a_file_is_told_in_the_moderators_channel_once(tmp_path: Path) -> None:
    async with stage(tmp_path, watched=True) as here:
        backroom = here.discord.world.add_channel(here.discord.guild, "backroom")
        here.desk.servers.change(here.server, moderators_channel=str(backroom.id))
        here.house.write(TEA.replace("topic: Tea", "topic: [Tea"))
        told = await here.discord.news.until(lambda: next(iter(backroom.messages), None), "word of a fault")
        assert V.faults_told in told.text
        assert "tea.yaml:" in told.text
        here.house.write(TEA.replace("topic: Tea", "topic: [Tea") + "\n# still at it\n")
        await asyncio.sleep(0.8)  # the time it takes to be noticed
        here.house.write(TEA.replace("With boiling water.", "With bubbling water."))
        mended = await here.discord.news.until(lambda: backroom.messages[1:] or None, "word that it is mended")
        assert "bubbling" in here.curating.entry(here.server, "black-tea").answer
        assert [message.text for message in mended] == [V.faults_mended]


async def test_a_file_put_back_as_it_was_is_mended_too(tmp_path: Path) -> None:
    async with stage(tmp_path, watched=True) as here:
        backroom = here.discord.world.add_channel(here.discord.guild, "backroom")
        here.desk.servers.change(here.server, moderators_channel=str(backroom.id))
        here.house.write(TEA.replace("topic: Tea", "topic: [Tea"))
        await here.discord.news.until(lambda: backroom.messages or None, "word of a fault")
        here.house.write(TEA)
        (mended,) = await here.discord.news.until(lambda: backroom.messages[1:] or None, "word that it is mended")
        assert mended.text == V.faults_mended


async def test_moderators_are_told_of_what_was_mended_while_the_bot_was_not_running(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        backroom = here.discord.world.add_channel(here.discord.guild, "backroom")
        here.desk.servers.change(here.server, moderators_channel=str(backroom.id), faults_told=7)
        async with restarted(here):
            (mended,) = await here.discord.news.until(lambda: backroom.messages or None, "word that it is mended")
            assert mended.text == V.faults_mended
            await eventually(lambda: here.desk.servers.settings(here.server).faults_told is None)
        async with restarted(here):
            await settled(here.discord)
            assert backroom.messages == [mended]


async def test_a_fault_that_is_still_there_is_not_told_again_at_a_later_start(tmp_path: Path) -> None:
    """Discord takes the same message twice an hour later."""
    async with stage(tmp_path, watched=True) as here:
        backroom = here.discord.world.add_channel(here.discord.guild, "backroom")
        here.desk.servers.change(here.server, moderators_channel=str(backroom.id))
        here.house.write(TEA.replace("topic: Tea", "topic: [Tea"))
        told = await here.discord.news.until(lambda: next(iter(backroom.messages), None), "word of a fault")
        await eventually(lambda: here.desk.servers.settings(here.server).faults_told is not None)
        here.discord.clock.advance(60 * 60)
        async with restarted(here):
            await settled(here.discord)
            assert backroom.messages == [told]
            here.house.write(TEA.replace("With boiling water.", "With bubbling water."))
            await eventually(lambda: "bubbling" in here.curating.entry(here.server, "black-tea").answer)
            here.house.write(TEA.replace("topic: Tea", "topic: [Tea"))
            anew = await here.discord.news.until(lambda: backroom.messages[2:] or None, "word of the same fault anew")
            assert anew[0].text == told.text


async def test_moderators_are_told_of_a_fault_in_the_language_of_their_server(tmp_path: Path) -> None:
    async with stage(tmp_path, watched=True) as here:
        other = here.discord.world.add_guild("Woanders")
        other.locale = "de"
        theirs = here.discord.world.add_channel(other, "backroom")
        await here.discord.gateway.dispatch("GUILD_CREATE", payloads.guild(other, here.discord.bot))
        here.desk.servers.change(str(other.id), moderators_channel=str(theirs.id))
        (here.house.folder / "servers" / str(other.id)).mkdir(parents=True)
        (here.house.folder / "servers" / str(other.id) / "rules.yaml").write_text("topic: [", "utf-8")
        told = await here.discord.news.until(lambda: next(iter(theirs.messages), None), "word of a fault")
        assert told.text.startswith(sample.GERMAN.faults_told)
        assert sample.GERMAN.why_other.partition("{")[0] in told.text  # what is wrong with the YAML is quoted
        rules = "topic: Rules\nentries:\n- {id: a, question: Any?, answer: Yes., follow_ups: [none-such]}\n"
        (here.house.folder / "servers" / str(other.id) / "rules.yaml").write_text(rules, "utf-8")
        told = await here.discord.news.until(lambda: next(iter(theirs.messages[1:]), None), "word of another fault")
        assert fill(sample.GERMAN.why_to_none, entry="none-such") in told.text


async def test_a_fault_in_a_servers_own_file_is_told_there_alone_and_in_its_own_words(tmp_path: Path) -> None:
    async with stage(tmp_path, watched=True) as here:
        other = here.discord.world.add_guild("Elsewhere")
        theirs = here.discord.world.add_channel(other, "backroom")
        await here.discord.gateway.dispatch("GUILD_CREATE", payloads.guild(other, here.discord.bot))
        ours = here.discord.world.add_channel(here.discord.guild, "backroom")
        here.desk.servers.change(here.server, moderators_channel=str(ours.id))
        here.desk.servers.change(str(other.id), moderators_channel=str(theirs.id))
        here.curating.save(here.curating.saying(str(other.id), "faults_told", "Elsewhere, this is wrong:"), BEA)
        (here.house.folder / "servers" / str(other.id) / "rules.yaml").write_text("topic: [", "utf-8")
        told = await here.discord.news.until(lambda: next(iter(theirs.messages), None), "word of a fault")
        assert told.text.startswith("Elsewhere, this is wrong:")
        assert f"servers/{other.id}/rules.yaml:" in told.text
        assert ours.messages == []
