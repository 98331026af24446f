"""What moderators have to look at."""

from collections import Counter

from bot.records.model import MissKind, Resolution
from tests.desk.conftest import Library, asking
from tests.records.samples import ALICE, BOB, ELSEWHERE, HERE

TELESCOPE = ("any telescopes?", "telescope", "where is the telescope")
PARKING = ("parking?", "free parking")


def ask_all(library: Library) -> None:
    for text in (*PARKING, *TELESCOPE):
        library.asks(text)
        library.clock.pass_by(minutes=1)


def test_questions_that_mean_the_same_are_one_group_and_the_largest_comes_first(library: Library) -> None:
    ask_all(library)
    telescopes, parking = library.desk.review.groups(HERE)
    assert (telescopes.count, set(telescopes.texts)) == (3, set(TELESCOPE))
    assert (parking.count, set(parking.texts)) == (2, set(PARKING))
    assert telescopes.kinds == Counter({MissKind.NO_ANSWER: 3})
    assert telescopes.latest > parking.latest
    assert library.desk.review.groups(HERE, limit=1) == (telescopes,)


def test_a_group_goes_by_how_it_was_put_most_often(library: Library) -> None:
    for text in (TELESCOPE[0], TELESCOPE[1], TELESCOPE[1]):
        library.asks(text)
    (group,) = library.desk.review.groups(HERE)
    assert group.text == TELESCOPE[1]


def test_a_question_missed_in_two_ways_was_asked_once(library: Library) -> None:
    asked = library.asks(TELESCOPE[0])
    library.desk.feedback.tell_moderators(asked, asking())
    (group,) = library.desk.review.groups(HERE)
    assert (group.count, len(group.ids)) == (1, 2)


def test_what_is_settled_or_put_off_is_not_shown_again(library: Library) -> None:
    ask_all(library)
    telescopes, parking = library.desk.review.groups(HERE)
    library.desk.review.settle(HERE, telescopes.ids, Resolution.NOT_FOR_US)
    library.desk.review.put_off(HERE, parking.ids, days=7)
    assert library.desk.review.groups(HERE) == ()
    library.clock.pass_by(days=7)
    assert [group.text for group in library.desk.review.groups(HERE)] == [parking.text]


def test_whoever_waits_is_handed_out_once_for_all_their_ways_of_asking(library: Library) -> None:
    for member in (ALICE, BOB):
        library.asks(TELESCOPE[0], member=member)
    (group,) = library.desk.review.groups(HERE)
    waiting = [library.desk.review.take_waiting(HERE, group.ids) for _ in range(3)]
    assert [one and one.asker for one in waiting] == [BOB, ALICE, None]


def test_one_server_has_nothing_to_do_with_another(library: Library) -> None:
    ask_all(library)
    (telescopes, *_) = library.desk.review.groups(HERE)
    assert library.desk.review.groups(ELSEWHERE) == ()
    library.desk.review.settle(ELSEWHERE, telescopes.ids, Resolution.TAUGHT)
    assert library.desk.review.take_waiting(ELSEWHERE, telescopes.ids) is None
    assert telescopes in library.desk.review.groups(HERE)
