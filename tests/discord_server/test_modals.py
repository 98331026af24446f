"""Forms and menus: what is refused in them, and what comes of filling them in."""

from typing import Any

import pytest

from tests.discord_server.hands import TEXT, api, button, row, v2
from tests.discord_server.interactions import Kind

WORDS = {"type": 4, "custom_id": "words", "style": 2, "max_length": 20, "value": "as it was"}
CHOICES = [{"label": "One", "value": "1"}, {"label": "Two", "value": "2"}]
PICK = {"type": 3, "custom_id": "pick", "options": CHOICES}
UPLOAD = {"type": 19, "custom_id": "file", "required": False, "min_values": 0, "max_values": 1}


def label(component: dict[str, Any], text: str, **rest: Any) -> dict[str, Any]:
    return {"type": 18, "label": text, "component": component, **rest}


def form(*components: dict[str, Any], **rest: Any) -> dict[str, Any]:
    return {"title": "Edit", "custom_id": "edit", "components": list(components), **rest}


GOOD = form(TEXT, label(WORDS, "Answer"), label(PICK, "Topic"), label(UPLOAD, "File"))


async def test_a_form_is_filled_in_and_sent_as_discord_sends_it() -> None:
    async with api() as bot:
        command = await bot.command()
        mod = bot.discord.moderator("mod")
        await bot.respond(command, 9, **GOOD)
        modal = command.modal
        assert modal is not None
        assert (modal.title, modal.text, list(modal.fields)) == ("Edit", "Hello", ["Answer", "Topic", "File"])
        shown = await mod.is_shown_form(_done(command))
        sent = await mod.starts_filling(shown, {"Topic": "Two", "File": [mod.uploads("a.txt", b"a")]})
        _, words, pick, file = sent.data["components"]
        assert sent.kind is Kind.MODAL
        assert words["component"]["value"] == "as it was"
        assert pick["component"]["values"] == ["2"]
        assert file["component"]["values"] == list(sent.data["resolved"]["attachments"])


async def _done(interaction: Any) -> Any:
    return interaction


@pytest.mark.parametrize(
    "fields",
    [
        {"Answer": "far more than twenty characters", "Topic": "One"},
        {"Answer": "", "Topic": "One"},
        {"Topic": "Three"},
        {"Topic": ["One", "Two"]},
        {"Answer": "fine"},
        {"Colour": "red"},
    ],
)
async def test_a_person_cannot_send_what_the_form_does_not_take(fields: dict[str, Any]) -> None:
    async with api() as bot:
        command = await bot.command()
        mod = bot.discord.moderator("mod")
        await bot.respond(command, 9, **GOOD)
        modal = await mod.is_shown_form(_done(command))
        with pytest.raises(AssertionError):
            await mod.starts_filling(modal, fields)


@pytest.mark.parametrize(
    "data",
    [
        form(),
        form(*[label({**WORDS, "custom_id": str(n)}, "A") for n in range(6)]),
        form(label(WORDS, "Answer"), title="x" * 46),
        form(label(WORDS, "Answer"), custom_id="x" * 101),
        form(label(WORDS, "Answer"), colour="red"),
        form(label(WORDS, "x" * 46)),
        form(label(WORDS, "Answer", description="x" * 101)),
        form(label(WORDS, "One"), label(WORDS, "Two")),
        form(label({**WORDS, "style": 3}, "Answer")),
        form(label({**WORDS, "max_length": 4001}, "Answer")),
        form(label({**WORDS, "value": "x" * 21}, "Answer")),
        form(label({**WORDS, "placeholder": "x" * 101}, "Answer")),
        form(label({**WORDS, "label": "Answer"}, "Answer")),
        form(label({**PICK, "disabled": True}, "Topic")),
        form(label({**PICK, "min_values": 0, "max_values": 3}, "Topic")),
        form(label({**PICK, "options": [{**one, "default": True} for one in CHOICES]}, "Topic")),
        form(label({**PICK, "options": [{"label": str(n), "value": str(n)} for n in range(26)]}, "Topic")),
        form(label({**UPLOAD, "max_values": 11}, "File")),
        form(label(button(), "Button")),
        form(row(button())),
    ],
)
async def test_a_form_discord_would_refuse_is_refused(data: dict[str, Any]) -> None:
    async with api() as bot:
        assert (await bot.respond(await bot.command(), 9, **data))[0] == 400


async def test_a_form_cannot_be_answered_with_a_form() -> None:
    async with api() as bot:
        command = await bot.command()
        mod = bot.discord.moderator("mod")
        await bot.respond(command, 9, **form(label(WORDS, "Answer")))
        sent = await mod.starts_filling(await mod.is_shown_form(_done(command)))
        assert (await bot.respond(sent, 9, **GOOD))[0] == 400
        assert (await bot.respond(sent, 4, content="saved"))[0] == 200


async def test_an_option_is_chosen_by_what_is_read() -> None:
    async with api() as bot:
        await bot.post(**v2(row(PICK)))
        alice = bot.discord.person("alice")
        (sent,) = bot.discord.sent_by_bot
        chosen = await alice.starts_choosing("Two", on=sent)
        assert (chosen.data["values"], chosen.data["component_type"]) == (["2"], 3)
        with pytest.raises(AssertionError, match="no menu offers"):
            await alice.starts_choosing("Three", on=sent)
        with pytest.raises(AssertionError, match="have to be chosen"):
            await alice.starts_choosing("One", "Two", on=sent)


async def test_a_button_is_found_on_the_last_message_that_has_it() -> None:
    async with api() as bot:
        await bot.post(**v2(row(button(custom_id="old"))))
        await bot.post(**v2(row(button(custom_id="new"))))
        alice = bot.discord.person("alice")
        assert (await alice.starts_pressing("Yes")).data["custom_id"] == "new"
        with pytest.raises(AssertionError, match="sees no button"):
            await alice.starts_pressing("No")
