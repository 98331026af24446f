"""What members say of answers."""

import pytest

from bot.desk import FaqDesk
from bot.engine.matcher import Matcher
from bot.errors import RecordsError
from bot.knowledge.model import Entry, Expected, Faq, Topic
from bot.records.model import Example, ExampleUse, Figures, Keep, Miss, MissKind
from tests.desk.conftest import Library, asking
from tests.records.samples import ALICE, BOB, ELSEWHERE, HERE, NOW

OPEN = "when do you close"


def figures(library: Library, server: str = HERE) -> Figures:
    return library.desk.statistics.lately(server, 1)


def misses(library: Library) -> list[Miss]:
    return library.records.misses.open(HERE, NOW)


def test_feedback_counts_once_a_member_and_can_be_changed(library: Library) -> None:
    asked = library.asks(OPEN)
    for member, helpful in ((ALICE, False), (ALICE, True), (ALICE, True), (BOB, True)):
        library.desk.feedback.rate(asked, asking(member), helpful=helpful)
    assert (figures(library).helpful, figures(library).not_helpful) == (2, 0)
    assert misses(library) == []


def test_an_answer_that_was_not_helpful_is_a_miss_that_names_nobody(library: Library) -> None:
    library.desk.feedback.rate(library.asks(OPEN), asking(BOB), helpful=False)
    (miss,) = misses(library)
    assert (miss.kind, miss.text, miss.asker) == (MissKind.NOT_HELPFUL, OPEN, None)


@pytest.mark.parametrize("keep", [Keep.UNANSWERED])
def test_words_that_were_not_kept_are_there_while_the_answer_is_fresh(library: Library) -> None:
    """Only now it turns out that the question was not answered."""
    asked = library.asks(OPEN)
    library.desk.feedback.missed(asked, MissKind.NONE_OF_THESE, asking())
    assert [one.text for one in misses(library)] == [OPEN]


@pytest.mark.parametrize("keep", [Keep.NONE])
def test_what_a_member_wants_the_moderators_to_read_is_kept_whatever_else_is_not(library: Library) -> None:
    assert library.desk.feedback.tell_moderators(library.asks("any telescopes?"), asking())
    (miss,) = misses(library)
    assert (miss.kind, miss.text, miss.asker) == (MissKind.TOLD, "any telescopes?", ALICE)


def test_a_button_of_long_ago_still_works(library: Library, matcher: Matcher) -> None:
    restarted = FaqDesk(matcher, archive=library.archive)
    restarted.feedback.rate("0123456789abcdef", asking(), helpful=True)
    assert figures(library).helpful == 1
    assert not restarted.feedback.tell_moderators("0123456789abcdef", asking())


def test_a_question_of_another_server_is_unknown(library: Library) -> None:
    """Ids come from buttons, and a button can be forged."""
    asked = library.asks("any telescopes?", server=ELSEWHERE)
    assert not library.desk.feedback.tell_moderators(asked, asking(server=HERE))
    library.desk.feedback.rate(asked, asking(BOB, server=HERE), helpful=False)
    assert misses(library) == []


def test_questions_answered_helpfully_become_examples_unless_they_are_phrasings_already(library: Library) -> None:
    first, again = library.asks(OPEN), library.asks(f"{OPEN.upper()}?")
    for asked in (first, again, library.asks("When is the library open?")):
        library.desk.feedback.rate(asked, asking(), helpful=True)
    disputed = library.asks("opening hours today")
    library.desk.feedback.rate(disputed, asking(ALICE), helpful=True)
    library.desk.feedback.rate(disputed, asking(BOB), helpful=False)
    (example,) = library.desk.review.examples(HERE)
    assert example == Example(tuple(sorted((first, again))), example.text, "when-is-it-open", 2)
    assert library.desk.review.examples(ELSEWHERE) == ()
    library.desk.review.use(HERE, [example], ExampleUse.DECLINED)
    assert library.desk.review.examples(HERE) == ()


def test_a_question_that_leads_elsewhere_or_is_tried_already_is_no_example(library: Library, matcher: Matcher) -> None:
    for question in (OPEN, "opening hours today"):
        library.desk.feedback.rate(library.asks(question), asking(), helpful=True)
    assert len(library.desk.review.examples(HERE)) == 2
    faq = matcher.faq
    tried = Faq(topics=faq.topics, voice=faq.voice, questions=(Expected(question=OPEN, entry="when-is-it-open"),))
    (left,) = FaqDesk(matcher.updated(tried), archive=library.archive).review.examples(HERE)
    assert left.text == "opening hours today"
    newton = Entry(id="when-is-it-open", question="Who was Newton?", answer="A man.")
    elsewhere = Faq(topics=(Topic(topic="All", entries=(newton,)),), voice=faq.voice)
    assert FaqDesk(matcher.updated(elsewhere), archive=library.archive).review.examples(HERE) == ()


def test_a_desk_without_records_says_that_nothing_was_saved(matcher: Matcher) -> None:
    with pytest.raises(RecordsError):
        FaqDesk(matcher).feedback.rate("0123456789abcdef", asking(), helpful=True)
