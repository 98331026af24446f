"""Reading the components of a message that was sent: what it shows, and what its buttons and menus carry."""

from collections.abc import Iterable, Iterator
from typing import Any


def parts(components: Iterable[Any]) -> Iterator[Any]:
    """Every component, each before those inside it."""
    for component in components:
        yield component
        yield from parts(getattr(component, "children", ()))
        if beside := getattr(component, "accessory", None):  # the button of a section
            yield beside


def marks(components: Iterable[Any]) -> Iterator[int]:
    """The numbers of all components, by which an entry that a message shows is recognised."""
    return (part.id for part in parts(components) if part.id is not None)


def custom_ids_of(components: Iterable[Any]) -> Iterator[str]:
    """What the buttons and menus carry."""
    return (part.custom_id for part in parts(components) if getattr(part, "custom_id", None))


def label_of(components: Iterable[Any], custom_id: str, value: str = "") -> str:
    """What a button reads, or in a menu the choice of `value`; empty if there is no such thing."""
    pressed = next((part for part in parts(components) if getattr(part, "custom_id", None) == custom_id), None)
    options = getattr(pressed, "options", None)
    if options is not None:
        return next((option.label for option in options if option.value == value), "")
    return getattr(pressed, "label", None) or ""
