"""The languages that the bot's texts may be in, and the files they stand in."""

import re

# Every language a member may have set in Discord (its developer reference, "Locales").
_OF_DISCORD = frozenset(
    """id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja
    zh-TW ko""".split()
)
# A bare language stands for all its variants: es for es-ES and es-419.
LOCALES = _OF_DISCORD | {locale.partition("-")[0] for locale in _OF_DISCORD}
_VOICE_FILE = re.compile(r"voice(?:\.(?P<locale>[^.]+))?\.yaml")


def locale_of(file: str) -> str | None:
    """The language of a voice file: "" for `voice.yaml`, "de" for `voice.de.yaml`; None if it is no voice file."""
    found = _VOICE_FILE.fullmatch(file)
    return (found["locale"] or "") if found else None
