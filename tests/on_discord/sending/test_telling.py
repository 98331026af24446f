"""What the host is told, and how often."""

import logging

import pytest

from bot.on_discord.sending.telling import AGAIN_AFTER, TROUBLES, HostLog, quieten_library
from tests.discord_server.server import Clock


def test_the_same_trouble_is_told_once_an_hour_and_another_at_once(caplog: pytest.LogCaptureFixture) -> None:
    clock = Clock()
    host = HostLog(logging.getLogger("host"), clock)
    for _ in range(3):
        host.warn("a", "trouble in %s", "a")
    host.warn("b", "trouble in %s", "b")
    clock.advance(AGAIN_AFTER)
    host.warn("a", "trouble in %s", "a")
    assert [record.getMessage() for record in caplog.records] == ["trouble in a", "trouble in b", "trouble in a"]


def test_troubles_without_end_do_not_fill_the_memory(caplog: pytest.LogCaptureFixture) -> None:
    host = HostLog(logging.getLogger("host"), Clock())
    for number in range(TROUBLES + 1):
        host.warn(str(number), "trouble")
    caplog.clear()
    host.warn("0", "the oldest has been forgotten")
    host.warn(str(TROUBLES), "the latest has not")
    assert len(caplog.records) == 1


def test_what_discord_py_says_of_limits_and_lost_lines_is_told_in_a_line(caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(2):
        quieten_library()
    logger = logging.getLogger("discord.client")
    try:
        raise ConnectionResetError(104, "gone")
    except ConnectionResetError:
        logger.exception("Attempting a reconnect in %.2fs", 1.25)
    suggestions = logging.getLogger("discord.app_commands.tree")
    for _ in range(2):
        suggestions.error("Ignoring exception in autocomplete for %r", "ask")
    limits = logging.getLogger("discord.http")
    for _ in range(3):
        limits.warning("We are being rate limited. %s %s responded with 429. Retrying in %.2f seconds.", "a", "b", 1)
    said = [(one.levelname, one.getMessage(), one.exc_info) for one in caplog.records]
    assert said == [
        ("WARNING", "lost the connection to Discord (ConnectionResetError); trying again in 1.2 s", None),
        ("WARNING", "suggestions while someone types did not reach Discord in time (no reason given)", None),
        ("WARNING", "Discord asks the bot to send more slowly; what it has to say waits", None),
    ]
