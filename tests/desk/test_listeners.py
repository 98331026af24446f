"""Whoever wants to know is told, whatever becomes of the others."""

import pytest

from bot.desk.listeners import Listeners


def test_all_are_told_and_the_first_error_is_raised_and_the_next_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    told: list[str] = []
    listeners: Listeners[str] = Listeners()

    def fails(error: Exception) -> None:
        def listener(what: str) -> None:
            told.append(what)
            raise error

        listeners.add(listener)

    fails(ValueError("the first"))
    fails(KeyError("the second"))
    listeners.add(told.append)
    with pytest.raises(ValueError, match="the first"):
        listeners.tell("news")
    assert told == ["news"] * 3
    assert "the second" in caplog.text
    assert "the first" not in caplog.text


def test_who_has_unsubscribed_is_told_no_more() -> None:
    told: list[str] = []
    listeners: Listeners[str] = Listeners()
    unsubscribe = listeners.add(told.append)
    listeners.tell("news")
    unsubscribe()
    listeners.tell("more")
    assert told == ["news"]
