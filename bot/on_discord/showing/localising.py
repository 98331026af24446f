"""The names and descriptions of commands, in every language the FAQ's voice speaks.

A text is known by its name in `Voice`; what Discord is told for a language is what that voice says there.
"""

from collections.abc import Callable

import discord
from discord import app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bot.knowledge.model import Faq, Voice


def term(voice: Voice, name: str) -> locale_str:
    """The text called `name`, to be told to Discord in other languages too."""
    return locale_str(getattr(voice, name), text=name)


class VoiceTranslator(app_commands.Translator):
    """Finds the texts of commands in the voices of an FAQ."""

    def __init__(self, faq: Callable[[], Faq]) -> None:
        self._faq = faq

    async def translate(
        self,
        string: locale_str,
        locale: discord.Locale,
        context: TranslationContextTypes,  # noqa: ARG002 -- discord.py's signature
    ) -> str | None:
        """The text in that language, or None where it is no other."""
        name = string.extras.get("text")
        said = getattr(self._faq().voice_in(locale.value), name) if name else None
        return said if said != string.message else None
