"""A changed FAQ answers as a freshly read one, and the old one goes on answering as before."""

import gc
from collections.abc import Callable
from itertools import product
from weakref import ref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.engine.conversation.memory import Memory
from bot.engine.decision import Decision
from bot.engine.matcher import Matcher
from bot.engine.reading.bags import UNKNOWN
from bot.knowledge.model import Entry, Faq, Words
from tests.engine.small_faqs import ask, matcher_of

QUESTIONS = [
    "what do osteoclasts do",
    "do bone eaters eat bone",
    "osteoblast",
    "does bone loss cause inflammation",
    "what does lupsu attack",
    "how tall is a giraffe",
    "menopause and giraffes",
    "my grandma fell and can't move",
    "should i take my pills",
    "is milk good for bones",
    "what is menopause and what does lupus attack?",
    "who won the world cup",
]
GIRAFFE = Entry(
    id="giraffe",
    question="How tall is the skeleton of a giraffe?",
    also=("giraffe bones", "height of giraffes"),
    answer="Very tall.",
)


def with_entries(faq: Faq, entries: tuple[Entry, ...], words: Words | None = None) -> Faq:
    """`faq` with these entries in its first topic in place of its own."""
    first, *rest = faq.topics
    topics = (first.model_copy(update={"entries": entries}), *rest)
    return Faq(topics=topics, sources=faq.sources, words=words or faq.words, voice=faq.voice)


def added(faq: Faq) -> Faq:
    return with_entries(faq, (*faq.topics[0].entries, GIRAFFE))


def removed(faq: Faq) -> Faq:
    return with_entries(faq, faq.topics[0].entries[1:])


def reworded(faq: Faq) -> Faq:
    first, *rest = faq.topics[0].entries
    changed = first.model_copy(
        update={"question": "How do osteoclasts work on bone?", "also": (*first.also[1:], "clasts")}
    )
    return with_entries(faq, (changed, *rest))


def reordered(faq: Faq) -> Faq:
    return with_entries(faq, faq.topics[0].entries[::-1])


def other_words(faq: Faq) -> Faq:
    return with_entries(faq, faq.topics[0].entries, Words(groups=(("lupus", "the wolf"), ("osteoblast", "mason"))))


def alike(one: Decision, other: Decision) -> bool:
    """Whether two decisions are the same but for the last digits of sums done in another order."""
    return (
        (one.outcome, one.entries, one.suggestions, one.follow_ups, one.corrections)
        == (other.outcome, other.entries, other.suggestions, other.follow_ups, other.corrections)
        and one.confidence == pytest.approx(other.confidence, abs=1e-4)
        and {ranked.entry: ranked.confidence for ranked in one.ranking}
        == pytest.approx({ranked.entry: ranked.confidence for ranked in other.ranking}, abs=1e-4)
    )


def features(matcher: Matcher, *tokens: str) -> list[int]:
    """The numbers of the features of a question: those of its words first."""
    ids, _ = matcher.index.question(matcher.index.read(tokens))
    return [*map(int, ids)]


@pytest.mark.parametrize("change", [added, removed, reworded, reordered, other_words])
def test_a_changed_faq_answers_as_a_freshly_read_one(bones_faq: Faq, change: Callable[[Faq], Faq]) -> None:
    faq = change(bones_faq)
    fresh, updated = matcher_of(faq), matcher_of(bones_faq).updated(faq)
    for question in QUESTIONS:
        assert alike(ask(updated, question), ask(fresh, question)), question


def test_an_edit_and_its_undoing_leave_no_trace(bones: Matcher, bones_faq: Faq) -> None:
    undone = matcher_of(bones_faq).updated(added(bones_faq)).updated(bones_faq)
    assert alike(ask(undone, "giraffe osteoclast"), ask(bones, "giraffe osteoclast"))


def test_a_new_entry_is_answered_at_once(bones_faq: Faq) -> None:
    assert ask(matcher_of(bones_faq).updated(added(bones_faq)), "height of giraffes").entries == ("giraffe",)


def test_a_removed_entry_is_never_shown(bones_faq: Faq) -> None:
    decision = ask(matcher_of(bones_faq).updated(removed(bones_faq)), "what do osteoclasts do")
    assert "what-do-osteoclasts-do" not in {*decision.entries, *(one.entry for one in decision.ranking)}


def test_the_matcher_before_a_change_goes_on_answering(bones_faq: Faq) -> None:
    """A change is tried before it is taken, and members go on asking meanwhile."""
    before = matcher_of(bones_faq)
    expected = ask(before, "height of giraffes")
    before.updated(added(bones_faq))
    assert ask(before, "height of giraffes") == expected


def test_what_a_draft_is_asked_in_is_gone_with_it(bones_faq: Faq) -> None:
    before = matcher_of(bones_faq)
    before.updated(added(bones_faq))
    assert set(features(before, "giraffe")) == {UNKNOWN}


def test_a_version_that_is_let_go_is_gone_before_garbage_is_looked_for(bones_faq: Faq) -> None:
    """Whatever was asked of it: where every server has an index, and every draft, each takes tens of megabytes."""
    before = matcher_of(bones_faq)
    draft = before.updated(other_words(bones_faq))
    index = ref(draft.index)
    gc.collect()
    gc.disable()
    try:
        memory = Memory()
        for question in (*QUESTIONS, "why not?", "what does it do?", "bnoe los"):
            _, memory = draft.decide(question, memory)
        draft.complete("what do", 5)
        del draft
        assert index() is None
        assert gc.collect() == 0
    finally:
        gc.enable()


def test_what_an_faq_was_asked_in_many_edits_ago_is_forgotten(bones_faq: Faq) -> None:
    matcher = matcher_of(bones_faq)
    strange = ["".join(letters) for letters in product("bcdfgh", "aeiou", "klmnpr", "aeiou")]
    for first in range(0, len(strange), 100):
        entry = GIRAFFE.model_copy(update={"also": tuple(strange[first : first + 100])})
        matcher = matcher.updated(with_entries(bones_faq, (*bones_faq.topics[0].entries, entry)))
    assert features(matcher, strange[0])[0] == UNKNOWN != features(matcher, strange[-1])[0]
    fresh = matcher_of(matcher.faq)
    for question in (*QUESTIONS, strange[-1]):
        assert alike(ask(matcher, question), ask(fresh, question)), question


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.permutations(range(12)), st.integers(2, 12))
def test_any_first_few_entries_put_back_answer_as_before(bones: Matcher, order: list[int], count: int) -> None:
    """Growing an FAQ step by step ends where reading it at once does."""
    entries = bones.faq.topics[0].entries
    small = with_entries(bones.faq, tuple(entries[at] for at in sorted(order[:count])))
    grown = matcher_of(small).updated(bones.faq)
    for question in QUESTIONS[:6]:
        assert alike(ask(grown, question), ask(bones, question)), question


def test_an_edit_reads_only_what_is_new(bones_faq: Faq) -> None:
    before = matcher_of(bones_faq)
    after = before.updated(added(bones_faq))
    read_before = {id(profile) for profile in before.index.profiles}
    assert [id(profile) in read_before for profile in after.index.profiles].count(False) == 1
    assert after.index.reader is before.index.reader


def test_entries_asked_in_the_same_ways_stay_two_entries(bones_faq: Faq) -> None:
    """What is read once may stand in an FAQ twice."""
    first = bones_faq.topics[0].entries[0]
    faq = with_entries(bones_faq, (*bones_faq.topics[0].entries, first.model_copy(update={"id": "the-same-again"})))
    fresh, updated = matcher_of(faq), matcher_of(bones_faq).updated(faq)
    for question in QUESTIONS:
        assert alike(ask(updated, question), ask(fresh, question)), question
