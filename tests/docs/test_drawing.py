"""Messages drawn for the pictures in the README."""

import pytest

from docs.pictures.drawing import Said, Typing, page

TEXT, BUTTON, ROW, CONTAINER = 10, 2, 1, 17


def drawn(*components: dict[str, object]) -> str:
    return page([Said("faqbot", components=list(components), is_bot=True)], theme="dark", width=390)


def test_what_was_sent_is_drawn_with_its_markup() -> None:
    html = drawn({"type": TEXT, "content": "### What?\nIt is **so**. [1]\n-# Small <print>"})
    assert "<h3>What?</h3>" in html
    assert "<strong>so</strong>" in html
    assert '<p class="small">Small &lt;print&gt;</p>' in html


def test_what_was_neutralised_is_drawn_as_it_was_typed() -> None:
    html = drawn({"type": TEXT, "content": r"\*\*not bold\*\*"})
    assert "**not bold**" in html


def test_a_link_to_a_command_is_drawn_as_its_name() -> None:
    assert '<span class="command">/faq browse</span>' in drawn({"type": TEXT, "content": "</faq browse:123>"})


def test_buttons_in_a_container_are_drawn() -> None:
    row = {"type": ROW, "components": [{"type": BUTTON, "style": 2, "label": "A & B"}]}
    html = drawn({"type": CONTAINER, "accent_color": 0xC62828, "components": [row]})
    assert "#c62828" in html
    assert '<span class="button secondary">A &amp; B</span>' in html


def test_what_cannot_be_drawn_is_refused_rather_than_left_out() -> None:
    with pytest.raises(ValueError, match="type 99"):
        drawn({"type": 99})


def test_a_command_being_typed_is_drawn_with_what_is_offered() -> None:
    html = page([Typing("ask", "question", "wh", ["What?", "Why <not>?"])], theme="light", width=390)
    assert '<div class="choice">What?</div>' in html
    assert "Why &lt;not&gt;?" in html
