"""Menus of more choices than Discord takes: page after page, in the same message."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from discord import SelectOption, ui

from bot.on_discord.showing.limits import MAX_OPTIONS

T = TypeVar("T")

PAGE = "page:"  # before the number of a page, in the choice that leads there


def paged_select(
    everything: Sequence[T],
    page: int,
    option: Callable[[T], SelectOption],
    *,
    custom_id: str,
    placeholder: str,
    more: str,
) -> ui.Select[Any]:
    """A menu of `everything`, or of the part that is on that page: then the last choice, `more`, leads to the next, and
    from the last page to the first.
    """
    options = [option(one) for one in on_page(everything, page)]
    pages = _pages(everything)
    if pages > 1:
        options.append(SelectOption(label=more, value=f"{PAGE}{(page + 1) % pages}"))
    return ui.Select(custom_id=custom_id, placeholder=placeholder, options=options)


def on_page(everything: Sequence[T], page: int) -> Sequence[T]:
    """What of `everything` is chosen from on that page, counted from 0 and round again."""
    pages = _pages(everything)
    size = MAX_OPTIONS if pages == 1 else MAX_OPTIONS - 1
    first = page % pages * size
    return everything[first : first + size]


def page_chosen(value: str) -> int | None:
    """The page that a choice leads to; None where it is another choice."""
    page = value.removeprefix(PAGE)
    return int(page[:4]) if page != value and page.isdecimal() else None


def _pages(everything: Sequence[object]) -> int:
    return 1 if len(everything) <= MAX_OPTIONS else -(-len(everything) // (MAX_OPTIONS - 1))
