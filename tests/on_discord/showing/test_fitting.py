"""What gives way when a reply is too long for Discord."""

from bot.on_discord.showing.fitting import Fragment, Use, fit, total
from bot.on_discord.showing.limits import MAX_TEXT


def fragments(**characters: int) -> list[Fragment]:
    """A fragment of that many characters for each use named."""
    return [Fragment(Use[name.upper()], "word " * (count // 5)) for name, count in characters.items()]


def kept(found: list[Fragment], use: Use) -> int:
    return sum(len(fragment.text) for fragment in found if fragment.use is use)


def test_what_fits_is_not_touched() -> None:
    whole = fragments(heading=100, answer=1200, sources=300)
    assert fit(whole, list) is whole


def test_what_is_plainer_is_enough_if_it_fits() -> None:
    plainer = fragments(answer=1200, sources=300)
    assert fit(fragments(answer=1200, sources=4000), lambda: plainer) == plainer


def test_sources_give_way_before_answers() -> None:
    found = fit(fragments(answer=3000, sources=2000, lead=100), lambda: fragments(answer=3000, sources=2000, lead=100))
    assert total(found) <= MAX_TEXT
    assert kept(found, Use.ANSWER) == 3000
    assert 0 < kept(found, Use.SOURCES) < 2000


def test_a_fragment_of_which_nothing_useful_is_left_goes() -> None:
    found = fit(fragments(answer=3990, sources=100), lambda: fragments(answer=3990, sources=100))
    assert kept(found, Use.SOURCES) == 0
    assert kept(found, Use.ANSWER) == 3990


def test_the_words_before_buttons_are_never_cut() -> None:
    many = fragments(heading=3000, answer=3000, note=3000, sources=3000, lead=400)
    found = fit(many, lambda: many.copy())
    assert total(found) <= MAX_TEXT
    assert kept(found, Use.LEAD) == 400
