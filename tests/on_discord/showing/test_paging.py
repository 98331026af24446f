"""Menus of more choices than Discord takes."""

import pytest
from discord import SelectOption

from bot.on_discord.showing.limits import MAX_OPTIONS
from bot.on_discord.showing.paging import on_page, page_chosen, paged_select

MORE = "More …"


async def read(count: int, page: int) -> tuple[list[str], int | None]:
    """What is read in the menu of so many choices, and where the last of it leads."""
    choices = [str(number) for number in range(count)]
    menu = paged_select(
        choices, page, lambda one: SelectOption(label=one), custom_id="menu", placeholder="Choose", more=MORE
    )
    return [option.label for option in menu.options], page_chosen(menu.options[-1].value)


@pytest.mark.parametrize("count", [1, MAX_OPTIONS])
async def test_what_fits_into_one_menu_is_in_one_menu(count: int) -> None:
    assert await read(count, 0) == ([str(number) for number in range(count)], None)


@pytest.mark.parametrize("count", [26, 48, 49, 72, 500])
async def test_whoever_turns_the_pages_sees_everything_once_and_is_back_at_the_first(count: int) -> None:
    seen: list[str] = []
    page: int | None = 0
    while page is not None:
        labels, page = await read(count, page)
        assert len(labels) <= MAX_OPTIONS
        assert labels.pop() == MORE
        seen += labels
        if page == 0:
            break
    assert seen == [str(number) for number in range(count)]


async def test_a_page_that_is_not_there_any_more_is_one_of_those_that_are() -> None:
    labels, _ = await read(30, 7)
    assert labels[:-1] == list(on_page([str(number) for number in range(30)], 1))


def test_what_leads_to_no_page_is_a_choice() -> None:
    assert [page_chosen(value) for value in ("page:3", "page:", "page:x", "green-tea")] == [3, None, None, None]
