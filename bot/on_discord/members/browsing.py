"""/faq: looking through topics and questions, showing one answer, and help.

The list is one private message that turns its pages in place; an answer chosen from it comes below, as private.
"""

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from bot.engine.wording.text import MAX_CHARACTERS
from bot.on_discord.callers import caller_of
from bot.on_discord.front import Front, Shown
from bot.on_discord.members import catalogue, questions
from bot.on_discord.presses import chosen, on_press
from bot.on_discord.showing import custom_ids
from bot.on_discord.showing.localising import term
from bot.on_discord.showing.rendering import notice_view

Interaction = discord.Interaction[Any]


def commands(front: Front) -> Iterator[app_commands.Group]:
    """/faq browse, /faq show and /faq help."""
    voice = front.desk.faq.voice
    group = app_commands.Group(
        name=term(voice, "name_faq"),
        description=term(voice, "about_faq"),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
    )

    @group.command(name=term(voice, "name_browse"), description=term(voice, "about_browse"))
    async def browse(interaction: Interaction) -> None:
        await _show_topics(front, interaction, 0, instead=False)

    @group.command(name=term(voice, "name_show"), description=term(voice, "about_show"))
    @app_commands.rename(question=term(voice, "name_question"))
    @app_commands.describe(question=term(voice, "about_question"))
    @app_commands.autocomplete(question=questions.completes(front))
    async def show(interaction: Interaction, question: app_commands.Range[str, 1, MAX_CHARACTERS]) -> None:
        await questions.answer(front, interaction, question, private=False)

    @group.command(name=term(voice, "name_help"), description=term(voice, "about_help"))
    async def help_(interaction: Interaction) -> None:
        await front.respond(
            interaction, lambda: Shown(_help(front, interaction), private=True), "helping", is_question=False
        )

    yield group


async def _show_topics(front: Front, interaction: Interaction, page: int, *, instead: bool) -> None:
    caller = caller_of(interaction)

    def make() -> Shown:
        topics = catalogue.topics_of(front.desk.topics(place=caller.place))
        view = catalogue.topics_view(topics, page, front.answering.voice(caller))
        return Shown(view, private=True, instead=instead)

    await front.respond(interaction, make, "listing topics", is_question=False)


async def _show_topic(front: Front, interaction: Interaction, key: str, page: int) -> None:
    caller = caller_of(interaction)

    def make() -> Shown:
        voice = front.answering.voice(caller)
        topics = catalogue.topics_of(front.desk.topics(place=caller.place))
        found = next((topic for topic in topics if topic.key == key), None)
        # A topic that was renamed or removed since leads back to those that there are.
        view = catalogue.topic_view(found, page, voice) if found else catalogue.topics_view(topics, 0, voice)
        return Shown(view, private=True, instead=True)

    await front.respond(interaction, make, "listing questions", is_question=False)


def _help(front: Front, interaction: Interaction) -> discord.ui.LayoutView:
    """How to ask, and the commands, each as a link that starts it."""
    caller = caller_of(interaction)
    said, base = front.answering.voice(caller), front.desk.faq.voice
    listed = [
        (base.name_ask, base.name_ask, said.about_ask),
        (base.name_faq, f"{base.name_faq} {base.name_browse}", said.about_browse),
        (base.name_faq, f"{base.name_faq} {base.name_show}", said.about_show),
        (base.name_privacy, base.name_privacy, said.about_privacy),
    ]
    lines = [f"- {_link(front, command, full)}: {about}" for command, full, about in listed]
    return notice_view("\n".join((said.help, "", *lines)), asker=caller.id)


def _link(front: Front, command: str, full: str) -> str:
    known = front.command_ids.get(command)
    return f"</{full}:{known}>" if known else f"`/{full}`"


async def _turn_topics(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    await _show_topics(front, interaction, int(match["page"]), instead=True)


async def _turn_topic(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    await _show_topic(front, interaction, match["topic"], int(match["page"]))


async def _pick_topic(front: Front, interaction: Interaction, _: re.Match[str]) -> None:
    await _show_topic(front, interaction, chosen(interaction), 0)


async def _pick_entry(front: Front, interaction: Interaction, _: re.Match[str]) -> None:
    await questions.show_entry(front, interaction, chosen(interaction), private=True)


PRESSES = (
    on_press(custom_ids.TOPICS_PATTERN, _turn_topics),
    on_press(custom_ids.TOPIC_PATTERN, _turn_topic),
    on_press(custom_ids.PICK_TOPIC, _pick_topic),
    on_press(custom_ids.PICK_ENTRY, _pick_entry),
)
