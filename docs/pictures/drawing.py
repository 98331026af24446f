"""Messages as they went over the wire, drawn the way Discord shows them. Pure: payloads in, HTML out."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

Json = dict[str, Any]

STYLE = Path(__file__).with_name("discord.css")
ROW, BUTTON, SELECT, SECTION, TEXT, GALLERY, SEPARATOR, CONTAINER = 1, 2, 3, 9, 10, 12, 14, 17
LONG = 2  # style of a field of several lines
STYLES = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "secondary"}


def _coloured(code: str, language: str, _: str) -> str:
    """The lines of a difference in the colours that Discord gives them."""
    if language != "diff":
        return escape(code)
    kinds = {"+": "added", "-": "removed"}
    lines = code.rstrip("\n").split("\n")
    return "\n".join(f'<span class="{kinds.get(line[:1], "same")}">{escape(line)}</span>' for line in lines)


_MARKDOWN = MarkdownIt("zero", {"breaks": True, "highlight": _coloured}).enable(
    ["heading", "list", "emphasis", "link", "escape", "newline", "backticks", "fence"]
)
_FENCED = re.compile(r"(```.*?```)", re.DOTALL)
_COMMAND = re.compile(r"&lt;/([^:&]+):\d+&gt;")
_SMALL = "-# "


@dataclass(frozen=True)
class Said:
    """One message: who wrote it, its words or components, and what stands above and below it."""

    author: str
    text: str = ""
    components: list[Json] = field(default_factory=list)
    is_bot: bool = False
    above: str = ""  # what it replies to, or the command it came of
    only_for_you: bool = False
    menus_open: bool = True


@dataclass(frozen=True)
class Typing:
    """A command as it is being typed: its option, what is there so far, and what is offered."""

    command: str
    option: str
    text: str
    choices: list[str]


@dataclass(frozen=True)
class Form:
    """A form as it stands on the screen: its parts as they went over the wire, and what was typed into its fields."""

    title: str
    components: Sequence[Json]
    typed: Mapping[str, str]
    send: str = "Submit"


def page(messages: Iterable[Said | Typing | Form], *, theme: str, width: int) -> str:
    """The page that shows `messages`; `theme` is dark or light, `width` in CSS pixels."""
    drawn = "".join(map(_drawn, messages))
    style = STYLE.read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="en" class="{theme}"><head><meta charset="utf-8"><style>{style}</style></head>'
        f'<body style="width: {width}px"><main>{drawn}</main></body></html>'
    )


def _drawn(said: Said | Typing | Form) -> str:
    match said:
        case Typing():
            return _typing(said)
        case Form():
            return _form(said)
    return _message(said)


def _form(form: Form) -> str:
    fields = "".join(_field(label, form.typed) for label in form.components)
    return (
        f'<section class="form"><h3>{escape(form.title)}</h3>{fields}'
        f'<span class="button primary">{escape(form.send)}</span></section>'
    )


def _field(label: Json, typed: Mapping[str, str]) -> str:
    name, field = label["label"], label["component"]
    about = f"<small>{escape(label['description'])}</small>" if label.get("description") else ""
    needed = "<em>*</em>" if field.get("required", True) else ""
    return f'<div class="field"><b>{escape(name)}{needed}</b>{about}{_input(field, typed.get(name, ""))}</div>'


def _input(field: Json, typed: str) -> str:
    if field["type"] == SELECT:
        chosen = [option["label"] for option in field["options"] if option.get("default")]
        return f'<div class="chosen">{escape(", ".join(chosen) or field.get("placeholder") or "")}<i></i></div>'
    long = " long" if field["style"] == LONG else ""
    return f'<div class="entered{long}">{escape(typed or field.get("value") or "")}</div>'


def _typing(typing: Typing) -> str:
    choices = "".join(f'<div class="choice">{escape(choice)}</div>' for choice in typing.choices)
    option = escape(typing.option)
    return (
        f'<div class="typing"><div class="choices"><div class="choice-head">{option}</div>{choices}</div>'
        f'<div class="input">/{escape(typing.command)} <span class="option-name">{option}</span>'
        f'<span class="typed">{escape(typing.text)}<i></i></span></div></div>'
    )


def _message(said: Said) -> str:
    above = f'<div class="above">{escape(said.above)}</div>' if said.above else ""
    tag = '<span class="app">APP</span>' if said.is_bot else ""
    text = f'<div class="text">{_marked_up(said.text)}</div>' if said.text else ""
    parts = "".join(_component(component) for component in said.components)
    below = '<div class="below">Only you can see this</div>' if said.only_for_you else ""
    hidden = (" only-for-you" if said.only_for_you else "") + ("" if said.menus_open else " menus-closed")
    return (
        f'<article class="message{hidden}">{above}<div class="avatar {"bot" if said.is_bot else "person"}">'
        f"{escape(said.author[0].upper())}</div><div class='body'><header><b>{escape(said.author)}</b>{tag}"
        f"<time>Today at 14:07</time></header>{text}{parts}{below}</div></article>"
    )


def _component(component: Json) -> str:
    draw = _DRAWN.get(component["type"])
    if draw is None:
        raise ValueError(f"a component of type {component['type']} cannot be drawn yet")
    return draw(component)


def _container(component: Json) -> str:
    colour = component.get("accent_color")
    edge = f' style="border-left: 4px solid #{colour:06x}"' if colour is not None else ""
    return f'<section class="container"{edge}>{_inside(component)}</section>'


def _row(component: Json) -> str:
    return f'<div class="row">{_inside(component)}</div>'


def _inside(component: Json) -> str:
    return "".join(_component(part) for part in component["components"])


def _button(component: Json) -> str:
    return f'<span class="button {STYLES[component["style"]]}">{escape(component["label"])}</span>'


def _select(component: Json) -> str:
    options = "".join(_option(option) for option in component["options"])
    return (
        f'<div class="select"><div class="chosen">{escape(component["placeholder"])}<i></i></div>'
        f'<div class="options">{options}</div></div>'
    )


def _option(option: Json) -> str:
    about = f"<small>{escape(option['description'])}</small>" if option.get("description") else ""
    return f'<div class="option">{escape(option["label"])}{about}</div>'


def _text(component: Json) -> str:
    return f'<div class="text">{_marked_up(component["content"])}</div>'


def _section(component: Json) -> str:
    return f'<div class="section"><div>{_inside(component)}</div>{_component(component["accessory"])}</div>'


def _gallery(component: Json) -> str:
    pictures = (
        f'<img src="{escape(item["media"]["url"])}" alt="{escape(item.get("description") or "")}">'
        for item in component["items"]
    )
    return f'<div class="gallery">{"".join(pictures)}</div>'


def _separator(_: Json) -> str:
    return "<hr>"


_DRAWN: dict[int, Callable[[Json], str]] = {
    CONTAINER: _container,
    ROW: _row,
    BUTTON: _button,
    SELECT: _select,
    SECTION: _section,
    GALLERY: _gallery,
    TEXT: _text,
    SEPARATOR: _separator,
}


def _marked_up(text: str) -> str:
    """Discord's Markdown, as far as the bot speaks it; in a block of code nothing is small print."""
    parts = _FENCED.split(text)
    return "".join(_MARKDOWN.render(part) if part.startswith("```") else _with_small_print(part) for part in parts)


def _with_small_print(text: str) -> str:
    """Markdown, of which lines of small print stand apart."""
    drawn, plain = "", list[str]()
    for line in [*text.split("\n"), None]:
        if line is not None and not line.startswith(_SMALL):
            plain.append(line)
            continue
        drawn += _COMMAND.sub(r'<span class="command">/\1</span>', _MARKDOWN.render("\n".join(plain)))
        plain = []
        if line is not None:
            drawn += f'<p class="small">{_MARKDOWN.renderInline(line.removeprefix(_SMALL))}</p>'
    return drawn
