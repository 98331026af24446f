"""Messages that only want the last answer to go on, or to be said again."""

import pytest

from bot import english
from bot.engine.conversation.memory import Memory
from bot.engine.decision import Again, Chatter, Move, Outcome
from bot.engine.matcher import Matcher
from bot.engine.small_talk.likeness import WORD_FOR_WORD, small_talk
from bot.engine.small_talk.ruling import MOVE_FROM
from tests.engine.small_faqs import ask, talk

ENGLISH = small_talk(english.language())


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("ok go on then", Move.MORE),
        ("tell me some more pls", Move.MORE),
        ("anything more on that?", Move.MORE),
        ("simplr words please", Move.GIST),
        ("still dont understand it sorry", Move.GIST),
        ("r u rly sure", Move.GIST),
        ("and who says so?", Move.SOURCE),
        ("give me a shorter version", Move.GIST),
        ("so thats a no then", Move.GIST),
        ("sorry can u say it again", Move.AGAIN),
    ],
)
def test_a_move_is_told_however_it_is_said(text: str, move: Move) -> None:
    found = ENGLISH.move(text)
    assert found is not None
    assert (found.sort, found.lead >= MOVE_FROM[move]) == (move, True)


@pytest.mark.parametrize(
    "text", ["more about the gearbox", "what does lupus attack", "is it sure to rain", "thanks a lot", "and in winter?"]
)
def test_what_says_something_of_its_own_is_no_move(text: str) -> None:
    found = ENGLISH.move(text)
    assert found is None or found.lead < MOVE_FROM[found.sort]


def test_what_is_said_word_for_word_is_of_its_class_for_certain() -> None:
    found = ENGLISH.move("source?")
    assert found is not None
    assert found.lead >= WORD_FOR_WORD
    assert ENGLISH.talk("source?") is None


@pytest.mark.parametrize("then", ["go on", "tell me more", "what else?", "and?"])
def test_who_wants_more_is_told_what_was_offered(bones: Matcher, then: str) -> None:
    first, more = talk(bones, "does menopause weaken bone", then)
    assert more.entries == first.follow_ups[:1]


def test_who_wants_ever_more_is_told_nothing_twice(shipped: Matcher) -> None:
    told = [decision.entries for decision in talk(shipped, "what are cytokines", *["go on"] * 8)]
    assert all(told)
    assert len(set(told)) == len(told)


def test_at_the_end_of_the_topic_there_is_no_more(bones: Matcher) -> None:
    seen = tuple(bones.faq.by_id)
    again = ask(bones, "go on", Memory(seen[:1], bones.memory_of(seen[:1]).offered, seen=seen))
    assert not {*again.entries, *again.suggestions} - {*seen[:1], *bones.memory_of(seen[:1]).offered}
    assert again.again or not again.entries


@pytest.mark.parametrize("then", ["huh?", "shorter pls", "are you sure", "i dont get it", "eli5", "sry what?"])
def test_who_did_not_follow_or_doubts_is_shown_the_answer_again(shipped: Matcher, then: str) -> None:
    first, again = talk(shipped, "does inflammation cause osteoporosis", then)
    assert again.entries == first.entries != ()
    assert (first.again, again.again) == (None, Again.GIST)


@pytest.mark.parametrize("then", ["sry what was that, say it again", "does inflammation cause osteoporosis"])
def test_who_asks_again_is_shown_the_whole_answer(shipped: Matcher, then: str) -> None:
    first, again = talk(shipped, "does inflammation cause osteoporosis", then)
    assert (again.entries, again.again) == (first.entries, Again.WHOLE)


@pytest.mark.parametrize(("asked", "then"), [("what are cytokines", "so theyre bad?"), ("does age matter", "why then")])
def test_what_the_last_answer_may_not_tell_is_no_reason_to_say_it_all_again(
    shipped: Matcher, asked: str, then: str
) -> None:
    first, again = talk(shipped, asked, then)
    assert (again.entries, again.again) == (first.entries, Again.NEAREST)


def test_what_only_leads_back_is_not_said_again_after_what_had_no_answer(shipped: Matcher) -> None:
    first, unsure, back = talk(shipped, "does age matter", "so are the cells lazy or tired", "which ones")
    assert unsure.outcome is not Outcome.ANSWER
    assert back.entries != first.entries or back.again is Again.NEAREST


@pytest.mark.parametrize(
    "then", ["so the B ones build bone and the C ones chew it", "osteoblasts make it, osteoclasts break it, right"]
)
def test_who_sums_up_an_answer_is_given_it_in_short_to_compare(shipped: Matcher, then: str) -> None:
    first, check = talk(shipped, "whats the difference between osteoclasts and osteoblasts", then)
    assert (check.entries, check.again) == (first.entries, Again.CHECK)


@pytest.mark.parametrize(
    "then",
    ["please elaborate on how inflammation causes osteoporosis", "inflammation and osteoporosis, in a table"],
)
def test_a_request_or_question_sums_nothing_up(shipped: Matcher, then: str) -> None:
    *_, asked = talk(shipped, "does inflammation cause osteoporosis", then)
    assert asked.again is not Again.CHECK


@pytest.mark.parametrize("then", ["i dont get it. use smaller words pls", "Still lost. Can you put it simpler? Thanks"])
def test_several_sentences_that_all_want_it_simpler_want_that(shipped: Matcher, then: str) -> None:
    first, gist = talk(shipped, "does inflammation cause osteoporosis", then)
    assert (gist.entries, gist.again) == (first.entries, Again.GIST)


@pytest.mark.parametrize(
    "then", ["says who", "source?", "where did you get that from", "prove it", "what are those numbers in brackets"]
)
def test_who_asks_for_the_source_is_told_that_of_the_last_answer(shipped: Matcher, then: str) -> None:
    first, source, more = talk(shipped, "does inflammation cause osteoporosis", then, "go on")
    assert (source.outcome, source.chatter) == (Outcome.CHATTER, Chatter.SOURCE)
    assert source.ranking[0].entry == first.entries[0]
    assert more.entries not in ((), first.entries)


def test_what_was_told_is_not_offered_again(shipped: Matcher) -> None:
    first, second = talk(shipped, "what are cytokines", "how does inflammation speed up bone loss")
    assert second.entries[0] in first.follow_ups
    assert not {*first.entries, *second.entries} & {*second.follow_ups}


@pytest.mark.parametrize(("then", "at"), [("2", 1), ("ok, 2 please", 1), ("number 2?", 1)])
def test_what_was_offered_with_an_answer_is_picked_by_its_number(shipped: Matcher, then: str, at: int) -> None:
    first, second = talk(shipped, "what are cytokines", then)
    assert second.entries == first.follow_ups[at : at + 1]


@pytest.mark.parametrize("then", ["1 and 2", "both pls", "2, 1"])
def test_two_of_what_was_offered_are_both_shown(shipped: Matcher, then: str) -> None:
    first, second = talk(shipped, "what are cytokines", then)
    assert len(first.follow_ups) == 2
    assert {*second.entries} == {*first.follow_ups}


@pytest.mark.parametrize("then", ["thats 3 lol", "only 3?"])
def test_who_counts_what_was_told_picks_nothing(shipped: Matcher, then: str) -> None:
    *_, third = talk(shipped, "how many autoimmune diseases are there", "name 5", then)
    assert third.chatter is Chatter.COMPLAINT


def test_the_opposite_of_what_was_told_is_not_the_same_again(shipped: Matcher) -> None:
    first, second = talk(shipped, "whats resorption", "and whats the opposite of that called")
    assert (second.outcome, second.suggestions) == (Outcome.SUGGEST, first.follow_ups[:3])


def test_a_number_of_which_nothing_was_offered_is_asked_about(shipped: Matcher) -> None:
    first, unknown, picked = talk(shipped, "what are cytokines", "7", "sorry, typo. 1")
    assert (unknown.outcome, unknown.suggestions) == (Outcome.SUGGEST, first.follow_ups[:3])
    assert picked.entries == first.follow_ups[:1]


def test_who_gives_thanks_and_asks_nothing_is_told_nothing(shipped: Matcher) -> None:
    _, thanked = talk(
        shipped, "does menopause weaken bone", "ok thank you, thats clearer than what they told me at work"
    )
    assert thanked.chatter is Chatter.THANKS
    _, asked = talk(shipped, "does menopause weaken bone", "thanks but does age matter")
    assert asked.entries == ("role-of-age",)


def test_a_number_picks_from_what_is_shown_without_what_was_told(shipped: Matcher) -> None:
    _, more, second = talk(shipped, "what are cytokines", "go on", "2")
    assert second.entries == more.follow_ups[1:2]


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("👍", Chatter.THANKS),
        ("👎👎", Chatter.COMPLAINT),
        ("😂", Chatter.LAUGHTER),
        ("🦴", Chatter.REACTION),
        ("?!", Chatter.EMPTY),
    ],
)
def test_a_sign_without_a_word_says_something_too(bones: Matcher, text: str, sort: Chatter) -> None:
    assert ask(bones, text).chatter is sort


@pytest.mark.parametrize("then", ["nah, can a boy of ten have it", "useless. what does lupus attack"])
def test_what_asks_is_no_reaction(bones: Matcher, then: str) -> None:
    assert talk(bones, "does menopause weaken bone", then)[1].outcome is not Outcome.CHATTER


@pytest.mark.parametrize(
    ("then", "sort"),
    [
        ("ur wrong mate", Chatter.COMPLAINT),
        ("not what i asked", Chatter.COMPLAINT),
        ("well thats grim", Chatter.REACTION),
        ("i see", Chatter.REACTION),
        ("poor thing", Chatter.REACTION),
    ],
)
def test_a_reaction_to_an_answer_is_none_of_the_questions_it_may_be_read_as(
    shipped: Matcher, then: str, sort: Chatter
) -> None:
    first, reaction, why = talk(shipped, "is osteoporosis an autoimmune disease", then, "why not?")
    assert (reaction.outcome, reaction.chatter) == (Outcome.CHATTER, sort)
    assert why.entries == ("why-is-osteoporosis-not-autoimmune",)
    assert first.outcome is Outcome.ANSWER


def test_yes_to_what_was_suggested_is_no_reaction(bones: Matcher) -> None:
    offered = Memory(("what-does-lupus-attack",), ("what-is-menopause",), suggested=True)
    assert ask(bones, "yes", offered).entries == ("what-is-menopause",)


def test_a_move_without_an_answer_before_it_is_answered_by_nothing(bones: Matcher) -> None:
    assert ask(bones, "go on").outcome is not Outcome.ANSWER
