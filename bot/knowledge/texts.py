"""Every text of the bot's voice, by its name: what it says besides answers, and what its commands are called."""

from typing import Annotated

from pydantic import StringConstraints

from bot.knowledge.sayings import CommandText, Label, Sayings

# What commands and their parts may be called.
# Of marks Discord takes those of Thai and Devanagari, and discord.py, which checks names itself, no apostrophe.
_THAI = r"\u0e31-\u0e3a\u0e47-\u0e4e"
_DEVANAGARI = r"\u0900-\u0903\u093a-\u093c\u093e-\u094f\u0955-\u0957\u0962\u0963"
COMMAND_NAME_PATTERN = rf"^[-_\p{{Ll}}\p{{Lm}}\p{{Lo}}\p{{Nd}}\p{{No}}{_THAI}{_DEVANAGARI}]+$"
# The length stands apart: counted in the pattern, it would make the compiled pattern ten megabytes larger.
CommandName = Annotated[str, StringConstraints(pattern=COMMAND_NAME_PATTERN, max_length=32)]
MenuName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=32)]


class Voice(Sayings):
    """`voice.yaml`: every text a member can read that is not an answer. `{braces}` are filled in by the bot.

    What each text is for stands beside it in `builtin/voice.yaml`; which braces it may hold, in `voice`.
    """

    name_ask: CommandName
    about_ask: CommandText
    name_question: CommandName
    about_question: CommandText
    name_private: CommandName
    about_private: CommandText
    name_faq: CommandName
    about_faq: CommandText
    name_browse: CommandName
    about_browse: CommandText
    name_show: CommandName
    about_show: CommandText
    name_help: CommandName
    about_help: CommandText
    name_privacy: CommandName
    about_privacy: CommandText
    menu_answer: MenuName
    menu_remove: MenuName

    name_curate: CommandName
    about_curate: CommandText
    name_add: CommandName
    about_add: CommandText
    name_edit: CommandName
    about_edit: CommandText
    name_phrasing: CommandName
    about_phrasing: CommandText
    name_short: CommandName
    about_short: CommandText
    name_remove: CommandName
    about_remove: CommandText
    name_restore: CommandName
    about_restore: CommandText
    name_rename: CommandName
    about_rename: CommandText
    name_move: CommandName
    about_move: CommandText
    name_words: CommandName
    about_words: CommandText
    name_voice: CommandName
    about_voice: CommandText
    name_undo: CommandName
    about_undo: CommandText
    name_history: CommandName
    about_history: CommandText
    name_review: CommandName
    about_review: CommandText
    name_stats: CommandName
    about_stats: CommandText
    name_period: CommandName
    about_period: CommandText
    period_week: Label
    period_month: Label
    period_quarter: Label
    name_export: CommandName
    about_export: CommandText
    name_import: CommandName
    about_import: CommandText
    name_settings: CommandName
    about_settings: CommandText
    name_access: CommandName
    about_access: CommandText
    name_leave: CommandName
    about_leave: CommandText
    name_entry: CommandName
    about_entry: CommandText
    name_topic: CommandName
    about_topic: CommandText
    name_next: CommandName
    about_next: CommandText
    name_id: CommandName
    about_id: CommandText
    name_text: CommandName
    about_text: CommandText
    about_short_text: CommandText
    name_language: CommandName
    about_language: CommandText
    name_more: CommandName
    about_more: CommandText
    name_less: CommandName
    about_less: CommandText
    name_file: CommandName
    about_file: CommandText
    name_number: CommandName
    about_number: CommandText
    menu_teach: MenuName
