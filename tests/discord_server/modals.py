"""Forms: what Discord refuses in a modal, what a person sees of it, and what they send when it is filled in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.discord_server import payloads
from tests.discord_server.components import ROW, TEXT, one_flaws, repetition_flaws, sibling_flaws
from tests.discord_server.inputs import (
    CHECKBOX,
    CHECKBOX_GROUP,
    INPUT_KEYS,
    MAX_CUSTOM_ID,
    RADIO_GROUP,
    STRING_SELECT,
    TEXT_INPUT,
    text_flaws,
)
from tests.discord_server.refusals import Flaw, invalid_form
from tests.discord_server.world import Attachment, Channel, Json, Role, User, walk

LABEL = 18
MAX_TITLE = 45
MAX_LABEL = 45
MAX_DESCRIPTION = 100
MAX_PARTS = 5

# What someone may put into a field: words, a choice or several (by what is read), a tick, files, people, roles, places.
Filling = str | bool | Sequence[str] | Sequence[Attachment] | Sequence[User] | Sequence[Role] | Sequence[Channel]


@dataclass(frozen=True)
class Modal:
    """A form as the person sees it who is to fill it in."""

    title: str
    custom_id: str
    components: tuple[Json, ...]

    @property
    def fields(self) -> dict[str, Json]:
        """What can be filled in, by what is written above it."""
        return dict(self._fields())

    @property
    def text(self) -> str:
        return "\n".join(part["content"] for part in walk(list(self.components)) if part["type"] == TEXT)

    def _fields(self) -> Iterator[tuple[str, Json]]:
        for component in self.components:
            if component["type"] == LABEL:
                yield component["label"], component["component"]
            for inner in component.get("components", ()):
                yield inner["label"], inner

    def filled(self, fillings: Mapping[str, Filling]) -> Json:
        """What is sent when the named fields are filled and the others left as they are."""
        unknown = set(fillings) - set(self.fields)
        if unknown:
            raise AssertionError(f"no field {sorted(unknown)} among {sorted(self.fields)}")
        resolved: Json = {}
        given = {
            field["custom_id"]: _filled(label, field, fillings.get(label), resolved)
            for label, field in self.fields.items()
        }
        components = [_submitted(component, given) for component in self.components]
        data: Json = {"custom_id": self.custom_id, "components": components}
        return {**data, "resolved": resolved} if resolved else data


def check_modal(data: Any) -> Modal:
    """The form, unless Discord would refuse it."""
    flaws = list(_modal_flaws(data))
    if flaws:
        raise invalid_form(flaws)
    return Modal(data["title"], data["custom_id"], tuple(data["components"]))


def _modal_flaws(data: Json) -> Iterator[Flaw]:
    for key in data.keys() - {"title", "custom_id", "components"}:
        yield Flaw(f"data.{key}", "UNKNOWN_FIELD", "This field is not known here.")
    yield from text_flaws("data.title", data.get("title"), MAX_TITLE)
    yield from text_flaws("data.custom_id", data.get("custom_id"), MAX_CUSTOM_ID)
    components = data.get("components") or []
    if not 1 <= len(components) <= MAX_PARTS:
        yield Flaw("data.components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {MAX_PARTS} in length.")
    for number, component in enumerate(components):
        yield from _part_flaws(f"data.components.{number}", component)
    yield from repetition_flaws(list(walk(components)))


def _part_flaws(place: str, component: Json) -> Iterator[Flaw]:
    kind = component.get("type")
    if kind == LABEL:
        for key in component.keys() - {"type", "id", "label", "description", "component"}:
            yield Flaw(f"{place}.{key}", "UNKNOWN_FIELD", "This field is not known here.")
        yield from text_flaws(f"{place}.label", component.get("label"), MAX_LABEL)
        if component.get("description") is not None:
            yield from text_flaws(f"{place}.description", component["description"], MAX_DESCRIPTION)
        yield from one_flaws(f"{place}.component", component.get("component"), frozenset(INPUT_KEYS))
        yield from _inside_flaws(f"{place}.component", component.get("component"))
    elif kind == ROW:
        yield from sibling_flaws(f"{place}.components", component.get("components"), frozenset({TEXT_INPUT}))
        for number, inner in enumerate(component.get("components") or []):
            yield from text_flaws(f"{place}.components.{number}.label", inner.get("label"), MAX_LABEL)
    else:
        yield from one_flaws(place, component, frozenset({TEXT}))


def _inside_flaws(place: str, field: Any) -> Iterator[Flaw]:
    """What a message may hold and a form may not."""
    if isinstance(field, dict) and field.get("disabled"):
        yield Flaw(f"{place}.disabled", "COMPONENT_DISABLED_NOT_ALLOWED", "What is in a form cannot be disabled.")
    if isinstance(field, dict) and field.get("type") == TEXT_INPUT and field.get("label") is not None:
        yield Flaw(f"{place}.label", "COMPONENT_LABEL_NOT_ALLOWED", "The label stands around the field.")


def _filled(label: str, field: Json, filling: Filling | None, resolved: Json) -> Json:
    """The value of one field as it is sent; a person cannot send what the form does not take."""
    kind = field["type"]
    if kind == TEXT_INPUT:
        return {"value": _text(label, field, field.get("value") or "" if filling is None else filling)}
    if kind == CHECKBOX:
        return {"value": bool(field.get("default")) if filling is None else filling}
    if kind in (STRING_SELECT, RADIO_GROUP, CHECKBOX_GROUP):
        values = _options(label, field, filling)
    else:
        values = [resolve(one, resolved) for one in (() if filling is None or isinstance(filling, bool) else filling)]
    _check_number(label, field, len(values))
    return {"value": values[0] if values else None} if kind == RADIO_GROUP else {"values": values}


def _text(label: str, field: Json, text: Any) -> str:
    least, most = field.get("min_length") or 0, field.get("max_length") or 4000
    if field.get("required", True):
        least = max(least, 1)
    if not isinstance(text, str) or ((text or least) and not least <= len(text) <= most):
        raise AssertionError(f"«{label}» takes {least} to {most} characters, not {text!r}")
    return text


def _options(label: str, field: Json, filling: Filling | None) -> list[str]:
    if filling is None:
        return [option["value"] for option in field["options"] if option.get("default")]
    read = {option["label"]: option["value"] for option in field["options"]}
    chosen = [filling] if isinstance(filling, str) else list(filling) if not isinstance(filling, bool) else []
    unknown = [one for one in chosen if one not in read]
    if unknown:
        raise AssertionError(f"«{label}» offers {sorted(read)}, not {unknown}")
    return [read[str(one)] for one in chosen]


def _check_number(label: str, field: Json, number: int) -> None:
    required = field.get("required", True)
    least = field.get("min_values")
    least, most = (1 if required else 0) if least is None else least, field.get("max_values") or 1
    if field["type"] == CHECKBOX_GROUP and "max_values" not in field:
        most = len(field["options"])
    if not (least <= number <= most or (number == 0 and not required)):
        raise AssertionError(f"«{label}» takes {least} to {most} of them, not {number}")


def resolve(one: Any, resolved: Json) -> str:
    """The id of a file, person, role or channel, which is described in `resolved`."""
    kinds: dict[type, tuple[str, Callable[[Any], Json]]] = {
        Attachment: ("attachments", payloads.attachment),
        User: ("users", payloads.user),
        Role: ("roles", lambda role: payloads.role(role, 1)),
        Channel: ("channels", lambda channel: {**payloads.channel(channel), "permissions": "0"}),
    }
    if type(one) not in kinds:
        raise AssertionError(f"{one!r} cannot be given here")
    group, described = kinds[type(one)]
    resolved.setdefault(group, {})[str(one.id)] = described(one)
    return str(one.id)


def _submitted(component: Json, given: Mapping[str, Json]) -> Json:
    kind = component["type"]
    said: Json = {"type": kind, "id": component.get("id", 0)}
    if kind == LABEL:
        return {**said, "component": _field(component["component"], given)}
    if kind == ROW:
        return {**said, "components": [_field(inner, given) for inner in component["components"]]}
    return said


def _field(field: Json, given: Mapping[str, Json]) -> Json:
    number = field["custom_id"]
    return {"type": field["type"], "id": field.get("id", 0), "custom_id": number, **given[number]}
