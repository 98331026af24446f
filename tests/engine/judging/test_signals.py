"""Each signal by itself."""

import numpy as np
import pytest

from bot.engine.index.candidates import first_look, question_of
from bot.engine.judging.signals import SIGNALS
from bot.engine.matcher import Matcher
from bot.engine.wording.text import words
from tests.engine.small_faqs import faq_of, looked_at, matcher_of, short, signals, topic_of

FORWARD, BACKWARD = "does-inflammation-cause-bone-loss", "does-bone-loss-cause-inflammation"


@pytest.mark.parametrize("question", ["what do osteoclasts do", "bone", "zebra bone lupus", "is it not different"])
def test_every_signal_stays_near_its_range(bones: Matcher, question: str) -> None:
    asked, found = looked_at(bones, question)
    assert found
    for candidate in found.values():
        for name, signal in SIGNALS.items():
            assert -2 <= signal(asked, candidate, bones.index) <= 2, name


@pytest.mark.parametrize(
    ("question", "same", "other"),
    [
        ("inflammation causes bone loss", FORWARD, BACKWARD),
        ("does inflammation trigger losing bone", FORWARD, BACKWARD),
        ("is bone loss caused by inflammation", FORWARD, BACKWARD),
        ("bone loss because of swelling inside", FORWARD, BACKWARD),
        ("bone loss due to inflammation", FORWARD, BACKWARD),
        ("does bone loss lead to inflammation", BACKWARD, FORWARD),
        ("inflammation due to bone loss", BACKWARD, FORWARD),
    ],
)
def test_an_entry_that_has_it_the_other_way_round_is_spoken_against(
    bones: Matcher, question: str, same: str, other: str
) -> None:
    assert signals(bones, question, same)["other_way_round"] == 0
    assert signals(bones, question, other)["other_way_round"] == -1


def test_a_phrase_that_begins_like_a_verb_is_not_the_verb(bones: Matcher) -> None:
    assert signals(bones, "inflammation due to thinning bones", BACKWARD)["other_way_round"] == 0
    assert signals(bones, "inflammation due to thinning bones", FORWARD)["other_way_round"] == -1


def test_the_result_of_something_is_caused_by_it(bones: Matcher) -> None:
    assert signals(bones, "is inflammation the result of bone loss", BACKWARD)["other_way_round"] == 0
    assert signals(bones, "is inflammation the result of bone loss", FORWARD)["other_way_round"] == -1


@pytest.mark.parametrize("question", ["inflammation and bone loss", "what is bone loss", "does lupus cause bone loss"])
def test_without_both_sides_nothing_is_said_of_roles(bones: Matcher, question: str) -> None:
    assert signals(bones, question, FORWARD)["other_way_round"] == 0


def test_a_negated_question_is_told_from_a_plain_phrasing(bones: Matcher) -> None:
    assert signals(bones, "do osteoclasts not eat bone", "what-do-osteoclasts-do")["negation"] == -1
    assert signals(bones, "do osteoclasts eat bone", "what-do-osteoclasts-do")["negation"] == 0


def test_a_comparison_is_told_from_a_question_about_one_thing(bones: Matcher) -> None:
    question = "difference of the osteoclast"
    assert signals(bones, question, "what-do-osteoclasts-do")["comparison"] == -1
    assert signals(bones, question, "osteoclasts-vs-osteoblasts")["comparison"] == 0


def test_the_kind_of_question_is_weighed_by_how_usual_it_is_in_the_entry(bones: Matcher) -> None:
    why = "why does menopause weaken bone"
    assert signals(bones, why, "why-does-menopause-weaken-bone")["question_word"] > 0.5
    assert signals(bones, why, "does-menopause-weaken-bone")["question_word"] == 0
    assert signals(bones, "menopause weak bone", "does-menopause-weaken-bone")["question_word"] == 0


def test_words_the_entry_never_met_are_novel(bones: Matcher) -> None:
    known = signals(bones, "osteoclasts", "what-do-osteoclasts-do")["novelty"]
    strange = signals(bones, "osteoclasts zebra", "what-do-osteoclasts-do")["novelty"]
    stranger = signals(bones, "osteoclasts zebra calcitonin kubernetes", "what-do-osteoclasts-do")["novelty"]
    assert known == 0
    assert known > strange > stranger


def test_a_shared_word_does_not_explain_a_strange_one(bones: Matcher) -> None:
    """ "attack" has near-synonyms, and stands in both; that says nothing of "calcitonin"."""
    strange = signals(bones, "what does lupus attack calcitonin", "what-does-lupus-attack")
    assert strange["novelty"] < -0.1
    assert strange["question_covered"] < 0.8


def test_the_rarest_strange_word_is_the_strangest(bones: Matcher) -> None:
    common = signals(bones, "what do good osteoclasts do", "what-do-osteoclasts-do")["strangest"]
    rare = signals(bones, "what do calcitonin osteoclasts do", "what-do-osteoclasts-do")["strangest"]
    assert 0 > common > rare
    assert signals(bones, "what do osteoclasts do", "what-do-osteoclasts-do")["strangest"] == 0


def test_what_an_entry_is_usually_asked_about_is_missed_in_a_question_about_something_else(bones: Matcher) -> None:
    lupus = "what-does-lupus-attack"
    assert signals(bones, "which organs does lupus attack", lupus)["usual_missed"] == 0
    assert signals(bones, "which organs does malaria attack", lupus)["usual_missed"] < -0.5
    assert -0.4 < signals(bones, "what is it that lupus hurts", lupus)["usual_missed"] < 0  # not all ask of attacks


def test_a_single_phrasing_does_not_tell_what_is_usual() -> None:
    matcher = matcher_of(faq_of(one=topic_of(short("owls", "Do owls fly by night?"))))
    assert signals(matcher, "do bats fly by night", "owls")["usual_missed"] == 0


def test_what_is_usual_is_told_without_the_phrasings_that_are_left_out() -> None:
    """Of "owls" and "owls at dusk" the one that is left tells of no dusk; "owls" stands in all of them."""
    faq = faq_of(one=topic_of(short("owls", "Owls?", "owls at dusk", "dusk and owls", "owls in the wood")))
    index = matcher_of(faq).index
    question = question_of(index, index.read(words("when do owls fly")), np.array([1]))
    (owls,) = first_look(index, question).candidates
    assert owls.shares == {"owl": 1.0, "dusk": pytest.approx(1 / 3)}


def test_coverage_is_whole_for_a_known_phrasing_and_halves_with_strange_words(bones: Matcher) -> None:
    covered = ("question_covered", "phrasing_covered", "entry_covers")
    known = signals(bones, "which organs does lupus attack", "what-does-lupus-attack")
    assert [known[name] for name in covered] == pytest.approx([1, 1, 1])
    strange = signals(bones, "lupus calcitonin", "what-does-lupus-attack")
    assert 0.2 < strange["question_covered"] < 0.8
    assert 0.2 < strange["entry_covers"] < 0.8


def test_another_form_of_a_word_covers_it_in_part(bones: Matcher) -> None:
    form = signals(bones, "lupus organically", "what-does-lupus-attack")["question_covered"]
    strange = signals(bones, "lupus calcitonin", "what-does-lupus-attack")["question_covered"]
    assert strange < form <= 1


def test_the_neighbourhood_speaks_for_the_entry_that_was_asked(bones: Matcher) -> None:
    for entry, question in (
        ("what-is-menopause", "the change of life"),
        (FORWARD, "can inflammation lead to bone loss"),
    ):
        mine = signals(bones, question, entry)
        _, found = looked_at(bones, question)
        for other in found.keys() - {entry}:
            theirs = signals(bones, question, other)
            assert mine["ridge"] > theirs["ridge"]
            assert mine["nearest"] > theirs["nearest"]
        assert mine["nearest"] == pytest.approx(1, abs=1e-4)


def test_other_words_of_the_same_meaning_are_heard(bones: Matcher) -> None:
    """None of the words is in the entry, and they are in no list of near-synonyms beside its own."""
    question = "females whose periods have ended"
    _, found = looked_at(bones, question)
    meant = max(found, key=lambda entry: signals(bones, question, entry)["ridge_by_meaning"])
    assert meant == "what-is-menopause"


def test_signals_can_be_had_of_an_faq_of_one_phrasing() -> None:
    matcher = matcher_of(faq_of(a=topic_of(short("tea", "How is green tea brewed?"))))
    assert signals(matcher, "green tea", "tea").keys() == SIGNALS.keys()


def test_a_question_left_out_is_looked_for_among_the_others(bones: Matcher) -> None:
    """What `entry_signals` sees of a question that is itself a phrasing, with nothing left out."""
    for phrasing in bones.index.phrasings[:6]:
        asked, found = looked_at(bones, phrasing.text)
        assert asked.reading.tokens == words(phrasing.text)
        assert phrasing.text in {candidate.phrasing.text for candidate in found.values()}
