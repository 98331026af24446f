"""Running the bot: from the token to a clean end, with every foreseeable failure in one clear line."""

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import aiohttp
import discord

from bot.desk import FaqDesk
from bot.errors import ConfigError, FaqBotError, TokenError
from bot.on_discord import endpoint
from bot.on_discord.client import FaqClient
from bot.on_discord.settings import DiscordSettings

_log = logging.getLogger(__name__)

WRONG_TOKEN = 4004
UNAUTHORIZED = 401
PORTAL = "https://discord.com/developers/applications"


def run(desk: FaqDesk, settings: DiscordSettings) -> int:
    """Serve members until the process is told to stop; 0 is the exit code of a clean end.

    Raises TokenError, ConfigError or FaqBotError where going on makes no sense.
    """
    _set_up_the_library()
    return asyncio.run(serve(desk, settings))


async def serve(desk: FaqDesk, settings: DiscordSettings) -> int:
    """The same inside a running event loop."""
    _check_shape(settings.token)
    with _in_clear_words():
        if settings.api_base is not None:
            await endpoint.use(settings.api_base)
        client = FaqClient(desk, settings)
        working = asyncio.create_task(client.start(settings.token), name="discord")
        with _stop_signals(working):
            await _until_done(client, working)
    return 0


async def _until_done(client: FaqClient, working: asyncio.Task[None]) -> None:
    try:
        await working
    except asyncio.CancelledError:
        _log.info("told to stop")
    finally:
        await client.close()


@contextmanager
def _stop_signals(working: asyncio.Task[None]) -> Iterator[None]:
    """While inside, SIGTERM and SIGINT end `working` instead of the process."""
    loop = asyncio.get_running_loop()
    caught = []
    for number in (signal.SIGTERM, signal.SIGINT):
        # Not on Windows, nor outside the main thread; Ctrl-C then arrives as a KeyboardInterrupt.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, working.cancel)
            caught.append(number)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)


@contextmanager
def _in_clear_words() -> Iterator[None]:
    """Turn what ends the bot into an error that says what to do about it."""
    try:
        yield
    except discord.LoginFailure:
        raise _refused_token() from None
    except discord.PrivilegedIntentsRequired:
        raise ConfigError(
            "Discord does not let the bot read messages: switch on “Message Content Intent” on the page “Bot” of your "
            f"application at {PORTAL}, or set discord.message_content to false"
        ) from None
    except discord.ConnectionClosed as error:
        if error.code == WRONG_TOKEN:
            raise _refused_token() from None
        raise FaqBotError(f"Discord ended the connection for good (close code {error.code})") from error
    except discord.HTTPException as error:
        if error.status == UNAUTHORIZED:
            raise _refused_token() from None
        raise FaqBotError(f"Discord refused to let the bot in (HTTP status {error.status})") from error
    except (aiohttp.ClientError, OSError) as error:
        raise FaqBotError(f"Discord cannot be reached ({type(error).__name__})") from error


def _check_shape(token: str) -> None:
    """Refuse what cannot be a token, before it is sent anywhere."""
    if not token.strip():
        raise TokenError(f"there is no token; get one at {PORTAL}")
    if not token.strip().isascii() or any(character.isspace() for character in token.strip()):
        raise TokenError(f"what is given as the token is none; get one at {PORTAL}")


def _refused_token() -> TokenError:
    return TokenError(
        f"Discord does not accept the token; it may have been reset. Get a new one at {PORTAL} "
        "(your application, Bot, Reset Token)"
    )


def _set_up_the_library() -> None:
    """Make discord.py's log fit for a bot that reads what people write and never speaks aloud."""
    library = logging.getLogger("discord")
    if library.getEffectiveLevel() < logging.INFO:  # its debug log holds whole messages; at "info" it holds none
        library.setLevel(logging.INFO)
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
