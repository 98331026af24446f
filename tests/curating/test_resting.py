"""A server's index is in memory while somebody asks there, and not for years because somebody once did."""

import pytest

from bot.desk.resting import Resting
from bot.desk.watching import watched
from bot.engine.matcher import Matcher
from tests.curating.shelves import ADA, BEA, ELSEWHERE, HOME, House, Open
from tests.curating.test_following import soon

RULES = """topic: Rules
entries:
  - {id: rota, question: Who washes up here?, also: [washing up rota], answer: Whoever drank.}
"""


def put(house: House, server: str) -> None:
    folder = house.folder / "servers" / server
    folder.mkdir(parents=True)
    (folder / "rules.yaml").write_text(RULES)


def is_awake(here: Open, server: str | None) -> bool:
    return here.library.edition(server).held.is_awake


def test_the_index_of_a_server_is_built_with_its_first_question_and_let_go_when_none_comes(house: House) -> None:
    put(house, ELSEWHERE)
    with house.opened() as here:
        assert not is_awake(here, ELSEWHERE)
        assert here.answer("washing up rota", ELSEWHERE) == ("rota",)
        here.library.let_rest(after=3600)
        assert is_awake(here, ELSEWHERE)
        here.library.let_rest(after=0)
        assert not is_awake(here, ELSEWHERE)
        assert here.answer("washing up rota", ELSEWHERE) == ("rota",)
        assert here.answer("brewing black tea", ELSEWHERE) == ("black-tea",)


def test_the_base_is_always_there_and_an_earlier_version_of_it_goes(here: Open) -> None:
    before = here.library.edition(None)
    here.library.let_rest(after=0)
    assert is_awake(here, None)
    here.curating.save(here.curating.phrasing(HOME, "green-tea", add=["sencha please"]), ADA)
    assert (is_awake(here, None), before.held.is_awake) == (True, False)
    assert before.matcher.faq is before.faq  # whoever has it still can use it


def test_after_a_change_of_the_base_servers_are_soon_as_awake_as_they_were(house: House) -> None:
    third = "100000000000000003"
    put(house, ELSEWHERE)
    put(house, third)
    with house.opened() as here, watched(here.library):
        here.answer("washing up rota", ELSEWHERE)
        here.curating.save(here.curating.phrasing(HOME, "green-tea", add=["sencha please"]), ADA)
        soon(lambda: is_awake(here, ELSEWHERE))
        assert not is_awake(here, third)
        assert here.answer("sencha please", third) == ("green-tea",)


def test_who_changes_the_base_waits_for_no_servers_index(house: House) -> None:
    put(house, ELSEWHERE)
    with house.opened() as here:
        here.answer("washing up rota", ELSEWHERE)
        for phrasing in ("sencha please", "bancha please"):  # the second comes before anybody has built anything
            here.curating.save(here.curating.phrasing(HOME, "green-tea", add=[phrasing]), ADA)
            there, base = here.library.edition(ELSEWHERE), here.library.edition(None)
            assert (there.held.is_awake, there.held.is_due) == (False, True)
            assert there.base is base.reading
            assert there.faq.by_id["green-tea"] == base.faq.by_id["green-tea"]
            assert there.documents == here.library.documents(ELSEWHERE) != {}
        assert here.answer("bancha please", ELSEWHERE) == ("green-tea",)  # whoever asks first has it built
        assert here.library.due() == []


def test_a_server_that_no_longer_fits_the_base_stays_as_awake_as_it_was(house: House) -> None:
    put(house, ELSEWHERE)
    with house.opened() as here:
        here.curating.save(here.curating.edit(ELSEWHERE, "rota", {"follow_ups": "broken-cups"}), BEA)
        here.answer("washing up rota", ELSEWHERE)
        here.curating.save(here.curating.remove(HOME, "broken-cups"), ADA)
        assert is_awake(here, ELSEWHERE)
        assert "broken-cups" in here.library.edition(ELSEWHERE).matcher.faq.by_id


def test_an_index_that_cannot_be_built_is_not_tried_for_ever() -> None:
    def build() -> Matcher:
        raise MemoryError

    resting = Resting(build, due=True)
    with pytest.raises(MemoryError):
        resting.get()
    assert not resting.is_due


def test_what_a_moderator_saves_is_there_at_once(here: Open) -> None:
    here.curating.save(here.curating.edit(ELSEWHERE, "black-tea", {"answer": "Never. [1]"}), BEA)
    assert here.answer("brewing black tea", ELSEWHERE) == ("black-tea",)
    assert here.library.edition(ELSEWHERE).faq.by_id["black-tea"].answer == "Never. [1]"


def test_a_draft_can_let_go_of_its_index_and_be_saved_all_the_same(here: Open) -> None:
    plain = here.curating.teach(HOME, "green-tea", ["what about bancha"])
    both = here.curating.expecting(plain, ["what about bancha"])
    both.rest()
    assert [draft.proof.held and draft.proof.held.is_awake for draft in (plain, both)] == [False, False]
    here.curating.save(both, ADA)
    assert is_awake(here, None)
    assert here.answer("what about bancha") == ("green-tea",)


def test_a_saved_draft_that_rests_takes_nothing_away_from_what_serves(here: Open) -> None:
    saved = here.curating.save(here.curating.teach(HOME, "green-tea", ["what about bancha"]), ADA)
    saved.draft.rest()
    assert is_awake(here, None)


def test_it_is_built_once_and_rests_by_the_time_since_it_was_wanted(here: Open) -> None:
    built: list[Matcher] = []
    now = [0.0]

    def build() -> Matcher:
        built.append(here.library.matcher(None))
        return built[-1]

    resting = Resting(build, clock=lambda: now[0])
    assert resting.get() is resting.get()
    now[0] = 9.0
    resting.get()
    now[0] = 18.0
    resting.rest(after=10.0)
    assert (resting.is_awake, len(built)) == (True, 1)
    now[0] = 19.0
    resting.rest(after=10.0)
    assert not resting.is_awake


def test_an_earlier_version_of_a_servers_entries_goes_whoever_holds_it(house: House) -> None:
    put(house, ELSEWHERE)
    with house.opened() as here:
        here.answer("washing up rota", ELSEWHERE)
        before = here.library.edition(ELSEWHERE)
        here.curating.save(here.curating.phrasing(ELSEWHERE, "rota", add=["dishes tonight"]), BEA)
        over_another_base = here.library.edition(ELSEWHERE)
        here.curating.save(here.curating.phrasing(HOME, "green-tea", add=["sencha please"]), ADA)
        assert not before.held.is_awake
        assert not over_another_base.held.is_awake
        assert here.answer("dishes tonight", ELSEWHERE) == ("rota",)
