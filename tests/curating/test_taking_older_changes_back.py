"""A change is taken back although others were made since, as long as those were to something else."""

from collections.abc import Callable

import pytest

from bot.desk.drafts import Draft
from bot.errors import ConflictError
from tests.curating.shelves import ADA, BEA, CUPS, HOME, TEA, House, Open

MILK = {"question": "How is milk warmed?", "answer": "Slowly."}
FROTH = {"question": "How is milk frothed?", "answer": "Quickly."}


def made(here: Open, *drafts: Callable[[], Draft]) -> list[int]:
    """The numbers of changes made one after another."""
    return [here.curating.save(draft(), ADA).id or 0 for draft in drafts]


def take_back(here: Open, number: int) -> int:
    return here.curating.save(here.curating.undo(HOME, number), BEA).id or 0


def files(house: House) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in house.faq.glob("*.yaml")}


def words(here: Open, *group: str) -> Callable[[], Draft]:
    return lambda: here.curating.word_group(HOME, (), group)


def taught(here: Open, question: str) -> Callable[[], Draft]:
    return lambda: here.curating.expecting(here.curating.teach(HOME, "green-tea", [question]), [question])


def test_the_first_of_two_entries_added_to_a_topic_with_blank_lines_goes_alone_and_comes_back(
    house: House, here: Open
) -> None:
    first, _ = made(here, *(lambda typed=typed: here.curating.add(HOME, typed, topic="Tea") for typed in (MILK, FROTH)))
    both = house.text()
    undone = take_back(here, first)
    assert house.text().startswith(TEA)
    assert "how-is-milk-warmed" not in house.text()
    assert "how-is-milk-frothed" in house.text()
    take_back(here, undone)
    assert house.text() == both


def test_the_first_of_two_entries_of_a_new_topic_goes_alone(house: House, here: Open) -> None:
    first, second = made(
        here, *(lambda typed=typed: here.curating.add(HOME, typed, topic="Milk") for typed in (MILK, FROTH))
    )
    take_back(here, first)
    assert house.text("milk.yaml").startswith("topic: Milk\nentries:\n  - id: how-is-milk-frothed\n")
    take_back(here, second)
    assert not (house.faq / "milk.yaml").exists()


def test_a_new_topic_in_which_somebody_has_written_a_comment_since_stays(house: House, here: Open) -> None:
    (first,) = made(here, lambda: here.curating.add(HOME, MILK, topic="Milk"))
    house.write("# Ask Bea.\n" + house.text("milk.yaml"), "milk.yaml")
    here.library.reread(None)
    with pytest.raises(ConflictError):
        here.curating.undo(HOME, first)


def test_each_of_several_groups_of_words_goes_alone(house: House, here: Open) -> None:
    groups = ("cup", "mug"), ("kettle", "pot"), ("jug", "ewer")
    first, second, third = made(here, *(words(here, *group) for group in groups))
    undone = take_back(here, second)
    assert house.text("words.yaml") == "groups:\n  - [cup, mug]\n  - [jug, ewer]\n"
    take_back(here, undone)
    assert here.curating.word_groups(HOME) == groups
    for number in (first, second, third):
        take_back(here, number)
    assert not (house.faq / "words.yaml").exists()


def test_a_group_of_words_that_was_changed_since_is_not_taken_back(here: Open) -> None:
    first, _ = made(
        here,
        words(here, "cup", "mug"),
        lambda: here.curating.word_group(HOME, ("cup", "mug"), ("cup", "mug", "beaker")),
    )
    with pytest.raises(ConflictError):
        here.curating.undo(HOME, first)


def test_a_text_of_the_voice_goes_alone(house: House, here: Open) -> None:
    first, _ = made(
        here,
        lambda: here.curating.saying(HOME, "nothing", "Nope: # no"),
        lambda: here.curating.saying(HOME, "help", "Help me."),
    )
    take_back(here, first)
    assert house.text("voice.yaml") == "help: Help me.\n"


def test_what_would_take_a_comment_with_it_that_was_written_since_is_not_taken_back(house: House, here: Open) -> None:
    first, _ = made(here, words(here, "cup", "mug"), words(here, "kettle", "pot"))
    house.write(house.text("words.yaml").replace("mug]", "mug]  # says Bea"), "words.yaml")
    here.library.reread(None)
    with pytest.raises(ConflictError):
        here.curating.undo(HOME, first)


def test_each_of_two_phrasings_taught_one_after_another_goes_alone_with_its_test(house: House, here: Open) -> None:
    first, second = made(here, taught(here, "what about gyokuro"), taught(here, "tell me of matcha"))
    take_back(here, first)
    assert house.text("questions.yaml") == "questions:\n  - question: tell me of matcha\n    entry: green-tea\n"
    assert here.curating.entry(HOME, "green-tea").also[3:] == ("tell me of matcha",)
    take_back(here, second)
    assert house.text() == TEA


def test_a_change_of_another_field_in_the_next_line_is_no_hindrance(house: House, here: Open) -> None:
    first, _ = made(
        here,
        lambda: here.curating.edit(HOME, "small-cups", {"answer": "In the cellar."}),
        lambda: here.curating.shorten(HOME, "small-cups", "Cellar."),
    )
    take_back(here, first)
    assert house.text("cups.yaml") == CUPS.replace("top shelf.\n", "top shelf.\n  in_short: Cellar.\n")


def test_a_phrasing_that_was_changed_since_is_not_taken_back(here: Open) -> None:
    first, _ = made(
        here,
        lambda: here.curating.phrasing(HOME, "small-cups", add=["wee cups"]),
        lambda: here.curating.phrasing(HOME, "small-cups", add=["tiny cups"], remove=["wee cups"]),
    )
    with pytest.raises(ConflictError):
        here.curating.undo(HOME, first)


def test_an_edit_of_an_entry_that_was_renamed_and_moved_since_is_taken_back_where_it_is_now(
    house: House, here: Open
) -> None:
    edit, _, _ = made(
        here,
        lambda: here.curating.edit(HOME, "small-cups", {"question": "Where do the wee cups live?"}),
        lambda: here.curating.rename(HOME, "small-cups", "wee-cups"),
        lambda: here.curating.move(HOME, "wee-cups", "Tea"),
    )
    moved = files(house)
    undone = take_back(here, edit)
    assert here.curating.entry(HOME, "wee-cups").question == "Where are the small cups kept?"
    assert here.curating.topic_of(HOME, "wee-cups") == "Tea"
    take_back(here, undone)
    assert files(house) == moved


def test_an_addition_that_was_renamed_and_moved_since_goes_with_what_names_it(house: House, here: Open) -> None:
    added, *_ = made(
        here,
        lambda: here.curating.add(HOME, MILK, topic="Cups"),
        lambda: here.curating.edit(HOME, "small-cups", {"follow_ups": "how-is-milk-warmed"}),
        lambda: here.curating.rename(HOME, "how-is-milk-warmed", "milk"),
        lambda: here.curating.move(HOME, "milk", "Tea"),
    )
    take_back(here, added)
    assert (house.text(), house.text("cups.yaml")) == (TEA, CUPS)


def test_what_named_an_entry_names_it_by_its_new_id_when_it_is_brought_back(here: Open) -> None:
    edit, _ = made(
        here,
        lambda: here.curating.edit(HOME, "black-tea", {"follow_ups": ""}),
        lambda: here.curating.rename(HOME, "green-tea", "verde"),
    )
    take_back(here, edit)
    assert here.curating.entry(HOME, "black-tea").follow_ups == ("verde",)


def test_a_renaming_is_not_taken_back_before_the_next_one(house: House, here: Open) -> None:
    first, second = made(
        here,
        lambda: here.curating.rename(HOME, "green-tea", "verde"),
        lambda: here.curating.rename(HOME, "verde", "emerald"),
    )
    with pytest.raises(ConflictError):
        here.curating.undo(HOME, first)
    take_back(here, second)
    take_back(here, first)
    assert house.text() == TEA


def test_a_move_is_taken_back_with_what_was_changed_of_the_entry_since(house: House, here: Open) -> None:
    move, _ = made(
        here,
        lambda: here.curating.move(HOME, "small-cups", "Tea"),
        lambda: here.curating.edit(HOME, "small-cups", {"answer": "In the cellar."}),
    )
    take_back(here, move)
    assert house.text("cups.yaml") == CUPS.replace("On the top shelf.", "In the cellar.")
