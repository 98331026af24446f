"""Replies as Discord shows them, against what Discord takes."""

from dataclasses import replace
from typing import Any

import pytest
from discord.ui import LayoutView

from bot.desk import Block, Citation, Reply, reply_for
from bot.desk.gist import gist
from bot.engine.decision import Again, Chatter, Correction, Decision, Outcome, Ranked
from bot.knowledge.model import Entry, Voice
from bot.on_discord.showing.rendering import notice_view, reply_view
from bot.on_discord.showing.text import small
from tests.discord_server import bodies
from tests.discord_server.world import BUTTON, COMPONENTS_V2, TEXT_DISPLAY, walk
from tests.on_discord import sample

ASKER = 2**63 - 1
SEPARATOR, CONTAINER = 14, 17


def components_of(view: LayoutView) -> list[dict[str, Any]]:
    components: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call] # discord.py leaves it out
    return components


def parts_of(reply: Reply) -> list[dict[str, Any]]:
    """Every component of the reply, once Discord has found nothing wrong with them."""
    components = components_of(reply_view(reply, ASKER))
    body = {"components": components, "flags": COMPONENTS_V2}
    bodies.check_message(body, bodies.CHANNEL_KEYS, bodies.CHANNEL_FLAGS)
    return list(walk(components))


def decided(outcome: Outcome, **rest: Any) -> Reply:
    return reply_for(sample.faq(), Decision("", outcome, **rest))


def texts(parts: list[dict[str, Any]]) -> list[str]:
    return [part["content"] for part in parts if part["type"] == TEXT_DISPLAY]


def labels(parts: list[dict[str, Any]]) -> list[str]:
    return [part["label"] for part in parts if part["type"] == BUTTON]


def accent(parts: list[dict[str, Any]]) -> int | None:
    return next((part["accent_color"] for part in parts if part["type"] == CONTAINER), None)


def test_an_answer_has_its_question_its_sources_and_the_disclaimer_in_order() -> None:
    heading, answer, sources, disclaimer = texts(parts_of(decided(Outcome.ANSWER, entries=("what-is-osteoporosis",))))
    assert heading == f"### {sample.WHAT}"
    assert answer == sample.ENTRIES[0].answer
    assert sources.splitlines() == [
        "-# Sources",
        "-# [1] [*Bone health*](https://example.org/bones_%28basics%29), The basics, paragraph 2",
    ]
    assert sample.VOICE.disclaimer in disclaimer


def test_at_most_three_follow_ups_are_offered_and_none_that_is_shown_already() -> None:
    reply = decided(
        Outcome.ANSWER,
        entries=("risk-factors",),
        follow_ups=("risk-factors", "calcium-need", "medicines", "what-is-osteoporosis", "bone-density-test"),
    )
    parts = parts_of(reply)
    assert labels(parts)[0] == sample.CALCIUM
    assert len(labels(parts)) == 3
    assert f"-# {sample.VOICE.ask_next}" in texts(parts)


def test_an_answer_without_follow_ups_has_no_row_of_buttons() -> None:
    parts = parts_of(decided(Outcome.ANSWER, entries=("risk-factors",)))
    assert labels(parts) == []
    assert all(sample.VOICE.ask_next not in text for text in texts(parts))


def test_two_questions_get_two_answers() -> None:
    shown = texts(parts_of(decided(Outcome.ANSWER, entries=("calcium-need", "risk-factors"))))
    assert shown[0] == sample.VOICE.two_answers
    assert [text for text in shown if text.startswith("###")] == [f"### {sample.CALCIUM}", f"### {sample.RISKS}"]


def test_a_line_stands_between_two_answers_and_above_the_buttons() -> None:
    reply = decided(Outcome.ANSWER, entries=("calcium-need", "risk-factors"), follow_ups=("medicines",))
    kinds = [part["type"] for part in parts_of(reply) if part["type"] in (TEXT_DISPLAY, SEPARATOR)]
    note, answer, disclaimer, lead = [TEXT_DISPLAY], [TEXT_DISPLAY] * 2, [TEXT_DISPLAY], [TEXT_DISPLAY]
    assert kinds == [*note, *answer, SEPARATOR, *answer, *disclaimer, SEPARATOR, *lead]


def test_what_was_read_differently_is_said() -> None:
    reply = decided(Outcome.ANSWER, entries=("calcium-need",), corrections=(Correction("calcum", "calcium"),))
    assert "calcum" in texts(parts_of(reply))[0]
    assert "calcium" in texts(parts_of(reply))[0]


def test_what_was_read_differently_cannot_ping_link_or_format() -> None:
    fixed = Correction("@everyone**[x](https://evil.example)", "everyone")
    note = texts(parts_of(decided(Outcome.ANSWER, entries=("calcium-need",), corrections=(fixed,))))[0]
    assert "@everyone" not in note
    assert "](" not in note.replace("\\](", "")
    assert "://" not in note.replace("\\://", "")


def test_suggestions_come_with_a_way_out() -> None:
    reply = decided(Outcome.SUGGEST, suggestions=("risk-factors", "calcium-need", "bone-density-test", "medicines"))
    parts = parts_of(reply)
    assert texts(parts) == [sample.VOICE.did_you_mean]
    assert labels(parts) == [sample.RISKS, sample.CALCIUM, sample.TESTED, sample.VOICE.none_of_these]


def test_a_single_suggestion_is_not_called_one_of_several() -> None:
    parts = parts_of(decided(Outcome.SUGGEST, suggestions=("risk-factors",)))
    assert texts(parts) == [sample.VOICE.did_you_mean_one]
    assert labels(parts) == [sample.RISKS, sample.VOICE.not_this_one]


def test_nothing_found_says_so_and_nothing_else() -> None:
    parts = parts_of(decided(Outcome.NONE))
    assert texts(parts) == [sample.VOICE.nothing]
    assert labels(parts) == []


def test_nothing_found_offers_what_is_near() -> None:
    parts = parts_of(decided(Outcome.NONE, suggestions=("risk-factors",)))
    assert texts(parts) == [sample.VOICE.nothing_near_one]
    assert labels(parts) == [sample.RISKS]


def test_an_honest_no_of_the_faq_itself_is_not_followed_by_another() -> None:
    parts = parts_of(decided(Outcome.NONE, entries=("vitamins",), suggestions=("calcium-need",)))
    assert texts(parts) == ["The sources say nothing about that.", f"-# {sample.VOICE.ask_next}"]
    assert labels(parts) == [sample.CALCIUM]


def test_small_print_stays_small_over_several_lines() -> None:
    reply = decided(Outcome.ANSWER, entries=("calcium-need",))
    wordy = replace(reply, voice=sample.VOICE.model_copy(update={"disclaimer": "One.\n\nTwo."}))
    assert texts(parts_of(wordy))[-1] == "-# One.\n-# Two."


def test_an_urgent_text_stands_alone() -> None:
    reply = decided(Outcome.URGENT, entries=("possible-fracture",), follow_ups=("risk-factors",))
    parts = parts_of(reply)
    assert texts(parts) == ["Please call your emergency number now."]
    assert labels(parts) == []


def test_advice_may_lead_on_to_general_entries() -> None:
    parts = parts_of(decided(Outcome.ADVICE, entries=("own-dose",), follow_ups=("calcium-need",)))
    assert texts(parts)[0] == "That is a question for your doctor or pharmacist."
    assert labels(parts) == [sample.CALCIUM]


def test_urgent_texts_advice_and_answers_look_different() -> None:
    shown = {
        accent(parts_of(decided(outcome, entries=(entry,))))
        for outcome, entry in (
            (Outcome.URGENT, "possible-fracture"),
            (Outcome.ADVICE, "own-dose"),
            (Outcome.ANSWER, "calcium-need"),
        )
    }
    assert len(shown) == 3


@pytest.mark.parametrize(
    ("chatter", "text"),
    [
        (Chatter.GREETING, sample.VOICE.greeting),
        (Chatter.THANKS, sample.VOICE.thanks),
        (Chatter.FAREWELL, sample.VOICE.farewell),
        (Chatter.LAUGHTER, sample.VOICE.laughter),
        (Chatter.COMPLAINT, sample.VOICE.complaint),
        (Chatter.REACTION, sample.VOICE.reaction),
        (Chatter.HELP, sample.VOICE.help),
        (Chatter.EMPTY, sample.VOICE.empty_question),
    ],
)
def test_small_talk_gets_a_plain_word(chatter: Chatter, text: str) -> None:
    assert texts(parts_of(decided(Outcome.CHATTER, chatter=chatter))) == [text]


def test_what_can_be_answered_in_general_stands_on_buttons() -> None:
    parts = parts_of(decided(Outcome.CHATTER, chatter=Chatter.GENERAL, suggestions=("calcium-need", "risk-factors")))
    assert texts(parts) == [sample.VOICE.in_general]
    assert len(labels(parts)) == 2


def test_who_asks_for_the_source_is_told_where_the_answer_stands() -> None:
    (said,) = texts(parts_of(decided(Outcome.CHATTER, chatter=Chatter.SOURCE, ranking=(Ranked("calcium-need", 1.0),))))
    entry = sample.faq().by_id["calcium-need"]
    assert said.startswith("That stands in ")
    assert all(f"{sample.VOICE.paragraph} {source.paragraph}" in said for source in entry.sources)


def test_an_answer_that_was_shown_last_is_announced_as_such() -> None:
    again = parts_of(decided(Outcome.ANSWER, entries=("calcium-need",), again=Again.WHOLE))
    assert small(sample.VOICE.said_before) in texts(again)
    assert small(sample.VOICE.said_before) not in texts(parts_of(decided(Outcome.ANSWER, entries=("calcium-need",))))


def test_an_answer_in_short_ends_after_its_first_sentences() -> None:
    entry = sample.faq().by_id["calcium-need"]
    short = texts(parts_of(decided(Outcome.ANSWER, entries=(entry.id,), again=Again.GIST)))
    assert gist(entry.answer) in short
    assert entry.answer == gist(entry.answer) or entry.answer not in short


def test_what_is_nearest_to_a_question_about_the_last_answer_is_announced_as_that() -> None:
    entry = sample.faq().by_id["calcium-need"]
    nearest = texts(parts_of(decided(Outcome.ANSWER, entries=(entry.id,), again=Again.NEAREST)))
    assert small(sample.VOICE.told_all) in nearest
    assert gist(entry.answer) in nearest


def test_a_notice_is_its_words_alone() -> None:
    assert texts(list(walk(components_of(notice_view("One moment."))))) == ["One moment."]


def longest_reply() -> Reply:
    """Everything as long as the FAQ's own rules allow, and longer questions than anyone writes."""
    entries = tuple(
        Entry(id=f"{'x' * 58}-{n}", question=f"{n}" + "* " * 149 + "?", answer="long words " * 109) for n in range(8)
    )
    citations = tuple(
        Citation(n, "A title " * 25, "A section " * 20, 999, f"https://example.org/{'x' * 490}") for n in range(1, 13)
    )
    short = ("name_", "menu_", "about_")  # what Discord shows of commands is in no reply
    wordy = Voice(
        **{
            name: text if "{" in text or name.startswith(short) else (text * 20)[:80]
            for name, text in sample.VOICE.model_dump().items()
        }
    )
    return Reply(
        decision=Decision(
            "",
            Outcome.ANSWER,
            corrections=tuple(Correction("w" * 2000, "word " * 20) for _ in range(50)),
        ),
        voice=wordy,
        blocks=tuple(Block(entry, citations) for entry in entries[:2]),
        follow_ups=entries[2:],
    )


def test_the_longest_reply_there_can_be_stays_within_every_limit() -> None:
    parts = parts_of(longest_reply())
    answers = [text for text in texts(parts) if text.startswith("long words")]
    assert len(answers) == 2
    assert len(labels(parts)) == 3
    assert all(len(part["custom_id"]) <= 100 for part in parts if part["type"] == BUTTON)
