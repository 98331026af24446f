"""A message in, a decision out."""

import math

import pytest

from bot import english
from bot.engine.decision import Outcome
from bot.engine.judging.judge import Thresholds
from bot.engine.matcher import Matcher
from bot.knowledge.model import Faq
from tests.engine.small_faqs import ask, faq_of, matcher_of, short, topic_of

ONE_WAY = topic_of(
    short("rain", "Does rain cause floods?", "can rain lead to floods", "floods caused by rain", "rain makes floods"),
    short("wind", "What does wind do to trees?", "trees in the wind", "wind and trees"),
    short("snow", "Where does snow fall first?", "first snow", "snow on mountains"),
)
ANSWERED = [
    ("What do osteoclasts do?", "what-do-osteoclasts-do"),
    ("what do osteoblasts do", "what-do-osteoblasts-do"),
    ("WHICH CELLS BREAK BONE DOWN", "what-do-osteoclasts-do"),
    ("what do bone eating cells do", "what-do-osteoclasts-do"),
    ("bone builders", "what-do-osteoblasts-do"),
    ("difference between osteoclasts and osteoblasts", "osteoclasts-vs-osteoblasts"),
    ("wich joints dose arthritis atack", "what-does-arthritis-attack"),
    ("tell me what menopause is pls", "what-is-menopause"),
    ("why does menopause weaken bone", "why-does-menopause-weaken-bone"),
    ("**what** is <@123> an autoimmune disease", "what-is-an-autoimmune-disease"),
]


@pytest.mark.parametrize(("question", "entry"), ANSWERED)
def test_a_question_near_a_phrasing_is_answered(bones: Matcher, question: str, entry: str) -> None:
    decision = ask(bones, question)
    assert decision.outcome is Outcome.ANSWER
    assert decision.entries == (entry,)
    assert decision.confidence >= bones.thresholds.answer_from
    assert decision.ranking[0].entry == entry


def test_every_phrasing_is_answered_by_its_own_entry(bones: Matcher, bones_faq: Faq) -> None:
    outcomes = {"answer": Outcome.ANSWER, "advice": Outcome.ADVICE, "urgent": Outcome.URGENT}
    for entry in bones_faq.entries:
        for phrasing in entry.phrasings:
            decision = ask(bones, phrasing)
            assert decision.outcome is outcomes.get(entry.kind.value, Outcome.NONE), phrasing
            assert decision.entries == (() if entry.kind.value == "outside" else (entry.id,)), phrasing


def test_an_unsure_question_gets_suggestions(bones_faq: Faq) -> None:
    matcher = Matcher(
        bones_faq, english.language(), english.calibration(), Thresholds(answer_from=0.5, suggest_from=0.15)
    )
    decision = ask(matcher, "lupus menopause")
    assert decision.outcome is Outcome.SUGGEST
    assert "what-is-menopause" in decision.suggestions
    assert decision.entries == ()
    assert decision.confidence < matcher.thresholds.answer_from


@pytest.mark.parametrize("question", ["where do penguins live", "xyzzy", "write me a poem about cats", "почему"])
def test_a_question_about_something_else_gets_none(bones: Matcher, question: str) -> None:
    decision = ask(bones, question)
    assert decision.outcome is Outcome.NONE
    assert decision.entries == decision.suggestions == ()


@pytest.mark.parametrize("question", ["who won the world cup", "how tall is the eiffel tower", "what time is it"])
def test_a_question_that_shares_no_more_than_its_question_word_gets_none(bones: Matcher, question: str) -> None:
    assert ask(bones, question).outcome is Outcome.NONE


@pytest.mark.parametrize(
    "question",
    [
        "what do osteoclasts do in quantum chromodynamics",
        "do osteoclasts express the calcitonin receptor on zebrafish scales",
        "what are the zygomatic sutures of osteoclasts",
        "why is the sky blue",
        "what is the capital of france",
    ],
)
def test_words_of_the_faq_among_unknown_rare_words_are_not_answered(bones: Matcher, question: str) -> None:
    assert ask(bones, question).outcome is not Outcome.ANSWER


def test_one_strange_word_in_a_short_question_asks_something_else(bones: Matcher) -> None:
    assert ask(bones, "do clouds make bone").outcome is not Outcome.ANSWER
    assert ask(bones, "what is the job of osteoclasts").outcome is Outcome.ANSWER


@pytest.mark.parametrize(
    "question", ["how many osteoclasts does one have", "how long do osteoclasts take", "how fast do they dissolve bone"]
)
def test_an_answer_that_is_never_asked_how_much_is_no_answer_to_it(bones: Matcher, question: str) -> None:
    assert ask(bones, question).outcome is not Outcome.ANSWER


def test_one_phrasing_in_a_hundred_that_asks_how_much_does_not_make_the_answer_one_to_it() -> None:
    ways = [f"does rain harm crops in {place}{number}" for place in ("may", "june", "july") for number in range(40)]
    rain = short("rain", "Does rain harm crops?", "how much rain harms crops", *ways)
    matcher = matcher_of(faq_of(a=topic_of(rain, short("wind", "Where does wind come from?", "origin of wind"))))
    assert ask(matcher, "does rain harm crops").entries == ("rain",)
    assert ask(matcher, "how much rain does it take to harm crops").outcome is Outcome.SUGGEST


def test_how_with_a_word_that_belongs_to_a_thing_does_not_ask_how_much() -> None:
    crops = short(
        "crops", "How does low rain harm crops?", "harm to crops from low rain", "what low rain does to crops"
    )
    matcher = matcher_of(faq_of(a=topic_of(crops, short("rain", "Where does rain come from?", "origin of rain"))))
    assert ask(matcher, "how low rain harms crops").entries == ("crops",)
    assert ask(matcher, "how low is the rain that harms crops").outcome is Outcome.SUGGEST


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("does inflammation cause bone loss", "does-inflammation-cause-bone-loss"),
        ("does bone loss cause inflammation", "does-bone-loss-cause-inflammation"),
        ("is losing bone caused by swelling inside", "does-inflammation-cause-bone-loss"),
        ("inflammation because of thinning bones?", "does-bone-loss-cause-inflammation"),
        ("does bone loss come from inflammation", "does-inflammation-cause-bone-loss"),
        ("is inflammation the result of bone loss", "does-bone-loss-cause-inflammation"),
        ("does inflammation cause bone loss by itself", "does-inflammation-cause-bone-loss"),
    ],
)
def test_the_direction_of_a_question_is_kept(bones: Matcher, question: str, entry: str) -> None:
    assert ask(bones, question).entries == (entry,)


def test_a_direction_the_faq_has_is_answered() -> None:
    assert ask(matcher_of(faq_of(a=ONE_WAY)), "does rain cause floods?").entries == ("rain",)


@pytest.mark.parametrize("question", ["do floods cause rain?", "can floods lead to rain", "rain caused by floods"])
def test_the_other_direction_is_not_answered_as_if_it_were_the_one(question: str) -> None:
    assert ask(matcher_of(faq_of(a=ONE_WAY)), question).outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    "question",
    [
        "do floods cause rain or is it the other way round?",
        "do floods cause rain, or does rain cause floods",
        "rain causes which floods",
    ],
)
def test_a_question_that_leaves_the_direction_open_gets_the_way_that_the_faq_has(question: str) -> None:
    assert ask(matcher_of(faq_of(a=ONE_WAY)), question).entries == ("rain",)


@pytest.mark.parametrize("question", ["best diet for bones", "is milk good for bones?", "vitamin d supplement"])
def test_what_is_known_to_be_outside_gets_none_and_is_never_ranked(bones: Matcher, question: str) -> None:
    decision = ask(bones, question)
    assert decision.outcome is Outcome.NONE
    assert all(one.entry != "outside-diet" for one in decision.ranking)


def test_an_outside_entry_makes_the_difference() -> None:
    phrasings = ("Which foods hold calcium?", "calcium foods")
    inside = matcher_of(faq_of(a=topic_of(short("food", *phrasings))))
    outside = matcher_of(faq_of(a=topic_of(short("food", *phrasings, kind="outside"))))
    assert ask(inside, "which foods hold calcium").outcome is Outcome.ANSWER
    assert ask(outside, "which foods hold calcium").outcome is Outcome.NONE


def test_what_a_short_word_was_corrected_to_is_no_evidence_that_something_outside_is_asked() -> None:
    attack = short("attack", "What does lupus attack?", "lupus attacks", "organs hit by lupus", "what is hit by lupus")
    yoga = short("yoga", "Does yoga help with lupus?", "yoga and lupus", "doing yoga with lupus", kind="outside")
    name = short("name", "What does the word lupus mean?", "meaning of the name lupus", "lupus as a word")
    matcher = matcher_of(faq_of(a=topic_of(attack, name, yoga)))
    assert ask(matcher, "yoga what are organs that lupus attacks").outcome is Outcome.NONE
    guessed = ask(matcher, "oga what are organs that lupus attacks")
    assert (*guessed.entries, *guessed.suggestions)[:1] == ("attack",)


@pytest.mark.parametrize(
    "message",
    [
        "my grandma fell and can't move",
        "my grandma had a fall and is unabel to move",
        "help me now",
        "i have chest pain, what do osteoclasts do?",
        "should I take my pills? I have chest pain",
        "hi thanks lol chest pain",
    ],
)
def test_danger_comes_before_everything_else(bones: Matcher, message: str) -> None:
    decision = ask(bones, message)
    assert (decision.outcome, decision.entries) == (Outcome.URGENT, ("fall",))
    assert decision.ranking[0].entry == "fall"
    assert decision.suggestions == ()


@pytest.mark.parametrize(
    "message", ["should i take my pills", "should I stop my medicine", "what is menopause and should i take my pills?"]
)
def test_a_persons_own_case_comes_before_answers_and_offers_related_entries(bones: Matcher, message: str) -> None:
    decision = ask(bones, message)
    assert (decision.outcome, decision.entries) == (Outcome.ADVICE, ("my-medicine",))
    assert "what-is-menopause" in decision.suggestions


def test_danger_is_no_matter_of_spelling(bones: Matcher) -> None:
    assert ask(bones, "my gradnma fell and cant mvoe").outcome is Outcome.URGENT


@pytest.mark.parametrize(
    "message",
    [
        "what is menopause and what does lupus attack?",
        "What is menopause? What does lupus attack?",
        "what is menopause, what does lupus attack",
        "what is menopause\nwhat does lupus attack",
        "1. what is menopause 2. what does lupus attack",
    ],
)
def test_two_questions_in_one_message_get_two_answers(bones: Matcher, message: str) -> None:
    decision = ask(bones, message)
    assert decision.outcome is Outcome.ANSWER
    assert decision.entries == ("what-is-menopause", "what-does-lupus-attack")
    assert len(decision.evidence) == 2


def test_two_directions_in_one_message_get_two_answers(bones: Matcher) -> None:
    decision = ask(bones, "does inflammation cause bone loss and does bone loss cause inflammation?")
    assert decision.entries == ("does-inflammation-cause-bone-loss", "does-bone-loss-cause-inflammation")


def test_a_second_question_that_leans_on_the_first_is_read_with_it(bones: Matcher) -> None:
    decision = ask(bones, "What does lupus attack? And what about arthritis?")
    assert decision.entries == ("what-does-lupus-attack", "what-does-arthritis-attack")


def test_the_same_question_twice_is_answered_once(bones: Matcher) -> None:
    decision = ask(bones, "what is menopause? what does menopause mean?")
    assert decision.entries == ("what-is-menopause",)


def test_no_more_than_two_questions_are_answered(bones: Matcher) -> None:
    message = "what is menopause? what does lupus attack? what do osteoclasts do?"
    assert len(ask(bones, message).entries) == 2


@pytest.mark.parametrize(
    "message",
    [
        "My aunt gardens a lot. She read a magazine at the hairdresser. What is menopause? Anyway it was sunny.",
        "ok so yesterday we were at the beach and talked. nobody knew the answer. what is menopause?",
    ],
)
def test_a_story_around_one_question_does_not_hide_it(bones: Matcher, message: str) -> None:
    assert ask(bones, message).entries == ("what-is-menopause",)


def test_follow_ups_are_those_of_what_is_shown_and_not_shown_themselves(bones: Matcher) -> None:
    assert ask(bones, "what do osteoclasts do").follow_ups == ("what-do-osteoblasts-do", "which-cells-remodel-bone")
    both = ask(bones, "what do osteoclasts do and what do osteoblasts do")
    assert both.entries == ("what-do-osteoclasts-do", "what-do-osteoblasts-do")
    assert both.follow_ups == ("which-cells-remodel-bone",)


EXPLAINED = [
    "what do osteoclasts do",
    "lupus menopause",
    "what do bone eatng cells do",
    "what is menopause and what does lupus attack?",
    "who won the world cup",
    "should i take my pills",
]


@pytest.mark.parametrize("question", EXPLAINED)
def test_the_evidence_sums_to_the_log_odds_of_its_confidence(bones: Matcher, question: str) -> None:
    decision = ask(bones, question)
    assert decision.evidence
    for evidence in decision.evidence:
        odds = math.log(evidence.confidence / (1 - evidence.confidence))
        assert math.fsum(share.share for share in evidence.shares) == pytest.approx(odds, abs=1e-6)


def test_the_evidence_tells_how_the_question_was_read(bones: Matcher) -> None:
    (evidence,) = ask(bones, "what do bone eaters do for zebra").evidence
    assert evidence.read_as == "what do bone eaters do for zebra"
    assert evidence.entry == "what-do-osteoclasts-do"
    assert ("bone eaters", "osteoclast") in [(one.typed, one.read_as) for one in evidence.synonyms]
    assert "=osteoclast" in evidence.matched
    assert "zebra" in evidence.unmatched
    assert (evidence.answer_from, evidence.suggest_from) == (
        bones.thresholds.answer_from,
        bones.thresholds.suggest_from,
    )
    assert evidence.reason


STEAM = "Steam right after picking stops the leaf from oxidising, so the chlorophyll stays in it"
KIN = topic_of(
    short("why", "What makes green tea green?", "colour of green tea", answer=f"{STEAM} while it is dried."),
    short("steam", "Is green tea steamed to stay green?", "green tea steam", answer=f"Yes. {STEAM}."),
    short("coffee", "Who grows coffee?", "coffee farmers", answer="Farmers near the equator."),
)


def test_the_evidence_sums_to_the_decision_where_two_answers_say_the_same() -> None:
    decision = ask(matcher_of(faq_of(a=KIN)), "green tea green")
    (evidence,) = decision.evidence
    assert any(share.signal == "kin_answers" and share.share > 0.01 for share in evidence.shares)
    assert evidence.confidence == pytest.approx(decision.confidence, abs=1e-6)
    odds = math.log(evidence.confidence / (1 - evidence.confidence))
    assert math.fsum(share.share for share in evidence.shares) == pytest.approx(odds, abs=1e-6)


@pytest.mark.parametrize("question", ["what do osteoclasts do", "which organs does lupus attack", "what is menopause"])
def test_without_kin_the_evidence_is_that_of_the_decision(bones: Matcher, question: str) -> None:
    decision = ask(bones, question)
    assert decision.evidence[0].entry == decision.entries[0]
    assert decision.evidence[0].confidence == pytest.approx(decision.confidence, abs=0.02)


def test_stricter_thresholds_turn_answers_into_suggestions_and_these_into_none(bones: Matcher, bones_faq: Faq) -> None:
    def outcome(answer_from: float, suggest_from: float) -> Outcome:
        limits = Thresholds(answer_from, suggest_from)
        return ask(
            Matcher(bones_faq, english.language(), english.calibration(), limits), "what do osteoclasts do"
        ).outcome

    confidence = ask(bones, "what do osteoclasts do").confidence
    assert outcome(confidence - 0.01, 0.01) is Outcome.ANSWER
    assert outcome(confidence + 0.01, confidence - 0.01) is Outcome.SUGGEST
    assert outcome(confidence + 0.02, confidence + 0.01) is Outcome.NONE


def test_an_entry_can_be_shown_by_itself(bones: Matcher, bones_faq: Faq) -> None:
    decision = bones.decision_for(bones_faq.by_id["what-do-osteoclasts-do"])
    assert (decision.outcome, decision.entries) == (Outcome.ANSWER, ("what-do-osteoclasts-do",))
    assert decision.follow_ups == ("what-do-osteoblasts-do", "which-cells-remodel-bone")
    assert bones.decision_for(bones_faq.by_id["fall"]).outcome is Outcome.URGENT


def test_typing_is_completed_with_answerable_entries_the_likeliest_first(bones: Matcher, bones_faq: Faq) -> None:
    assert bones.complete("what does lup", 3)[0] == "what-does-lupus-attack"
    assert bones.complete("menopuase", 5)[0] in {"what-is-menopause", "does-menopause-weaken-bone"}
    answers = {entry.id for entry in bones_faq.entries if entry.kind.value == "answer"}
    for typed in ("", "fell", "my pills", "diet", "wh"):
        found = bones.complete(typed, 5)
        assert len(found) == len(set(found)) <= 5
        assert set(found) <= answers


def test_a_word_that_is_not_finished_yet_counts_as_the_words_it_may_become(bones: Matcher) -> None:
    assert bones.complete("tw", 3)[0] == "which-cells-remodel-bone"
    assert bones.complete("in", 3)[0] == "does-inflammation-cause-bone-loss"


def test_a_general_question_after_a_story_about_somebody_is_answered(bones: Matcher) -> None:
    told = "Dad asks me every day should I stop my pills. What do osteoclasts do?"
    assert ask(bones, told).entries == ("what-do-osteoclasts-do",)


@pytest.mark.parametrize(
    "told",
    [
        "Dad asks me every day. What do osteoclasts do, and should I stop my pills?",
        "What do osteoclasts do? Should I stop my pills?",
        "Should I stop my pills. What does it mean for me?",
    ],
)
def test_a_story_in_which_one_question_is_personal_gets_advice(bones: Matcher, told: str) -> None:
    assert ask(bones, told).outcome is Outcome.ADVICE
