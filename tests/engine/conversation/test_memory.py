"""Messages that only make sense with what was said last, and those that stand on their own."""

import math

import pytest

from bot.engine.conversation.memory import Memory, by_digits
from bot.engine.decision import Chatter, Outcome
from bot.engine.matcher import Matcher
from bot.engine.wording.text import words
from tests.engine.small_faqs import ask, talk

MENOPAUSE = "does menopause weaken bone?"


@pytest.mark.parametrize(
    ("first", "then", "entry"),
    [
        (MENOPAUSE, "why?", "why-does-menopause-weaken-bone"),
        (MENOPAUSE, "but why", "why-does-menopause-weaken-bone"),
        (MENOPAUSE, "why does it do that", "why-does-menopause-weaken-bone"),
        (MENOPAUSE, "tell me more", "why-does-menopause-weaken-bone"),
        (MENOPAUSE, "so does it or not?", "does-menopause-weaken-bone"),
        ("does inflammation cause bone loss", "and the reverse?", "does-bone-loss-cause-inflammation"),
        ("does inflammation cause bone loss", "and the other way round?", "does-bone-loss-cause-inflammation"),
        ("what do osteoclasts do", "and the other one?", "what-do-osteoblasts-do"),
        ("what does lupus attack", "what about arthritis?", "what-does-arthritis-attack"),
        ("what does lupus attack", "and arthritis?", "what-does-arthritis-attack"),
        ("what does lupus attack", "arthritis too?", "what-does-arthritis-attack"),
        ("what does lupus attack", "say that again", "what-does-lupus-attack"),
        ("what is menopause", "does it weaken bone", "does-menopause-weaken-bone"),
        ("what does lupus attack", "does arthritis?", "what-does-arthritis-attack"),
        ("what does lupus attack", "and what in arthritis", "what-does-arthritis-attack"),
        ("does menopause weaken bone", "ok so what is it then", "what-is-menopause"),
        ("what is menopause", "does it make bone weaker", "does-menopause-weaken-bone"),
        ("what is an autoimmune disease", "what does the second one attack", "what-does-arthritis-attack"),
        ("what is an autoimmune disease", "tell me more", "what-does-lupus-attack"),
        ("what is an autoimmune disease", "2", "what-does-arthritis-attack"),
        ("how do osteoclasts differ from osteoblasts", "which one builds bone up", "what-do-osteoblasts-do"),
        ("what do osteoblasts do", "how does lupus manage that", "what-does-lupus-attack"),
    ],
)
def test_a_short_message_is_read_with_what_was_said_last(bones: Matcher, first: str, then: str, entry: str) -> None:
    assert talk(bones, first, then)[1].entries == (entry,)


def test_the_counterpart_that_is_shown_leads_the_ranking_and_the_evidence(bones: Matcher) -> None:
    _, decision = talk(bones, "what do osteoclasts do", "and the other one?")
    assert decision.ranking[0].entry == decision.evidence[0].entry == decision.entries[0]
    assert decision.evidence[0].confidence == pytest.approx(decision.confidence, abs=1e-6)


@pytest.mark.parametrize("then", ["what about osteoblasts?", "and osteoblasts?"])
def test_turning_to_another_thing_asks_the_same_of_it_alone(bones: Matcher, then: str) -> None:
    assert talk(bones, "what do osteoclasts do", then)[1].entries == ("what-do-osteoblasts-do",)


@pytest.mark.parametrize(
    ("first", "then", "entry"),
    [
        ("is rheumatoid arthritis autoimmune", "and osteoporosis?", "is-osteoporosis-autoimmune"),
        ("is rheumatoid arthritis autoimmune", "what about osteoporosis", "is-osteoporosis-autoimmune"),
        ("does age cause osteoporosis", "and inflammation?", "does-inflammation-cause-osteoporosis"),
        ("does inflammation cause osteoporosis", "wait fr?", "does-inflammation-cause-osteoporosis"),
    ],
)
def test_whoever_only_names_another_thing_asks_the_last_question_of_it(
    shipped: Matcher, first: str, then: str, entry: str
) -> None:
    assert talk(shipped, first, then)[1].entries == (entry,)


@pytest.mark.parametrize("text", ["why?", "but why", "how so", "like what", "how come?"])
def test_a_message_of_few_words_leans_on_what_was_said_last(bones: Matcher, text: str) -> None:
    (evidence,) = ask(bones, text, bones.memory_of(["what-do-osteoclasts-do"])).evidence
    assert any(share.signal == "with_the_last" for share in evidence.shares)
    assert not any(share.signal == "with_the_last" for one in ask(bones, text).evidence for share in one.shares)


@pytest.mark.parametrize(
    "then", ["why?", "how come", "why is that", "for what reason", "why's that the case?", "why so"]
)
def test_why_leads_to_what_asks_for_the_reason_in_whatever_words(shipped: Matcher, then: str) -> None:
    _, reason = talk(shipped, "is osteoporosis autoimmune, yes or no", then)
    assert reason.entries == ("why-is-osteoporosis-not-autoimmune",)
    assert talk(shipped, "what do osteoclasts do", then)[1].entries == ("what-is-remodeling-for",)


@pytest.mark.parametrize("then", ["why?", "does it weaken bone", "and arthritis?", "what about the moon", "how come"])
def test_the_shares_of_a_turn_sum_to_the_log_odds_of_its_confidence(bones: Matcher, then: str) -> None:
    (evidence,) = talk(bones, MENOPAUSE, then)[1].evidence
    odds = math.log(evidence.confidence / (1 - evidence.confidence))
    assert math.fsum(share.share for share in evidence.shares) == pytest.approx(odds, abs=1e-6)


@pytest.mark.parametrize(
    "then", ["what about giraffes?", "what about the moon", "and in men?", "does this happen to men too"]
)
def test_turning_to_what_the_faq_does_not_have_gets_none(bones: Matcher, then: str) -> None:
    decision = talk(bones, "what does lupus attack", then)[1]
    assert decision.outcome is Outcome.NONE
    assert decision.entries == ()


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("what is an autoimmune disease", "does it have giraffes"),
        ("does menopause weaken bone", "how long does it take"),
        ("what does lupus attack", "how many are there"),
        ("what is menopause", "does that happen in giraffes too"),
    ],
)
def test_a_pronoun_does_not_bring_in_what_the_faq_does_not_say(bones: Matcher, first: str, then: str) -> None:
    decision = talk(bones, first, then)[1]
    assert decision.outcome is Outcome.NONE
    assert decision.suggestions == ()


def test_what_the_faq_is_mostly_about_is_meant_where_nothing_nearer_fits(shipped: Matcher) -> None:
    first, then = talk(shipped, "why do bones get weaker after menopause", "ok and is that autoimmune then")
    assert first.entries == ("role-of-menopause-and-estrogen",)
    assert "is-osteoporosis-autoimmune" in (*then.entries, *then.suggestions)
    assert not set(then.entries) - {"is-osteoporosis-autoimmune"}


def test_why_not_asks_for_a_reason_and_not_for_the_same_answer_again(shipped: Matcher) -> None:
    first, then = talk(shipped, "does the immune system attack the bones in osteoporosis", "why not")
    assert first.entries == ("does-the-immune-system-attack-bone",)
    assert (*then.entries, *then.suggestions)[0] == "why-is-osteoporosis-not-autoimmune"
    assert not set(first.entries) & {*then.entries, *then.suggestions}


def test_a_nod_is_not_answered_with_the_same_the_other_way_round(bones: Matcher) -> None:
    _, then = talk(bones, "does inflammation cause bone loss", "so it is the cause?")
    assert "does-bone-loss-cause-inflammation" not in then.entries


def test_what_is_in_there_is_one_of_what_was_talked_about(shipped: Matcher) -> None:
    *_, then = talk(shipped, "how many autoimmune diseases are there", "is osteoporosis in there")
    assert then.entries in {("is-osteoporosis-autoimmune",), ("is-osteoporosis-metabolic",)}  # both say that it is not


def test_a_part_that_names_what_it_asks_of_is_no_turn_to_it(shipped: Matcher) -> None:
    message = "So why does losing estrogen hurt bones? And does inflammation pile on top of that too?"
    assert talk(shipped, message)[0].entries == ("role-of-menopause-and-estrogen", "how-does-inflammation-weaken-bone")


def test_a_word_inside_a_group_is_known_too(shipped: Matcher) -> None:
    assert talk(shipped, "which organs are attacked in lupus", "and in diabetes 1")[1].entries == (
        "what-happens-in-type-1-diabetes",
    )


def test_in_which_disease_is_asked_of_what_was_talked_about_and_not_what_that_disease_is(shipped: Matcher) -> None:
    """Of what happens in one disease what happens in the other; of anything else what there is to it in that one."""
    assert talk(shipped, "what is immune tolerance", "and in osteoporosis?")[1].entries == (
        "immune-tolerance-in-osteoporosis",
    )
    assert talk(shipped, "what are cytokines", "and in osteoporosis?")[1].entries == (
        "how-does-inflammation-weaken-bone",
    )
    assert talk(shipped, "what is immune tolerance", "is that so in osteoporosis?")[1].entries == (
        "immune-tolerance-in-osteoporosis",
    )
    assert talk(shipped, "what happens in type 1 diabetes", "and in lupus?")[1].entries == ("what-does-lupus-attack",)
    assert talk(shipped, "is osteoporosis autoimmune", "and in lupus?")[1].entries == ("what-does-lupus-attack",)


def test_a_first_that_counts_nothing_is_no_choice_among_what_was_offered(bones: Matcher) -> None:
    first = talk(bones, "what is an autoimmune disease", "does it attack joints first or last")[1]
    assert first.entries != ("what-does-lupus-attack",)


def test_the_answer_just_shown_is_not_suggested_again(bones: Matcher) -> None:
    first, then = talk(bones, "what does lupus attack", "name some of it")
    assert not set(first.entries) & set(then.suggestions)


def test_a_chain_of_turns_keeps_asking_the_same(bones: Matcher) -> None:
    decisions = talk(bones, "what does lupus attack", "and arthritis?", "and lupus?")
    assert [one.entries[0] for one in decisions] == [
        "what-does-lupus-attack",
        "what-does-arthritis-attack",
        "what-does-lupus-attack",
    ]


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("what do osteoblasts do", "what-do-osteoblasts-do"),
        ("What is an autoimmune disease?", "what-is-an-autoimmune-disease"),
        ("which two cells remodel bone", "which-cells-remodel-bone"),
    ],
)
def test_a_full_new_question_ignores_the_past(bones: Matcher, question: str, entry: str) -> None:
    alone = ask(bones, question)
    after = talk(bones, "what does lupus attack", question)[1]
    assert alone.entries == after.entries == (entry,)
    assert after.confidence == pytest.approx(alone.confidence, abs=1e-6)


@pytest.mark.parametrize("question", ["and the other one?", "tell me more", "and?", "so is it or not"])
def test_without_a_past_a_leaning_message_is_not_answered(bones: Matcher, question: str) -> None:
    assert ask(bones, question).outcome is not Outcome.ANSWER


def test_why_by_itself_is_not_answered(bones: Matcher) -> None:
    assert ask(bones, "why?").outcome is not Outcome.ANSWER


@pytest.mark.parametrize("between", ["thanks!", "lol", "who won the world cup", "my grandma fell and can't move"])
def test_what_is_not_answered_leaves_the_memory_as_it_is(bones: Matcher, between: str) -> None:
    decisions = talk(bones, "what does lupus attack", between, "what about arthritis?")
    assert decisions[1].outcome is not Outcome.ANSWER
    assert decisions[2].entries == ("what-does-arthritis-attack",)


def test_thanks_is_chatter_whatever_was_said(bones: Matcher) -> None:
    assert talk(bones, "what does lupus attack", "thanks")[1].chatter is Chatter.THANKS


def test_danger_is_seen_in_the_middle_of_a_conversation(bones: Matcher) -> None:
    assert talk(bones, "what does lupus attack", "and chest pain")[1].outcome is Outcome.URGENT


def test_the_memory_is_a_value_and_is_returned(bones: Matcher) -> None:
    before = Memory()
    decision, after = bones.decide("what do osteoclasts do", before)
    assert before == Memory()
    assert after.entries == decision.entries
    assert after.offered == decision.follow_ups
    again, _ = bones.decide("what do osteoclasts do", before)
    assert again == decision


def test_a_reply_takes_its_context_from_the_entries_it_replies_to(bones: Matcher) -> None:
    memory = bones.memory_of(["does-menopause-weaken-bone", "no-such-entry"])
    assert memory.entries == ("does-menopause-weaken-bone",)
    assert ask(bones, "why?", memory).entries == ("why-does-menopause-weaken-bone",)


def test_who_asks_why_is_told_the_causes_where_nothing_else_tells_why(shipped: Matcher) -> None:
    first, why, again = talk(shipped, "what is osteoporosis", "why?", "but why")
    assert first.entries == ("what-is-osteoporosis",)
    assert why.entries == again.entries == ("what-causes-osteoporosis",)


def test_what_follows_on_a_question_without_an_answer_is_read_with_it(shipped: Matcher) -> None:
    asked, then = "can dogs get osteoporosis", "haha ok humans then. whats it do to the bone"
    assert ask(shipped, then).outcome is Outcome.SUGGEST
    before, after = talk(shipped, asked, then)
    assert before.outcome is Outcome.NONE
    assert after.entries == ("what-is-osteoporosis",)


def test_what_the_faq_does_not_answer_is_not_answered_after_another_such_question(shipped: Matcher) -> None:
    both = talk(shipped, "does vitamin d help against osteoporosis", "and does calcium help")
    assert [one.outcome for one in both] == [Outcome.NONE, Outcome.NONE]


def test_a_memory_of_entries_that_are_gone_is_no_memory(bones: Matcher) -> None:
    gone = Memory(("no-such-entry",), ("nor-this",), "what was it")
    assert ask(bones, "why?", gone) == ask(bones, "why?")
    offered = Memory(("what-does-lupus-attack",), ("no-such-entry",))
    assert ask(bones, "and the other one?", offered).entries != ("no-such-entry",)


@pytest.mark.parametrize(
    ("then", "at"),
    [("the second one", 1), ("2", 1), ("i pick 2", 1), ("choose 1 pls", 0), ("i mean the first", 0), ("last one", -1)],
)
def test_one_of_the_questions_that_were_suggested_is_picked_by_its_number(bones: Matcher, then: str, at: int) -> None:
    unsure, picked = talk(bones, "what do osteolasts do?", then)
    assert unsure.outcome is Outcome.SUGGEST
    assert picked.entries == (unsure.suggestions[at],)


def test_yes_picks_what_was_suggested_if_that_was_one_question(bones: Matcher) -> None:
    one = Memory(offered=("what-is-menopause",), suggested=True)
    two = Memory(offered=("what-is-menopause", "what-do-osteoclasts-do"), suggested=True)
    assert ask(bones, "yes that one", one).entries == ("what-is-menopause",)
    assert not ask(bones, "yes that one", two).entries


@pytest.mark.parametrize("then", ["2", "the second"])
def test_what_was_suggested_is_picked_though_something_was_answered_before(bones: Matcher, then: str) -> None:
    _, unsure, picked = talk(bones, "what does lupus attack", "what do osteolasts do?", then)
    assert picked.entries == (unsure.suggestions[1],)


def test_a_full_question_is_no_pick(bones: Matcher) -> None:
    offered = Memory(offered=("what-is-menopause", "what-do-osteoclasts-do"), suggested=True)
    assert ask(bones, "what does lupus attack in the first place", offered).entries == ("what-does-lupus-attack",)


def test_a_danger_without_a_sign_takes_more_than_length_in_a_talk(shipped: Matcher) -> None:
    _, then = talk(shipped, "what is bone remodeling", "And hers has gone out of step, is that a way of putting it?")
    assert then.outcome is not Outcome.URGENT
    _, danger = talk(shipped, "what is bone remodeling", "my libre says 2.9 and im shaky and cant think straight")
    assert danger.outcome is Outcome.URGENT


def test_after_a_text_for_ones_own_case_a_talk_goes_on(shipped: Matcher) -> None:
    own = 'My sister has lupus and I have osteoporosis. She says we both have "autoimmune" now. Do we?'
    first, then = talk(shipped, own, "She'll want to know why.")
    assert (first.outcome, then.outcome) == (Outcome.ADVICE, Outcome.NONE)
    assert ask(shipped, "She's 67, so both of those fit I guess.").outcome is not Outcome.URGENT


def test_what_is_said_about_a_thing_is_no_turn_to_it(shipped: Matcher) -> None:
    *_, joke = talk(shipped, "what's the point of bone renewing itself", "tell me a joke about bones")
    assert joke.outcome is not Outcome.ANSWER


@pytest.mark.parametrize("then", ["so are we both right", "can u give me 2 examples"])
def test_both_and_so_many_of_something_pick_nothing_that_was_offered(shipped: Matcher, then: str) -> None:
    two = Memory(("what-is-an-autoimmune-disease",), ("what-is-immune-tolerance", "how-many-autoimmune-diseases"))
    assert by_digits(words(then), two) == ()
    assert by_digits(words("what do 1 and 2 mean under the answer"), two) == ()
    assert by_digits(words("option 1 of those"), two) == two.offered[:1]
    assert ask(shipped, "both please", two).entries == two.offered


@pytest.mark.parametrize(
    "then", ["the second half is true though?", "which bone first", "if you took out every last one"]
)
def test_a_number_in_what_is_asked_is_no_pick(shipped: Matcher, then: str) -> None:
    *_, decision = talk(shipped, "what do osteoclasts do", then)
    assert not any(one.reason.startswith("the question that was meant") for one in decision.evidence)


def test_one_and_the_other_are_both_things_that_were_named(shipped: Matcher) -> None:
    *_, decision = talk(shipped, "are inflammation and bone loss linked", "how does one lead to the other")
    assert not decision.evidence[0].reason.startswith("the question that was meant")


def test_how_many_are_like_the_first_is_no_pick(shipped: Matcher) -> None:
    *_, then = talk(shipped, "is osteoporosis autoimmune", "ok and how many diseases like the first one")
    assert then.entries == ("how-many-autoimmune-diseases",)


@pytest.mark.parametrize("then", ["so what does then", "if not, what does?", "what does"])
def test_what_was_asked_of_one_thing_is_asked_of_anything(shipped: Matcher, then: str) -> None:
    *_, cause = talk(shipped, "does inflammation start osteoporosis", then)
    assert cause.entries == ("what-causes-osteoporosis",)


@pytest.mark.parametrize("then", ["can it be put back", "how long does it take", "can that be reversed"])
def test_what_the_faq_leaves_out_is_not_answered_for_leaning_on_an_answer(shipped: Matcher, then: str) -> None:
    *_, left_out = talk(shipped, "what happens when bone building and breakdown get out of balance", then)
    assert left_out.outcome is not Outcome.ANSWER


@pytest.mark.parametrize("then", ["and their partners?", "and the counterpart"])
def test_a_partner_is_the_other_one(bones: Matcher, then: str) -> None:
    *_, other = talk(bones, "what do osteoclasts do", then)
    assert other.entries == ("what-do-osteoblasts-do",)


def test_how_precisely_asks_how(bones: Matcher) -> None:
    asked = "does inflammation cause bone loss"
    *_, how = talk(bones, asked, "how")
    *_, precisely = talk(bones, asked, "how, precisely?")
    assert precisely.entries == how.entries
    assert precisely.outcome is how.outcome


@pytest.mark.parametrize("first", ["what is menopause", "what do osteoclasts do", "what is an autoimmune disease"])
def test_two_questions_after_an_answer_are_two_questions(bones: Matcher, first: str) -> None:
    _, both = talk(bones, first, "what does lupus attack n what do osteoblasts do")
    assert both.entries == ("what-does-lupus-attack", "what-do-osteoblasts-do")


@pytest.mark.parametrize(
    ("first", "then", "entry"),
    [
        ("is osteoporosis autoimmune", "so what is it then", "what-is-osteoporosis"),
        ("is osteoporosis autoimmune", "wait, what is it really", "what-is-osteoporosis"),
        ("does the immune system attack bones in osteoporosis", "so what is it then", "what-is-osteoporosis"),
        ("is osteoporosis autoimmune", "ok which ones are", "examples-of-autoimmune-diseases"),
        ("is osteoporosis autoimmune", "and which diseases are then", "examples-of-autoimmune-diseases"),
        ("is osteoporosis autoimmune", "why not exactly", "why-is-osteoporosis-not-autoimmune"),
        ("what is an autoimmune disease", "is osteoporosis one then", "is-osteoporosis-autoimmune"),
        ("how does menopause affect bones", "wait why", "role-of-menopause-and-estrogen"),
    ],
)
def test_what_was_asked_whether_it_is_so_is_what_is_asked_on(
    shipped: Matcher, first: str, then: str, entry: str
) -> None:
    assert talk(shipped, first, then)[1].entries == (entry,)


@pytest.mark.parametrize("then", ["so it causes osteoporosis?", "does it cause osteoporosis"])
def test_what_something_acts_on_is_not_asked_for_its_causes(shipped: Matcher, then: str) -> None:
    assert ask(shipped, then).entries == ("what-causes-osteoporosis",)
    *_, second = talk(shipped, "how does inflammation weaken bone", then)
    assert second.entries == ("does-inflammation-cause-osteoporosis",)
