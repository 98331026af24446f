"""What the engine says of an FAQ before anyone asks it anything."""

import pytest

from bot.engine.curation.selfcheck import Examined, Kin, NotWinning, Tied, confusable, examine, not_winning, tied
from bot.engine.decision import Decision, Outcome, Ranked
from bot.engine.matcher import Matcher
from bot.knowledge.model import Entry, Faq
from tests.engine.small_faqs import faq_of, matcher_of, short, topic_of

TEA = short("tea", "How is green tea brewed?", "brewing green tea", answer="With water well below the boil.")
CUPS = short("cups", "Which cups are best?", "the best cups for guests", answer="Thin porcelain, warmed beforehand.")


def faq(*entries: str) -> Matcher:
    return matcher_of(faq_of(a=topic_of(*entries)))


def pairs(matcher: Matcher) -> list[tuple[str, str]]:
    """The phrasings out of place, each with the one it is near to."""
    entries = matcher.faq.by_id
    return [
        (entries[one.entry].phrasings[one.number], entries[one.other].phrasings[one.other_number])
        for one in confusable(matcher.index, Kin(matcher.index))
    ]


def test_an_faq_whose_entries_keep_apart_gives_nothing(bones: Matcher) -> None:
    assert examine(bones) == Examined()


def test_an_empty_faq_gives_nothing(bones_faq: Faq) -> None:
    assert examine(matcher_of(bones_faq.model_copy(update={"topics": ()}))) == Examined()


def test_a_phrasing_that_another_entry_has_in_much_the_same_words_is_found() -> None:
    stray = short("pots", "What is a samovar?", "brewing of green tea", answer="An urn that keeps water hot.")
    (found,) = examine(faq(TEA, CUPS, stray)).confusable
    assert (found.entry, found.number, found.other, found.other_number) == ("pots", 1, "tea", 1)
    assert 0.8 <= found.likeness <= 1.0


def test_of_two_that_mistake_each_other_the_entrys_own_question_stays() -> None:
    also = short("pots", "What is a samovar?", "how is the green tea brewed", answer="An urn that keeps water hot.")
    for entries in ([TEA, also], [also, TEA]):
        assert pairs(faq(*entries)) == [("how is the green tea brewed", "How is green tea brewed?")]


def test_of_two_that_mistake_each_other_the_one_less_at_home_is_named() -> None:
    also = short(
        "pots",
        "What is a samovar?",
        "a samovar, what is it",
        "samovar for brewing green tea",
        answer="An urn that keeps water hot.",
    )
    near = short("urns", "Who owns an urn?", "a samovar for brewing green tea", answer="Nobody in this house does.")
    assert pairs(faq(also, near)) == [("a samovar for brewing green tea", "samovar for brewing green tea")]


def test_a_phrasing_that_is_nearer_still_to_its_own_entry_is_at_home() -> None:
    tea = short("tea", "How is green tea brewed?", "brewing green tea", "brewing the green tea", answer="With water.")
    also = short(
        "pots", "What is a samovar?", "the brewing of green tea", "the brewing of the green tea", answer="An urn."
    )
    assert pairs(faq(tea, CUPS, also)) == []


def test_a_phrasing_is_not_blamed_for_a_stray_from_another_entry() -> None:
    """Two phrasings at home are near the stray; only the stray is named."""
    tea = short("tea", "How is green tea brewed?", "brewing green tea", "the brewing of green tea", answer="Water.")
    stray = short("pots", "What is a samovar?", "brewing of green tea", answer="An urn that keeps water hot.")
    assert [phrasing for phrasing, _ in pairs(faq(tea, CUPS, stray))] == ["brewing of green tea"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Which porcelain cups do makers of Kyoto sell to guests?",
            "Which porcelain pots do makers of Kyoto sell to guests?",
        ),
        ("can strong green tea lead to a headache", "can a headache lead to strong green tea"),
        ("Why does green tea turn bitter?", "Does green tea turn bitter?"),
    ],
    ids=["another thing", "the other way round", "another question"],
)
def test_phrasings_that_differ_in_what_counts_are_told_apart(one: str, other: str) -> None:
    left = short("left", one, answer="Sellers along the old harbour road.")
    right = short("right", other, answer="It depends upon weather, mood, season.")
    assert pairs(faq(left, right)) == []


def test_near_phrasings_do_no_harm_where_either_answer_will_do() -> None:
    answer = "With water well below the boil, in a small warmed pot, poured slowly, never stirred."
    twins = [
        short("one", "How is green tea brewed?", answer=answer),
        short("two", "How is the green tea brewed?", answer=answer),
    ]
    outside = [
        short(name, f"what about {name} price of green tea", answer=name, kind="outside") for name in ("the", "any")
    ]
    assert pairs(faq(*twins, CUPS, *outside)) == []


def test_what_people_ask_about_themselves_is_told_apart_from_what_they_ask_in_general() -> None:
    general = short("general", "is green tea good for headaches", answer="Some drink it for that.")
    for kind, found in (("advice", 0), ("answer", 1)):
        personal = short("personal", "is my green tea good for my headaches", answer="Ask a doctor.", kind=kind)
        assert len(pairs(faq(general, personal, CUPS))) == found


def test_a_question_that_is_small_talk_wins_where_the_faq_has_an_answer_for_it() -> None:
    assert not examine(faq(TEA, CUPS, short("said", "hello", answer="A word said at the door."))).not_winning


def test_a_question_that_a_sign_catches_does_not_win_and_the_entry_of_the_sign_is_named() -> None:
    scald = "  - {id: scald, question: Someone was scalded, answer: Call., kind: urgent, signs: [[boiling water]]}\n"
    spoilt = short(
        "spoilt", "Does boiling water spoil green tea?", "tea spoilt by heat", answer="Yes, it turns bitter."
    )
    (found,) = examine(faq(TEA, CUPS, spoilt, scald)).not_winning
    assert found == NotWinning("spoilt", Outcome.URGENT, "scald")


def decided(matcher: Matcher, outcome: Outcome, *shown: str, **ranking: float) -> list[tuple[Entry, Decision]]:
    """The question of the entry `tea` with what was decided about it."""
    entry = matcher.faq.by_id["tea"]
    ranked = tuple(Ranked(*one) for one in ranking.items())
    return [(entry, Decision(entry.question, outcome, entries=shown, ranking=ranked))]


def test_an_entry_wins_where_it_is_shown_alone_or_with_another() -> None:
    matcher = faq(TEA, CUPS)
    for shown in (("tea",), ("cups", "tea")):
        asked = decided(matcher, Outcome.ANSWER, *shown, tea=0.9)
        assert list(not_winning(asked, Kin(matcher.index))) == []


def test_an_entry_loses_to_one_that_is_shown_or_only_more_likely() -> None:
    matcher = faq(TEA, CUPS)
    for outcome, shown in ((Outcome.ANSWER, ["cups"]), (Outcome.SUGGEST, [])):
        asked = decided(matcher, outcome, *shown, cups=0.6, tea=0.3)
        assert list(not_winning(asked, Kin(matcher.index))) == [NotWinning("tea", outcome, "cups")]


@pytest.mark.parametrize(("rival", "found"), [(0.45, [Tied("tea", 0.5, "cups", 0.45)]), (0.35, [])])
def test_entries_are_tied_that_come_within_a_tenth(rival: float, found: list[Tied]) -> None:
    matcher = faq(TEA, CUPS)
    asked = decided(matcher, Outcome.ANSWER, "tea", tea=0.5, cups=rival)
    assert list(tied(asked, Kin(matcher.index))) == found


def test_two_answers_to_a_question_in_two_parts_are_not_tied() -> None:
    matcher = faq(TEA, CUPS)
    asked = decided(matcher, Outcome.ANSWER, "tea", "cups", tea=0.9, cups=0.9)
    assert list(tied(asked, Kin(matcher.index))) == []
