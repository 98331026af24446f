"""Running the bot: from the token to a clean end, with every foreseeable failure in one clear line.

discord.py takes up a lost connection by itself. What it does not survive is an event it cannot read; then the client
is started again, which leaves that event behind, but not without end.
"""

import asyncio
import logging
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import aiohttp
import discord

from bot.desk import FaqDesk
from bot.errors import ConfigError, FaqBotError, TokenError
from bot.garbage import look_for_cycles_rarely
from bot.on_discord import endpoint, failures
from bot.on_discord.client import FaqClient
from bot.on_discord.sending import telling
from bot.on_discord.settings import PORTAL, DiscordSettings

_log = logging.getLogger(__name__)

WRONG_TOKEN = 4004
UNAUTHORIZED = 401

# Discord lets a bot begin a thousand sessions a day; these many a quarter of an hour stay below half of that.
MOST_STARTS, STARTS_SECONDS = 5, 15 * 60.0
PAUSES = (0.5, 2.0, 10.0, 30.0)  # seconds before the first, the second, … start that follows a failure

LAST_WORDS_SECONDS = 2.0  # for what is being sent when the bot stops
AGAIN_SECONDS = 2 * LAST_WORDS_SECONDS  # after which a bot that goes on all the same is stopped once more

OUR_OWN = (FaqBotError, discord.ConnectionClosed, discord.LoginFailure, discord.PrivilegedIntentsRequired)
UNREACHABLE = (discord.HTTPException, discord.GatewayNotFound, aiohttp.ClientError, OSError)


def run(desk: FaqDesk, settings: DiscordSettings) -> int:
    """Serve members until the process is told to stop; 0 is the exit code of a clean end.

    Raises TokenError, ConfigError or FaqBotError where going on makes no sense.
    """
    _set_up_the_library()
    look_for_cycles_rarely()
    with asyncio.Runner(loop_factory=_faster_loop()) as runner:
        return runner.run(serve(desk, settings))


async def serve(desk: FaqDesk, settings: DiscordSettings) -> int:
    """The same inside a running event loop."""
    _check_shape(settings.token)
    with _in_clear_words():
        if settings.api_base is not None:
            await endpoint.use(settings.api_base)
        working = asyncio.create_task(_serve_on(desk, settings, Starts()), name="discord")
        with _stop_signals(working):
            try:
                await working
            except asyncio.CancelledError:
                _log.info("told to stop")
    return 0


class Starts:
    """Counts how often the client was started of late, so that it is not started again without end."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._at: deque[float] = deque(maxlen=MOST_STARTS)

    def next_pause(self) -> float | None:
        """Count a start that failed: the seconds to wait before the next, or None if there were too many."""
        now = self._clock()
        while self._at and now - self._at[0] > STARTS_SECONDS:
            self._at.popleft()
        if len(self._at) == MOST_STARTS:
            return None
        self._at.append(now)
        return PAUSES[min(len(self._at), len(PAUSES)) - 1]


async def _serve_on(desk: FaqDesk, settings: DiscordSettings, starts: Starts) -> None:
    """Run one client after another: each until it is told to stop, or ends on something nobody foresaw."""
    had_logged_in = False
    while True:
        client = FaqClient(desk, settings)
        try:
            await client.start(settings.token)
            return
        except OUR_OWN:
            raise
        except UNREACHABLE as error:
            if not (had_logged_in or client.user):
                raise  # at the first start somebody is there to read what is wrong
            pause: float | None = PAUSES[-1]
            _log.warning("Discord cannot be reached (%s); trying again in %.0f s", type(error).__name__, pause)
        except Exception as error:
            failures.record(error, "reading what Discord told; the client is started again")
            pause = starts.next_pause()
        finally:
            had_logged_in = had_logged_in or client.user is not None
            await _leave(client)
        if pause is None:
            raise FaqBotError(
                f"the client broke {MOST_STARTS + 1} times in {STARTS_SECONDS / 60:.0f} minutes, so the bot stops; "
                "the log says on what"
            )
        await asyncio.sleep(pause)


async def _leave(client: FaqClient) -> None:
    """Close `client` when what it is just saying has been said."""
    try:
        await client.front.sender.finish(LAST_WORDS_SECONDS)
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
            loop.add_signal_handler(number, _stop, working)
            caught.append(number)
    try:
        yield
    finally:
        for number in caught:
            loop.remove_signal_handler(number)


def _stop(working: asyncio.Task[None]) -> None:
    """End `working`, for certain: before Python 3.12 `asyncio.wait_for`, by which discord.py connects, loses a
    cancellation that meets it just as it is done.
    """
    if not working.done():
        working.cancel()
        asyncio.get_running_loop().call_later(AGAIN_SECONDS, _stop, working)


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
        what = f"Discord cannot be reached ({type(error).__name__})"
        raise FaqBotError(
            f"{what}; see whether this machine is online, and what a firewall or a proxy lets out"
        ) from error


def _check_shape(token: str) -> None:
    """Refuse what cannot be a token, before it is sent anywhere."""
    if not token.strip():
        raise TokenError(f"there is no token; get one at {PORTAL}")
    if not token.strip().isascii() or any(character.isspace() for character in token.strip()):
        raise TokenError(f"the token holds a sign that no token has; copy it again, or get a new one at {PORTAL}")


def _refused_token() -> TokenError:
    return TokenError(
        f"Discord does not accept the token; it may have been reset, or copied in part. Get a new one at {PORTAL} "
        "(your application, Bot, Reset Token)"
    )


def _faster_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """What makes an event loop that spends less of the processor on sockets, where there is such a one."""
    try:
        import uvloop
    except ImportError:  # as on Windows
        return None
    return uvloop.new_event_loop


def _set_up_the_library() -> None:
    """Make discord.py's log fit for a bot that reads what people write and never speaks aloud."""
    library = logging.getLogger("discord")
    if library.getEffectiveLevel() < logging.INFO:  # its debug log holds whole messages; at "info" it holds none
        library.setLevel(logging.INFO)
    telling.quieten_library()
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
