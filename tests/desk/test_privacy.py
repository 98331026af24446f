"""What is held on members and servers, seen from the desk."""

import threading
from pathlib import Path

import pytest

from bot.desk import FaqDesk, Place
from bot.desk.daily import done_daily
from bot.engine.matcher import Matcher
from bot.errors import EditError, RecordsError
from bot.records.model import Boldness, Erased, HeldData, Keep, ServerSettings
from tests.desk.conftest import Library, asking
from tests.fixtures import remembers
from tests.records.samples import ALICE, BOB, ELSEWHERE, HERE

CHANNEL = Place(HERE, "300")
NOTHING = HeldData(feedback=0, questions=0, replies=0, changes=0)


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("faqbot.sqlite3*"))


def test_a_member_is_told_what_is_held_and_can_have_it_deleted(library: Library, tmp_path: Path) -> None:
    library.asks("any telescopes?")
    library.desk.show("may-i-eat", place=CHANNEL, member=ALICE)
    assert library.desk.privacy.held(ALICE) == HeldData(feedback=0, questions=1, replies=0, changes=0)
    library.desk.privacy.forget(ALICE)
    library.settle()
    assert library.desk.privacy.held(ALICE) == NOTHING
    assert b"telescopes" not in bytes_on_disk(tmp_path)
    assert ALICE.encode() not in bytes_on_disk(tmp_path)
    assert not remembers(library.desk, ALICE, CHANNEL)


def test_the_words_of_a_member_who_was_forgotten_do_not_come_back_when_others_rate_the_answer(library: Library) -> None:
    asked = library.asks("when do you close")
    library.desk.privacy.forget(ALICE)
    library.desk.feedback.rate(asked, asking(BOB), helpful=False)
    assert library.records.misses.open(HERE, library.clock()) == []
    recorded = library.records.questions.get(asked)
    assert recorded
    assert recorded.text is None


def test_words_go_from_memory_though_somebody_who_holds_some_fails(library: Library) -> None:
    asked = library.asks("when do you close")
    erased: list[Erased] = []

    def fails(_: Erased) -> None:
        raise ValueError("nobody foresaw it")

    library.desk.privacy.on_erasing(fails)
    library.desk.privacy.on_erasing(erased.append)
    with pytest.raises(ValueError, match="nobody foresaw it"):
        library.desk.privacy.forget(ALICE)
    assert [asked in one.questions for one in erased] == [True]
    library.desk.feedback.rate(asked, asking(BOB), helpful=False)
    assert library.records.misses.open(HERE, library.clock()) == []


def test_words_go_from_memory_though_the_records_fail_and_from_those_once_they_do_not(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = library.asks("when do you close")

    def fails(*_: object) -> Erased:
        raise RecordsError("locked")

    with monkeypatch.context() as patch:
        patch.setattr(library.records.people, "forget", fails)
        with pytest.raises(RecordsError):
            library.desk.privacy.forget(ALICE)
    library.desk.feedback.rate(asked, asking(BOB), helpful=False)
    assert [miss.text for miss in library.records.misses.open(HERE, library.clock())] == []
    library.desk.privacy.forget(ALICE)
    recorded = library.records.questions.get(asked)
    assert recorded
    assert recorded.text is None


def test_what_was_asked_on_a_server_that_was_forgotten_does_not_come_back_either(library: Library) -> None:
    asked = library.asks("when do you close")
    library.desk.show("may-i-eat", place=CHANNEL, member=ALICE)
    library.desk.privacy.forget_server(HERE)
    library.desk.feedback.rate(asked, asking(BOB), helpful=False)
    assert library.records.misses.open(HERE, library.clock()) == []
    assert not remembers(library.desk, ALICE, CHANNEL)


def test_who_asked_is_not_remembered_for_longer_than_is_said(matcher: Matcher) -> None:
    now = [0.0]
    desk = FaqDesk(matcher, lambda: now[0], memory_seconds=900)
    for member in (ALICE, BOB):
        desk.show("may-i-eat", place=CHANNEL, member=member)
    now[0] = 899
    assert remembers(desk, ALICE, CHANNEL)
    now[0] = 901
    assert not remembers(desk, BOB, CHANNEL)


def test_each_server_is_tidied_by_its_own_days(library: Library) -> None:
    library.desk.servers.change(HERE, keep_days=200)
    asked = {server: library.asks("when do you close", server=server) for server in (HERE, ELSEWHERE, None)}
    library.clock.pass_by(days=91)
    library.desk.privacy.tidy()
    found = {server: library.records.questions.get(one) for server, one in asked.items()}
    assert {server: bool(one and one.text) for server, one in found.items()} == {
        HERE: True,
        ELSEWHERE: False,
        None: False,
    }


def test_a_server_is_tidied_by_what_it_has_set_meanwhile(library: Library, matcher: Matcher) -> None:
    """In another process, or when the records could not be read at the start."""
    asked = library.asks("when do you close")
    FaqDesk(matcher, archive=library.archive).servers.change(HERE, keep_days=200)
    library.clock.pass_by(days=91)
    library.desk.privacy.tidy()
    recorded = library.records.questions.get(asked)
    assert recorded
    assert recorded.text == "when do you close"


def test_what_a_server_no_longer_wants_to_be_kept_is_gone_when_it_is_tidied(library: Library, tmp_path: Path) -> None:
    library.asks("when do you close")
    library.desk.servers.change(HERE, keep=Keep.NONE)
    library.desk.privacy.tidy()
    library.settle()
    assert b"when do you close" not in bytes_on_disk(tmp_path)


def test_a_server_that_removed_the_bot_is_forgotten_with_its_settings(library: Library, tmp_path: Path) -> None:
    library.asks("when do you close")
    library.desk.servers.change(HERE, boldness=Boldness.EAGER)
    library.desk.servers.present([])
    library.clock.pass_by(days=29)
    library.desk.privacy.tidy()
    assert library.desk.servers.settings(HERE).boldness is Boldness.EAGER
    library.clock.pass_by(days=2)
    library.desk.privacy.tidy()
    library.settle()
    assert library.desk.servers.settings(HERE) == ServerSettings()
    assert HERE.encode() not in bytes_on_disk(tmp_path)


def test_a_server_that_took_the_bot_back_while_it_was_not_running_is_not_forgotten_when_it_starts(
    library: Library, matcher: Matcher
) -> None:
    library.desk.servers.change(HERE, boldness=Boldness.EAGER)
    library.desk.servers.left(HERE)
    library.clock.pass_by(days=31)
    started = FaqDesk(matcher, archive=library.archive)
    started.privacy.tidy()  # before Discord has told where the bot is
    started.servers.present([HERE])
    started.privacy.tidy()
    assert started.servers.settings(HERE).boldness is Boldness.EAGER


def test_what_is_held_on_a_server_elsewhere_is_forgotten_with_it(library: Library) -> None:
    forgotten: list[str] = []
    library.desk.privacy.on_forgetting(forgotten.append)
    library.desk.servers.present([ELSEWHERE])
    library.desk.servers.left(HERE)
    library.clock.pass_by(days=31)
    library.desk.servers.left(ELSEWHERE)
    library.desk.privacy.tidy()
    library.desk.privacy.tidy()
    assert forgotten == [HERE]


def test_of_several_servers_to_be_forgotten_none_waits_for_one_whose_files_cannot_be_deleted(library: Library) -> None:
    refusing, forgotten = [HERE], []

    def forget(server: str) -> None:
        if server in refusing:
            raise EditError("the disk refuses", "why_not_written")
        forgotten.append(server)

    library.desk.privacy.on_forgetting(forget)
    library.desk.servers.present([HERE, ELSEWHERE])
    for server in (HERE, ELSEWHERE):
        library.desk.servers.left(server)
    library.clock.pass_by(days=31)
    with pytest.raises(EditError, match="the disk refuses"):
        library.desk.privacy.tidy()
    assert forgotten == [ELSEWHERE]
    refusing.clear()
    library.desk.privacy.tidy()
    assert forgotten == [ELSEWHERE, HERE]


def test_a_server_can_be_forgotten_at_once(library: Library, tmp_path: Path) -> None:
    library.asks("when do you close")
    library.asks("when do you close", server=ELSEWHERE)
    library.desk.servers.change(HERE, boldness=Boldness.EAGER)
    library.desk.privacy.forget_server(HERE)
    library.settle()
    assert library.desk.servers.settings(HERE) == ServerSettings()
    assert HERE.encode() not in bytes_on_disk(tmp_path)
    assert ELSEWHERE.encode() in bytes_on_disk(tmp_path)


def test_without_records_a_member_is_still_forgotten_in_memory(matcher: Matcher) -> None:
    desk = FaqDesk(matcher)
    for member in (ALICE, BOB):
        desk.show("may-i-eat", place=CHANNEL, member=member)
    desk.privacy.forget(ALICE)
    assert [remembers(desk, member, CHANNEL) for member in (ALICE, BOB)] == [False, True]


def test_what_is_done_daily_is_done_at_once_and_again_and_not_after_the_end() -> None:
    times = threading.Semaphore(0)
    with done_daily(times.release, every=0.01):
        assert all(times.acquire(timeout=30) for _ in range(3))
    while times.acquire(blocking=False):
        pass
    assert not times.acquire(timeout=0.1)


@pytest.mark.parametrize(
    "error", [RecordsError("locked"), EditError("not deleted", "why_not_written"), ValueError("nobody foresaw it")]
)
def test_what_could_not_be_done_is_tried_again(error: Exception) -> None:
    times = threading.Semaphore(0)

    def fails() -> None:
        times.release()
        raise error

    with done_daily(fails, every=0.01):
        assert all(times.acquire(timeout=30) for _ in range(3))
