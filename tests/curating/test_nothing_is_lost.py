"""A short run of what `crashing` and `contending` do at length."""

from tests.curating.contending import contend
from tests.curating.crashing import kill_again_and_again
from tests.curating.shelves import House


def test_after_a_kill_every_confirmed_change_is_there_once_and_history_and_files_agree(house: House) -> None:
    confirmed, wrong = kill_again_and_again(house.folder, times=4, seed=7)
    assert wrong == []
    assert confirmed


def test_no_confirmed_change_is_lost_between_two_moderators_and_an_editor(house: House) -> None:
    contest, wrong = contend(house, rounds=25)
    assert wrong == []
    assert len(contest.confirmed) == 50
    assert contest.conflicts
