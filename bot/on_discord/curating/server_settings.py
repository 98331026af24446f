"""/curate settings: how the bot behaves on a server; and /curate leave-nothing, by which it forgets it."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import discord
from discord import ChannelType, SelectOption, app_commands, ui

from bot.knowledge.model import Voice
from bot.knowledge.reading.voice import fill
from bot.on_discord.callers import Caller, caller_of
from bot.on_discord.curating import ids
from bot.on_discord.curating.access import admits
from bot.on_discord.curating.doing import Views, do
from bot.on_discord.curating.filling import WRITTEN_IN
from bot.on_discord.front import Front, Shown
from bot.on_discord.presses import chosen_all
from bot.on_discord.showing import buttons
from bot.on_discord.showing.limits import MAX_OPTIONS
from bot.on_discord.showing.localising import term
from bot.on_discord.showing.rendering import rows, view_of
from bot.records.model import Boldness, Digest, Keep, ServerSettings

Interaction = discord.Interaction[Any]

UNCHOSEN = "-"
DAYS = (90, 30, 7)
CHANNELS = [ChannelType.text, ChannelType.news, ChannelType.forum]


def add_to(group: app_commands.Group, front: Front) -> None:
    voice = front.desk.faq.voice

    @group.command(name=term(voice, "name_settings"), description=term(voice, "about_settings"))
    async def settings(interaction: Interaction) -> None:
        if await admits(front, interaction, "looking at the settings"):
            caller = caller_of(interaction)
            await front.respond(
                interaction, lambda: Shown(_view(front, caller), private=True), "showing settings", is_question=False
            )

    @group.command(name=term(voice, "name_leave"), description=term(voice, "about_leave"))
    async def leave(interaction: Interaction) -> None:
        if await admits(front, interaction, "deleting what is held", to_manage=True):
            caller = caller_of(interaction)
            sure = buttons.button(front.answering.voice(caller).leave_now, ids.LEAVE)
            sure.style = discord.ButtonStyle.danger
            notice = front.answering.notice(caller, "leave_sure", [sure])
            await front.respond(interaction, lambda: Shown(notice, private=True), "asking twice", is_question=False)


async def choose(front: Front, interaction: Interaction, match: re.Match[str]) -> None:
    """Something was chosen in one of the menus, and holds from now on."""
    if not await admits(front, interaction, f"setting {match['setting']}"):
        return
    caller, values = caller_of(interaction), _values(interaction, match["setting"])

    def make() -> Views:
        front.desk.servers.change(str(caller.place.server), **_READ[match["setting"]](values))
        return lambda: _view(front, caller)

    await do(front, interaction, make, f"setting {match['setting']}")


async def leave_nothing(front: Front, interaction: Interaction, _: re.Match[str]) -> None:
    """It was confirmed that all is to be deleted."""
    if not await admits(front, interaction, "deleting what is held", to_manage=True):
        return
    caller = caller_of(interaction)

    def make() -> Views:
        front.desk.privacy.forget_server(str(caller.place.server))
        return lambda: front.answering.notice(caller, "left_nothing")

    await do(front, interaction, make, "forgetting a server")


def _values(interaction: Interaction, setting: str) -> list[str]:
    """What was chosen; of channels those of this server alone."""
    values, guild = chosen_all(interaction), interaction.guild
    if setting not in ("channels", "moderators"):
        return values
    return [one for one in values if one.isdecimal() and guild is not None and guild.get_channel(int(one))]


def _read_keep(values: Sequence[str]) -> dict[str, Any]:
    name, _, days = values[0].partition(":")
    if name == UNCHOSEN:
        return {"keep": None, "keep_days": None}
    return {"keep": Keep(name), "keep_days": int(days) if days else None}


_READ: dict[str, Callable[[Sequence[str]], dict[str, Any]]] = {
    "channels": lambda values: {"answer_channels": tuple(values)},
    "boldness": lambda values: {"boldness": Boldness(values[0])},
    "language": lambda values: {"language": None if values[0] == UNCHOSEN else values[0]},
    "moderators": lambda values: {"moderators_channel": values[0] if values else None},
    "digest": lambda values: {"digest": Digest(values[0])},
    "keep": _read_keep,
}


def _view(front: Front, caller: Caller) -> ui.LayoutView:
    voice, settings = front.answering.voice(caller), front.desk.servers.settings(caller.place.server)
    languages = sorted({WRITTEN_IN, *front.desk.faq_of(caller.place).voices})
    moderators = [settings.moderators_channel] if settings.moderators_channel else []
    parts = [
        (voice.choose_channels, _channels("channels", settings.answer_channels, MAX_OPTIONS, CHANNELS)),
        (voice.choose_boldness, _menu("boldness", _boldness(voice), settings.boldness.value)),
        (
            voice.choose_language,
            _menu(
                "language", [(voice.server_language, UNCHOSEN), *((one, one) for one in languages)], settings.language
            ),
        ),
        (voice.choose_moderators_channel, _channels("moderators", moderators, 1, CHANNELS[:2])),
        (voice.choose_digest, _menu("digest", _digests(voice), settings.digest.value)),
        (voice.choose_keep, _menu("keep", list(_keeps(voice, settings)), _kept(settings))),
    ]
    items = [item for title, menu in parts for item in (ui.TextDisplay[Any](f"**{title}**"), *rows([menu]))]
    return view_of(ui.TextDisplay(voice.settings_lead), *items)


def _boldness(voice: Voice) -> list[tuple[str, str]]:
    return [
        (voice.boldness_careful, Boldness.CAREFUL.value),
        (voice.boldness_balanced, Boldness.BALANCED.value),
        (voice.boldness_eager, Boldness.EAGER.value),
    ]


def _digests(voice: Voice) -> list[tuple[str, str]]:
    return [
        (voice.digest_never, Digest.NEVER.value),
        (voice.digest_daily, Digest.DAILY.value),
        (voice.digest_weekly, Digest.WEEKLY.value),
    ]


def _kept(settings: ServerSettings) -> str | None:
    if settings.keep is None:
        return None
    return settings.keep.value if settings.keep_days is None else f"{settings.keep.value}:{settings.keep_days}"


def _keeps(voice: Voice, settings: ServerSettings) -> Iterator[tuple[str, str]]:
    yield voice.keep_host, UNCHOSEN
    for text, keep in ((voice.keep_all, Keep.ALL), (voice.keep_unanswered, Keep.UNANSWERED)):
        own = {settings.keep_days} if settings.keep is keep and settings.keep_days else set()
        for days in sorted({*DAYS, *own}, reverse=True):
            yield fill(text, days=days), f"{keep.value}:{days}"
    yield voice.keep_none, Keep.NONE.value


def _menu(name: str, choices: Sequence[tuple[str, str]], now: str | None) -> ui.Select[Any]:
    options = [
        SelectOption(label=label, value=value, default=value == (now or UNCHOSEN))
        for label, value in choices[:MAX_OPTIONS]
    ]
    return ui.Select(custom_id=ids.setting(name), options=options)


def _channels(name: str, now: Sequence[str], most: int, kinds: list[ChannelType]) -> ui.ChannelSelect[Any]:
    return ui.ChannelSelect(
        custom_id=ids.setting(name),
        channel_types=kinds,
        min_values=0,
        max_values=most,
        default_values=[discord.Object(int(one)) for one in now],
    )
