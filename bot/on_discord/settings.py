"""What the Discord front end has to be told."""

from dataclasses import dataclass, field

PORTAL = "https://discord.com/developers/applications"  # where a host gets a token, and switches intents on


@dataclass(frozen=True)
class DiscordSettings:
    """The settings of one bot. `api_base` is None except where something stands in for Discord.

    `thinks_slowly` if the desk takes so long over a question that the event loop is not to wait for it.
    """

    token: str = field(repr=False)
    message_content: bool = False
    questions_per_minute: int = 10
    channel_answers_per_minute: int = 30
    api_base: str | None = None
    thinks_slowly: bool = False
