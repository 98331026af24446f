"""What somebody answered a member becomes an entry."""

from pathlib import Path

from tests.discord_server import commands, payloads
from tests.discord_server.bodies import ON_MESSAGE
from tests.discord_server.interactions import Kind
from tests.on_discord.curating.moderating import V, stage


async def test_a_reply_to_a_member_becomes_a_draft_with_the_members_question(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        asked = await here.discord.person("alice").says("is there a teapot\nfor six?")
        reply = await here.mod.says("Yes, the blue one.", to=asked)
        modal = await here.mod.is_shown_form(here.mod.starts_using(V.menu_teach, on=reply))
        assert modal.fields[V.field_question]["value"] == "is there a teapot for six?"
        assert modal.fields[V.field_answer]["value"] == "Yes, the blue one."
        preview = await here.mod.fills(modal, {V.field_question: "Which teapot is large?"})
        preview = await here.mod.presses(V.keep_too, on=preview)
        await here.mod.presses(V.save, on=preview)
        entry = here.curating.entry(here.server, "which-teapot-is-large")
        assert entry.also == ("is there a teapot for six?",)
        assert "question: is there a teapot for six?" in here.house.text("questions.yaml")
        assert "the blue one" in (await here.discord.person("bob").asks("is there a teapot for six?")).text


async def test_a_message_that_replies_to_nothing_is_the_question(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        asked = await here.discord.person("alice").says("is there a teapot for six?")
        modal = await here.mod.is_shown_form(here.mod.starts_using(V.menu_teach, on=asked))
        assert modal.fields[V.field_question]["value"] == "is there a teapot for six?"
        assert not modal.fields[V.field_answer].get("value")


async def test_an_answer_whose_question_was_deleted_stays_an_answer(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        alice = here.discord.person("alice")
        asked = await alice.says("is there a teapot for six?")
        reply = await here.mod.says("Yes, the blue one.", to=asked)
        await alice.deletes(asked)
        modal = await here.mod.is_shown_form(here.mod.starts_using(V.menu_teach, on=reply))
        assert not modal.fields[V.field_question].get("value")
        assert modal.fields[V.field_answer]["value"] == "Yes, the blue one."


async def test_it_is_refused_to_a_member_without_rights(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        mallory = here.discord.person("mallory")
        asked = await mallory.says("is there a teapot for six?")
        command = commands.find(here.discord.world.application, V.menu_teach, ON_MESSAGE)
        data = commands.on_message(command, asked, payloads.message(asked))
        said = await mallory.reads(
            here.discord.interactions.open(Kind.COMMAND, mallory.user, here.discord.general, data)
        )
        assert said.text == V.not_a_moderator
