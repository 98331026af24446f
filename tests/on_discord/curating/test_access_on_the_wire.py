"""Only those who may change an FAQ change it: looked at at every step, whatever was offered before."""

from pathlib import Path

from bot.on_discord.curating import ids
from tests.discord_server import payloads
from tests.discord_server.people import Person
from tests.discord_server.permissions import Permission
from tests.discord_server.world import Json
from tests.on_discord.curating.doors import commands, presses, presses_forged, runs_unseen
from tests.on_discord.curating.moderating import Stage, V, elsewhere, forges, sends, stage

KEY = "0" * 12


def command(here: Stage, name: str) -> Json:
    return next(one for one in commands(here.discord) if one["name"] == name)


async def is_told(here: Stage, who: Person, name: str) -> str:
    """What `who` reads when they run a command that Discord may not show them."""
    return (await who.reads(runs_unseen(here, who, command(here, name)))).text


async def test_discord_shows_curate_to_those_who_may_manage_the_server_and_on_servers_alone(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        command = next(one for one in here.discord.world.application.commands if one["name"] == "curate")
        assert int(command["default_member_permissions"]) == Permission.MANAGE_GUILD
        assert (command["contexts"], command["integration_types"]) == ([0], [0])


async def test_a_moderator_of_another_server_reaches_nothing_of_this_one(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        mallory, room = await elsewhere(here, "mallory")
        preview = await here.mod.runs("curate remove", entry="broken-cups")
        saved = await here.mod.presses(V.save, on=await here.mod.runs("curate remove", entry="small-cups"))
        key = str(preview.button(V.save)["custom_id"]).rpartition(":")[2]
        undo = str(saved.button(V.take_back)["custom_id"])
        before = here.curating.export(here.server)
        assert (await forges(here, mallory, ids.draft("save", key), where=room)).text == V.draft_gone
        assert "no change" in (await forges(here, mallory, undo, where=room)).text
        assert (await mallory.runs("curate history", where=room)).text == V.history_none
        assert (
            "belongs to the FAQ that all servers share"
            in (await mallory.runs("curate remove", where=room, entry="broken-cups")).text
        )
        here.discord.world.join(here.discord.guild, mallory.user)
        assert (await forges(here, mallory, ids.draft("save", key))).text == V.not_a_moderator
        assert here.curating.export(here.server) == before
        own = await mallory.fills(
            await mallory.is_shown_form(mallory.starts_running("curate edit", where=room, entry="green-tea")),
            {V.field_answer: "Cold. [1]"},
        )
        await mallory.presses(V.save, on=own)
        assert here.curating.export(here.server) == before
        assert "Cold." in (await mallory.asks("brewing green tea", where=room)).text
        assert "Cold." not in (await here.mod.asks("brewing green tea")).text


async def test_a_draft_of_another_moderator_cannot_be_saved(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        preview = await here.mod.runs("curate remove", entry="broken-cups")
        bea = here.discord.moderator("Bea")
        said = await forges(here, bea, str(preview.button(V.save)["custom_id"]))
        assert said.text == V.draft_gone
        assert here.curating.history(here.server) == ()


async def test_roles_and_people_chosen_with_access_may_curate_until_they_are_no_more(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        role = here.discord.world.add_role(here.discord.guild, "librarians")
        await here.discord.gateway.dispatch_to_guild(
            "GUILD_ROLE_CREATE", here.discord.guild, {"guild_id": here.server, "role": payloads.role(role, 1)}
        )
        bea, cleo = here.discord.person("bea"), here.discord.person("cleo")
        here.discord.guild.members[bea.user.id].roles.append(role)
        shown = await here.mod.runs("curate access")
        assert V.who_may_curate in shown.text
        await here.mod.picks(role, on=shown)
        await here.mod.picks(cleo.user, on=shown)
        for who in (bea, cleo):
            assert await is_told(here, who, "history") == V.history_none
        assert await is_told(here, bea, "access") == V.not_a_moderator
        here.desk.servers.change(here.server, curators=(), curator_roles=())
        for who in (bea, cleo):
            assert await is_told(here, who, "history") == V.not_a_moderator


async def test_a_form_is_taken_also_by_a_bot_that_knows_nothing_of_its_opening(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        state = ids.state_of(here.curating.entry(here.server, "small-cups"))
        preview = await sends(
            here,
            here.mod,
            ids.form(KEY, "small-cups", state),
            question="Where are the small cups kept?",
            answer="Here.",
        )
        assert "+  answer: Here." in preview.text
        assert (await sends(here, here.mod, ids.form(KEY, "small-cups", "ffffffff"), answer="Here.")).buttons == [
            V.save_anyway,
            V.drop,
        ]


async def test_a_draft_that_is_no_longer_held_says_so_and_what_to_do_whatever_is_pressed(tmp_path: Path) -> None:
    """As after a restart: what stood in memory is lost, and the messages with their buttons stand still."""
    async with stage(tmp_path) as here:
        before = here.curating.export(here.server)
        for custom_id in presses(KEY)[:9]:
            said = await here.mod.reads(presses_forged(here, here.mod, custom_id))
            assert said.text == V.draft_gone, custom_id
        assert (await sends(here, here.mod, ids.reason(KEY), reason="Because")).text == V.draft_gone
        assert "run the command again" in V.draft_gone
        assert here.curating.export(here.server) == before
