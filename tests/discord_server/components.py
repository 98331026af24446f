"""What Discord refuses in the components of a message.

Only the kinds a bot of this sort sends are known; any other is refused as an unknown kind, so that a test which
needs one says so. Limits are Discord's own.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import count
from typing import Any

from tests.discord_server.inputs import (
    CHANNEL_SELECT,
    INPUT_KEYS,
    MAX_CUSTOM_ID,
    MENTIONABLE_SELECT,
    ROLE_SELECT,
    STRING_SELECT,
    USER_SELECT,
    input_flaws,
    text_flaws,
)
from tests.discord_server.refusals import Flaw
from tests.discord_server.world import Json, walk

MAX_COMPONENTS = 40
MAX_TEXT = 4000
MAX_LABEL = 80
MAX_DESCRIPTION = 1024
MAX_GALLERY = 10
MAX_URL = 512
MAX_ROWS_BEFORE_V2 = 5
LINK_STYLE = 5
PREMIUM_STYLE = 6

ROW, BUTTON, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 1, 2, 9, 10, 11, 12, 13, 14, 17
SELECTS = frozenset({STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT})

KEYS: dict[int, frozenset[str]] = {
    **INPUT_KEYS,
    ROW: frozenset({"components"}),
    BUTTON: frozenset({"style", "label", "emoji", "custom_id", "sku_id", "url", "disabled"}),
    SECTION: frozenset({"components", "accessory"}),
    TEXT: frozenset({"content"}),
    THUMBNAIL: frozenset({"media", "description", "spoiler"}),
    GALLERY: frozenset({"items"}),
    FILE: frozenset({"file", "spoiler"}),
    SEPARATOR: frozenset({"divider", "spacing"}),
    CONTAINER: frozenset({"components", "accent_color", "spoiler"}),
}
CHILDREN: dict[int, frozenset[int]] = {
    ROW: SELECTS | {BUTTON},
    SECTION: frozenset({TEXT}),
    CONTAINER: frozenset({ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR}),
}
CHILD_COUNTS: dict[int, tuple[int, int]] = {ROW: (1, 5), SECTION: (1, 3), CONTAINER: (1, MAX_COMPONENTS)}
TOP_LEVEL = frozenset({ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER})


def component_flaws(components: list[Json], *, v2: bool) -> Iterator[Flaw]:
    """Everything Discord would refuse in `components`."""
    allowed = TOP_LEVEL if v2 else frozenset({ROW})
    yield from sibling_flaws("components", components, allowed)
    every = [part for part in walk(components) if isinstance(part, dict)]
    if v2 and len(every) > MAX_COMPONENTS:
        yield Flaw("components", "BASE_TYPE_MAX_LENGTH", f"Must be {MAX_COMPONENTS} or fewer in length.")
    if not v2 and len(components) > MAX_ROWS_BEFORE_V2:
        yield Flaw("components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_ROWS_BEFORE_V2} in length.")
    if sum(len(str(part.get("content", ""))) for part in every) > MAX_TEXT:
        words = f"The total displayable text of components cannot exceed {MAX_TEXT} characters."
        yield Flaw("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", words)
    yield from repetition_flaws(every)


def numbered(components: list[Json]) -> list[Json]:
    """A copy of `components` in which each has an id: its own, or the next number that is free."""
    copy: list[Json] = deepcopy(components)
    taken = {part.get("id") for part in walk(copy)}
    free = (number for number in count(1) if number not in taken)
    for part in walk(copy):
        part["id"] = part.get("id") or next(free)
    return copy


def repetition_flaws(every: list[Json]) -> Iterator[Flaw]:
    """Custom ids and ids that stand on more than one of the components."""
    yield from _repeated(every, "custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED")
    yield from _repeated(every, "id", "COMPONENT_ID_DUPLICATED")


def _repeated(every: list[Json], key: str, code: str) -> Iterator[Flaw]:
    counted = Counter(part[key] for part in every if part.get(key))
    for value, times in counted.items():
        if times > 1:
            yield Flaw("components", code, f"Component {key} {value} cannot be used {times} times.")


def sibling_flaws(place: str, components: Any, allowed: frozenset[int]) -> Iterator[Flaw]:
    """Everything Discord would refuse in components that stand side by side."""
    if not isinstance(components, list):
        yield Flaw(place, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")
        return
    for number, component in enumerate(components):
        yield from one_flaws(f"{place}.{number}", component, allowed)


def one_flaws(place: str, component: Any, allowed: frozenset[int]) -> Iterator[Flaw]:
    """Everything Discord would refuse in a component that has to be of a kind that is `allowed`."""
    if not isinstance(component, dict) or component.get("type") not in allowed:
        choices = ", ".join(str(kind) for kind in sorted(allowed))
        yield Flaw(f"{place}.type", "BASE_TYPE_CHOICES", f'Value of field "type" must be one of ({choices}).')
        return
    kind = component["type"]
    for key in component.keys() - KEYS[kind] - {"type", "id"}:
        yield Flaw(f"{place}.{key}", "UNKNOWN_FIELD", "This field is not known here.")
    number = component.get("id")
    if number is not None and not (isinstance(number, int) and 0 <= number < 1 << 31):
        yield Flaw(f"{place}.id", "NUMBER_TYPE_MAX", "int32 value should be between 0 and 2147483647.")
    yield from _CHECKS[kind](place, component)


def _holder(place: str, component: Json) -> Iterator[Flaw]:
    kind, children = component["type"], component.get("components", [])
    least, most = CHILD_COUNTS[kind]
    if not least <= len(children) <= most:
        yield Flaw(f"{place}.components", "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
    if kind == ROW and len(children) > 1 and any(_kind(child) in SELECTS for child in children):
        yield Flaw(f"{place}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select menu fills a row.")
    yield from sibling_flaws(f"{place}.components", children, CHILDREN[kind])


def _container(place: str, component: Json) -> Iterator[Flaw]:
    colour = component.get("accent_color")
    if colour is not None and not (isinstance(colour, int) and 0 <= colour <= 0xFFFFFF):
        yield Flaw(f"{place}.accent_color", "NUMBER_TYPE_MAX", "int value should be less than or equal to 16777215.")
    yield from _holder(place, component)


def _section(place: str, component: Json) -> Iterator[Flaw]:
    yield from _holder(place, component)
    yield from one_flaws(f"{place}.accessory", component.get("accessory"), frozenset({BUTTON, THUMBNAIL}))


def _text(place: str, component: Json) -> Iterator[Flaw]:
    yield from text_flaws(f"{place}.content", component.get("content"), MAX_TEXT)


def _separator(place: str, component: Json) -> Iterator[Flaw]:
    if component.get("spacing", 1) not in (1, 2):
        yield Flaw(f"{place}.spacing", "BASE_TYPE_CHOICES", 'Value of field "spacing" must be one of (1, 2).')


def _button(place: str, component: Json) -> Iterator[Flaw]:
    style = component.get("style")
    if style not in range(1, PREMIUM_STYLE):
        yield Flaw(f"{place}.style", "BASE_TYPE_CHOICES", 'Value of field "style" must be one of (1, 2, 3, 4, 5).')
    wanted, unwanted = ("url", "custom_id") if style == LINK_STYLE else ("custom_id", "url")
    yield from text_flaws(f"{place}.{wanted}", component.get(wanted), MAX_URL if wanted == "url" else MAX_CUSTOM_ID)
    if component.get(unwanted) is not None:
        yield Flaw(place, "COMPONENT_INVALID", f"A button of this style cannot have a {unwanted}.")
    if component.get("emoji") is None:
        yield from text_flaws(f"{place}.label", component.get("label"), MAX_LABEL)


def _thumbnail(place: str, component: Json) -> Iterator[Flaw]:
    yield from _media(f"{place}.media", component.get("media"))
    if component.get("description") is not None:
        yield from text_flaws(f"{place}.description", component["description"], MAX_DESCRIPTION)


def _gallery(place: str, component: Json) -> Iterator[Flaw]:
    items = component.get("items") or []
    if not 1 <= len(items) <= MAX_GALLERY:
        yield Flaw(f"{place}.items", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_GALLERY} in length.")
    for number, item in enumerate(items):
        yield from _thumbnail(f"{place}.items.{number}", item)


def _file(place: str, component: Json) -> Iterator[Flaw]:
    yield from _media(f"{place}.file", component.get("file"))
    if not str((component.get("file") or {}).get("url")).startswith("attachment://"):
        yield Flaw(f"{place}.file.url", "COMPONENT_INVALID_MEDIA_URL", "A file has to be an attachment.")


def _media(place: str, media: Any) -> Iterator[Flaw]:
    url = media.get("url") if isinstance(media, dict) else None
    if not str(url).startswith(("http://", "https://", "attachment://")):
        yield Flaw(f"{place}.url", "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https', 'attachment').")


def _kind(component: Any) -> Any:
    return component.get("type") if isinstance(component, dict) else None


_CHECKS: dict[int, Callable[[str, Json], Iterator[Flaw]]] = {
    **dict.fromkeys(INPUT_KEYS, input_flaws),
    ROW: _holder,
    BUTTON: _button,
    SECTION: _section,
    TEXT: _text,
    THUMBNAIL: _thumbnail,
    GALLERY: _gallery,
    FILE: _file,
    SEPARATOR: _separator,
    CONTAINER: _container,
}
