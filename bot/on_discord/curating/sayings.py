"""/curate voice: the bot's own texts, found by their words and changed in a form, in the language of the server."""

from typing import Any

import discord
from discord import app_commands

from bot.errors import EditError
from bot.knowledge.locales import LOCALES
from bot.knowledge.reading.phrasings import fold
from bot.on_discord.bench import Said, Work
from bot.on_discord.callers import caller_of
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.completing import Offered, completes
from bot.on_discord.curating.doing import open_form
from bot.on_discord.curating.filling import SAYINGS, WRITTEN_IN, form_of
from bot.on_discord.front import Front
from bot.on_discord.showing.localising import term

Interaction = discord.Interaction[Any]


def add_to(group: app_commands.Group, front: Front) -> None:
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_voice"), description=term(voice, "about_voice"))
    @app_commands.rename(text=term(voice, "name_text"), language=term(voice, "name_language"))
    @app_commands.describe(text=term(voice, "about_text"), language=term(voice, "about_language"))
    @app_commands.autocomplete(text=completes(front, _texts), language=completes(front, _languages))
    async def say(interaction: Interaction, text: str, language: str | None = None) -> None:
        if not await admits(front, interaction, "changing a text"):
            return
        caller = caller_of(interaction)

        def work() -> Work:
            return Work(about=Said(text.strip(), _locale(front, interaction, language)))

        await open_form(front, interaction, lambda: form_of(front, caller, work()), "opening a form for a text")


def _texts(front: Front, interaction: Interaction, typed: str) -> Offered:
    """The texts in the language that was chosen before, or in that of the server."""
    chosen = getattr(interaction.namespace, front.desk.faq.voice.name_language, None)
    faq = front.desk.faq_of(caller_of(interaction).place)
    try:
        voice = faq.voice_in(_locale(front, interaction, chosen) or None)
    except EditError:  # the language is not typed to its end yet, or wrong; that is told when the command is run
        voice = faq.voice
    said = [(name, " ".join(f"{name}: {getattr(voice, name)}".split())) for name in SAYINGS]
    return [(line, name) for name, line in said if fold(typed) in fold(line)]


def _languages(front: Front, interaction: Interaction, typed: str) -> Offered:
    known = sorted({WRITTEN_IN, *front.desk.faq_of(caller_of(interaction).place).voices})
    return [(one, one) for one in known if typed.lower() in one.lower()]


def _locale(front: Front, interaction: Interaction, chosen: str | None) -> str:
    """The language of a text, as files are named by it. Raises EditError for one that Discord does not know."""
    caller = caller_of(interaction)
    wanted = chosen or front.answering.language_of_server(caller) or WRITTEN_IN
    if wanted.partition("-")[0] == WRITTEN_IN:
        return ""
    voices = front.desk.faq_of(caller.place).voices
    bare = wanted.partition("-")[0]
    found = next((one for one in (wanted, bare) if one in voices), wanted)
    if found not in LOCALES:
        raise EditError(f"`{found}` is no language", "why_no_language", language=found)
    return found
