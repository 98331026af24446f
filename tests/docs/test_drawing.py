"""Messages drawn for the pictures in the README."""

import pytest

from docs.pictures.drawing import Form, Said, Typing, page
from docs.pictures.staging import as_seen

TEXT, BUTTON, ROW, CONTAINER, SECTION, GALLERY, LABEL, INPUT = 10, 2, 1, 17, 9, 12, 18, 4


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


def test_a_difference_is_drawn_in_its_colours_and_holds_no_small_print() -> None:
    html = drawn({"type": TEXT, "content": "### In the file\n```diff\n+ <new>\n-# old\n same\n```\n-# below"})
    assert '<span class="added">+ &lt;new&gt;</span>' in html
    assert '<span class="removed">-# old</span>' in html
    assert '<p class="small">below</p>' in html


def test_a_section_and_a_picture_are_drawn() -> None:
    button = {"type": BUTTON, "style": 2, "label": "Undo"}
    section = {"type": SECTION, "components": [{"type": TEXT, "content": "No. 1"}], "accessory": button}
    gallery = {"type": GALLERY, "items": [{"media": {"url": "data:image/png;base64,AA=="}, "description": "7 asked"}]}
    html = drawn(section, gallery)
    assert html.index("No. 1") < html.index(">Undo<")
    assert '<img src="data:image/png;base64,AA==" alt="7 asked">' in html


def test_a_form_is_drawn_with_what_was_typed_into_it() -> None:
    field = {"type": INPUT, "style": 2, "custom_id": "a", "required": True}
    label = {"type": LABEL, "label": "Answer", "description": "Short.", "component": field}
    html = page([Form("New entry", [label], {"Answer": "With <leaves>."})], theme="light", width=390)
    assert "<b>Answer<em>*</em></b><small>Short.</small>" in html
    assert "With &lt;leaves&gt;." in html


def test_what_was_seen_of_times_is_drawn_in_words() -> None:
    noon = 1_772_366_400
    assert "1 March 2026" in as_seen(f"<t:{noon}:D>", {})
    assert as_seen([{"url": "https://x/y/stats.png"}], {"stats.png": "data:x"}) == [{"url": "data:x"}]
