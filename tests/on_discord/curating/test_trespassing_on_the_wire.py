"""Every command, button, menu, form and completion of moderators, tried by who has no right to it."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.on_discord import curating
from bot.on_discord.curating import ids
from tests.discord_server.interactions import Interaction, Kind
from tests.discord_server.people import Person
from tests.discord_server.world import Channel, Json, Message, User, walk
from tests.on_discord.curating import doors
from tests.on_discord.curating.moderating import Stage, V, elsewhere, stage
from tests.on_discord.online import eventually

KEY = "0" * 12
LOST = "which mugs are unbreakable"
SECRET = "the landlady keeps a cat"


@dataclass
class House:
    """A server with its moderator, and work that they have begun there."""

    where: Channel
    mod: Person
    key: str  # of a draft that waits to be saved

    @property
    def server(self) -> str:
        assert self.where.guild is not None
        return str(self.where.guild.id)


async def moved_in(here: Stage, mod: Person, where: Channel) -> House:
    """A moderator has changed, begun and set something, and a member has asked what nobody could answer."""

    async def runs(path: str, **options: object) -> Message:
        return await mod.reads(mod.starts_running(path, where=where, **options))

    words = await mod.is_shown_form(mod.starts_pressing(V.new_words, on=await runs("curate words")))
    await mod.presses(V.save, on=await mod.fills(words, {V.field_words: f"cat\n{SECRET}"}))
    new = await mod.is_shown_form(mod.starts_running("curate add", where=where, topic="Own"))
    typed = {V.field_question: "Whose is the cat?", V.field_answer: f"Well, {SECRET}."}
    await mod.presses(V.save, on=await mod.fills(new, typed))
    await mod.reads(mod.starts_asking(LOST, where=where))
    new = await mod.is_shown_form(mod.starts_running("curate add", where=where))
    preview = await mod.fills(new, {V.field_question: "And the dog?", V.field_answer: f"No, {SECRET}."})
    house = House(where, mod, str(preview.button(V.save)["custom_id"]).rpartition(":")[2])
    here.desk.servers.change(house.server, curators=("1",), language="de")
    await eventually(lambda: len(here.desk.review.groups(house.server)) == 1)
    return house


def held(here: Stage, server: str) -> tuple[object, ...]:
    """All that there is of a server: its files, its history, its settings, what is to be reviewed."""
    desk = here.desk
    return (
        desk.curating.export(server),
        desk.curating.history(server),
        desk.servers.settings(server),
        [group.texts for group in desk.review.groups(server)],
    )


async def every_way(here: Stage, who: Person, key: str, where: Channel) -> list[Interaction]:
    """What comes of all that `who` can try in a channel, with the key of somebody's draft."""
    message = await who.says("Whose cups are these?", where=where)
    tried = [await doors.uses_unseen(here, who, message)]
    tried += [await doors.runs_unseen(here, who, sub, where) for sub in doors.commands(here.discord)]
    tried += [await doors.sends_forged(here, who, custom_id, where) for custom_id in doors.forms(key)]
    tried += [await doors.presses_forged(here, who, custom_id, where) for custom_id in doors.presses(key)]
    return [await doors.ends(here, one) for one in tried]


def alternatives(pattern: str) -> Iterator[tuple[str, str]]:
    """The words between which a pattern lets choose, each with the name of its group."""
    for name, inside in re.findall(r"\(\?P<(\w+)>([a-z|]+)\)", pattern):
        yield from ((name, word) for word in inside.split("|"))


def untried(pattern: str, tried: tuple[str, ...]) -> list[object]:
    """What a pattern takes and nothing of `tried` is."""
    found = [match for one in tried if (match := re.fullmatch(pattern, one))]
    words = [word for word in alternatives(pattern) if not any(match[word[0]] == word[1] for match in found)]
    return [*words, *([] if found else [pattern])]


def test_every_button_menu_and_form_there_is_will_be_tried() -> None:
    buttons = [kind.pattern.pattern for kind in curating.PRESSES]
    assert [one for pattern in buttons for one in untried(pattern, doors.presses(KEY))] == []
    assert [one for pattern in curating.FORMS for one in untried(pattern, doors.forms(KEY))] == []


async def test_a_member_without_rights_is_refused_everywhere_and_that_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with stage(tmp_path) as here:
        house = await moved_in(here, here.mod, here.discord.general)
        before, mallory = held(here, house.server), here.discord.person("mallory")
        with caplog.at_level(logging.WARNING):
            tried = await every_way(here, mallory, house.key, house.where)
        told = [one.outcome and (one.outcome.text, one.outcome.only_for) for one in tried]
        assert told == [(V.not_a_moderator, mallory.user)] * len(tried)
        assert caplog.text.count(f"refused: member {mallory.user.id} of server {house.server}") == len(tried)
        assert held(here, house.server) == before
        assert await can_save(here, house)


async def can_save(here: Stage, house: House) -> bool:
    """Whether the draft that waits can still be saved by whoever began it."""
    before = len(here.curating.history(house.server))
    await house.mod.reads(doors.presses_forged(here, house.mod, ids.draft("save", house.key), house.where))
    return len(here.curating.history(house.server)) == before + 1


async def test_a_member_without_rights_is_offered_nothing_while_they_type(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        house = await moved_in(here, here.mod, here.discord.general)
        mallory, completed = here.discord.person("mallory"), list(doors.completed(here.discord))
        assert len(completed) > 10
        for sub, option in completed:
            assert await doors.is_offered(here, mallory, sub, option) == [], (sub, option)
        offered = [await doors.is_offered(here, house.mod, *one) for one in completed]
        assert sum(map(bool, offered)) > 10


@pytest.mark.parametrize("at_home", [True, False])
async def test_a_moderator_of_another_server_reads_and_changes_nothing_of_this_one(
    tmp_path: Path, at_home: bool
) -> None:
    """Of the home server, whose FAQ all share, nor of a server that has entries of its own."""
    async with stage(tmp_path) as here:
        zoe, room = await elsewhere(here, "Zoe")
        places = [(here.mod, here.discord.general), (zoe, room)]
        (mod, where), (stranger, their_place) = places if at_home else reversed(places)
        house = await moved_in(here, mod, where)
        before = held(here, house.server)
        tried = await every_way(here, stranger, house.key, their_place)
        read = [one.outcome.text if one.outcome else str(one.modal) for one in tried]
        for text in (LOST, "And the dog?", *([] if at_home else [SECRET])):
            assert not [one for one in read if text in one]
        for sub, option in doors.completed(here.discord):
            offered = str(await doors.is_offered(here, stranger, sub, option, their_place))
            assert at_home or SECRET not in offered
        assert held(here, house.server) == before
        assert await can_save(here, house)


async def test_rights_taken_away_meanwhile_are_gone_for_all_that_was_shown_before(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Forms that were open, previews with their buttons and menus, settings."""
    async with stage(tmp_path) as here:
        house = await moved_in(here, here.mod, here.discord.general)
        mod, message = house.mod, await house.mod.says("Whose cups are these?")
        begun = [await doors.runs_unseen(here, mod, sub) for sub in doors.commands(here.discord)]
        begun.append(await doors.uses_unseen(here, mod, message))
        # The preview once more, its form, and the one for a reason.
        begun += [await doors.presses_forged(here, mod, custom_id) for custom_id in doors.presses(house.key)[:3]]
        shown = [await doors.ends(here, one) for one in begun]
        new = await here.discord.interactions.open(*_pressed(house, shown, V.new_words))
        shown.append(await doors.ends(here, new))
        before = held(here, house.server)
        here.discord.guild.members[house.mod.user.id].roles.clear()
        caplog.clear()
        late = [await here.discord.interactions.open(*one) for one in _later(house, shown)]
        ended = [await doors.ends(here, one) for one in late]
        assert len([one for one in ended if one.kind is Kind.MODAL]) >= 6
        assert len(ended) > 40
        assert {one.outcome.text if one.outcome else "a form" for one in ended} == {V.not_a_moderator}
        assert caplog.text.count("refused: ") == len(ended)
        assert held(here, house.server) == before


Opens = tuple[Kind, User, Channel, Json, Message | None]


def _pressed(house: House, shown: list[Interaction], label: str) -> Opens:
    """A press of the button of that label."""
    message = next(one.outcome for one in shown if one.outcome and label in one.outcome.buttons)
    data = {"custom_id": message.button(label)["custom_id"], "component_type": 2, "id": 0}
    return Kind.BUTTON, house.mod.user, house.where, data, message


def _later(house: House, shown: list[Interaction]) -> Iterator[Opens]:
    """Everything that can be pressed, chosen in or sent of what was shown."""
    for one in shown:
        if one.modal:
            empty = [name for name, field in one.modal.fields.items() if field["type"] == 4 and not field.get("value")]
            filled = one.modal.filled(dict.fromkeys(empty, "Mine"))
            yield Kind.MODAL, house.mod.user, house.where, filled, one.on
        message = one.outcome
        for part in walk(message.components) if message else ():
            if part.get("custom_id"):
                data = {"custom_id": part["custom_id"], "component_type": part["type"], "id": part.get("id", 0)}
                values = [option["value"] for option in part.get("options", ())][:1]
                yield Kind.BUTTON, house.mod.user, house.where, {**data, "values": values}, message
