"""Only those who may change an FAQ change it: looked at at every step, whatever was offered before."""

import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from bot.on_discord import curating
from bot.on_discord.curating import ids
from tests.discord_server import DiscordServer, payloads
from tests.discord_server.commands import invocation
from tests.discord_server.interactions import Interaction, Kind, Response
from tests.discord_server.people import Person
from tests.discord_server.permissions import Permission
from tests.discord_server.world import Json, Message
from tests.on_discord.curating.moderating import Stage, V, forges, form, sends, stage

KEY = "0" * 12
PRESSES = (
    *(ids.draft(act, KEY) for act in ("save", "change", "drop", "again", "keep")),
    ids.EXAMPLES,
    ids.examples(KEY),
    ids.decline(KEY),
    ids.undo(1),
    ids.history(9, ""),
    ids.access("roles"),
    ids.access("people"),
    *(ids.review(act, KEY) for act in ("new", "refuse", "later", "on")),
    ids.teach(KEY),
    ids.askers(KEY),
    *(ids.setting(name) for name in ("channels", "boldness", "language", "moderators", "keep")),
    ids.LEAVE,
)
FORMS = (ids.form(KEY), ids.form(KEY, "small-cups", "00000000"))
TYPED = {"question": "Whose cups?", "answer": "Mine."}
OPTIONS: Mapping[str, object] = {"entry": "small-cups", "number": 1, "more": "tiny cups", "topic": "Cups"}


def subcommands(discord: DiscordServer) -> list[Json]:
    command = next(one for one in discord.world.application.commands if one["name"] == V.name_curate)
    return list(command["options"])


async def runs_unseen(here: Stage, who: Person, sub: Json) -> Message:
    """Run a command that Discord would not show to `who`, with all it needs."""
    command = next(one for one in here.discord.world.application.commands if one["name"] == V.name_curate)
    given = {**OPTIONS, "file": who.uploads("new.csv", b"question,answer\nWhose cups?,Mine.\n")}
    named = {one["name"] for one in sub.get("options", ())}
    values = {name: value for name, value in given.items() if name in named}
    data = invocation(command, [sub["name"]], values)
    return await who.reads(here.discord.interactions.open(Kind.COMMAND, who.user, here.discord.general, data))


def response_to(interaction: Interaction) -> Response | None:
    return interaction.response


def is_untouched(here: Stage, before: Mapping[str, bytes]) -> bool:
    settings = here.desk.servers.settings(here.server)
    untouched = here.curating.export(here.server) == before and here.curating.history(here.server) == ()
    return untouched and settings.curators == settings.curator_roles == ()


async def test_discord_shows_curate_to_those_who_may_manage_the_server_and_on_servers_alone(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        command = next(one for one in here.discord.world.application.commands if one["name"] == "curate")
        assert int(command["default_member_permissions"]) == Permission.MANAGE_GUILD
        assert (command["contexts"], command["integration_types"]) == ([0], [0])


async def test_every_command_is_refused_to_a_member_without_rights_logged_and_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage(tmp_path) as here:
        mallory, before = here.discord.person("mallory"), here.curating.export(here.server)
        with caplog.at_level(logging.WARNING):
            for sub in subcommands(here.discord):
                caplog.clear()
                said = await runs_unseen(here, mallory, sub)
                assert (said.text, said.only_for) == (V.not_a_moderator, mallory.user), sub["name"]
                assert f"refused: member {mallory.user.id} of server {here.server}" in caplog.text
        assert is_untouched(here, before)


async def test_every_button_menu_and_form_is_refused_to_a_member_without_rights(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        mallory, before = here.discord.person("mallory"), here.curating.export(here.server)
        for custom_id in PRESSES:
            said = await forges(here, mallory, custom_id)
            assert (said.text, said.only_for) == (V.not_a_moderator, mallory.user), custom_id
        for custom_id in FORMS:
            assert (await sends(here, mallory, custom_id, **TYPED)).text == V.not_a_moderator
        assert is_untouched(here, before)


def test_the_presses_tried_above_are_all_there_are() -> None:
    tried = [
        next((one for one in PRESSES if kind.__discord_ui_compiled_template__.fullmatch(one)), None)
        for kind in curating.PRESSES
    ]
    assert None not in tried


async def test_nothing_is_offered_to_a_member_without_rights_who_types(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        mallory = here.discord.person("mallory")
        command = next(one for one in here.discord.world.application.commands if one["name"] == "curate")
        focused = {"name": "entry", "type": 3, "value": "cups", "focused": True}
        for sub in ("edit", "remove", "phrasing", "history"):
            data = {"id": command["id"], "name": "curate", "type": 1}
            data["options"] = [{"name": sub, "type": 1, "options": [focused]}]
            typing = await here.discord.interactions.open(Kind.AUTOCOMPLETE, mallory.user, here.discord.general, data)
            await here.discord.news.until(partial(response_to, typing), "choices")
            assert typing.choices == []


async def test_rights_taken_away_while_a_form_was_open_are_gone_when_it_is_sent(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        before = here.curating.export(here.server)
        modal = await form(here.mod, "curate edit", entry="small-cups")
        preview = await here.mod.fills(
            await form(here.mod, "curate add"), {V.field_question: "A?", V.field_answer: "B."}
        )
        here.discord.guild.members[here.mod.user.id].roles.clear()
        assert (await here.mod.fills(modal, {V.field_answer: "Mine!"})).text == V.not_a_moderator
        assert (await here.mod.presses(V.save, on=preview)).text == V.not_a_moderator
        assert is_untouched(here, before)


async def test_a_moderator_of_another_server_reaches_nothing_of_this_one(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        elsewhere = here.discord.world.add_guild("Elsewhere")
        await here.discord.gateway.dispatch("GUILD_CREATE", payloads.guild(elsewhere, here.discord.bot))
        room = here.discord.world.add_channel(elsewhere, "room")
        mallory = here.discord.person("mallory", may=Permission.MANAGE_GUILD, on=elsewhere)
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
        history = next(one for one in subcommands(here.discord) if one["name"] == "history")
        for who in (bea, cleo):
            assert (await runs_unseen(here, who, history)).text == V.history_none
        access = next(one for one in subcommands(here.discord) if one["name"] == "access")
        assert (await runs_unseen(here, bea, access)).text == V.not_a_moderator
        here.desk.servers.change(here.server, curators=(), curator_roles=())
        for who in (bea, cleo):
            assert (await runs_unseen(here, who, history)).text == V.not_a_moderator


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
