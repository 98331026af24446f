"""What the bot takes for Discord's limits is what Discord refuses to go beyond."""

from bot.on_discord.showing import limits
from tests.discord_server import bodies, components, inputs, modals


def test_the_limits_are_those_by_which_the_fake_discord_refuses() -> None:
    assert limits.MAX_TEXT == components.MAX_TEXT
    assert limits.MAX_BUTTON == components.MAX_LABEL
    assert {limits.MAX_OPTIONS} == {inputs.MAX_OPTIONS, bodies.MAX_CHOICES}
    assert {limits.MAX_OPTION} == {inputs.MAX_OPTION_TEXT, bodies.MAX_CHOICE}
    assert {limits.MAX_FORM_TITLE} == {modals.MAX_TITLE, modals.MAX_LABEL}
    assert limits.MAX_FIELD_HINT == modals.MAX_DESCRIPTION
    assert limits.MAX_FIELD == inputs.MAX_INPUT
    assert limits.MAX_CUSTOM_ID == inputs.MAX_CUSTOM_ID
