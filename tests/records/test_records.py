"""What is recorded can be read again, by a later process too, and by nobody from another server."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.records.model import (
    Boldness,
    Digest,
    DocumentSnapshot,
    Keep,
    MissKind,
    Resolution,
    ServerSettings,
)
from bot.records.store import Records, records_at
from tests.records.samples import ALICE, BOB, ELSEWHERE, HERE, NOW, ago, change, feedback, miss, question, reply


def settle(records: Records) -> None:
    """Wait until what was noted is written: everything is written in order."""
    records.revisions.know()


def kinds(records: Records) -> list[MissKind]:
    return [one.kind for one in records.misses.open(HERE, NOW)]


def test_a_question_is_found_by_its_id(records: Records) -> None:
    records.questions.note(question())
    settle(records)
    assert records.questions.get("q1") == question()
    assert records.questions.get("q2") is None


def test_the_words_of_questions_are_those_of_one_server_since_a_time_each_once_and_the_latest_first(
    records: Records,
) -> None:
    for one in (
        question("a", "often", at=ago(days=1, hours=1)),
        question("b", "once", at=ago(days=1)),
        question("c", "often", at=ago(hours=1)),
        question("d", "long ago", at=ago(days=3)),
        question("e", text=None),
        question("f", "elsewhere", server=ELSEWHERE),
        question("g", "in a direct message", server=None),
    ):
        records.questions.note(one)
    settle(records)
    assert records.questions.texts(HERE, ago(days=2), 10) == ["often", "once"]
    assert records.questions.texts(HERE, ago(days=2), 1) == ["often"]
    assert records.questions.texts(None, ago(days=2), 10) == ["in a direct message"]


def test_anything_that_can_be_typed_can_be_recorded(records: Records) -> None:
    """Discord hands on halves of characters, too."""
    for number, text in enumerate(("half \ud83d", "nothing \0 there", "🦴 ' \" ; -- %s", "")):
        records.questions.note(question(f"q{number}", text))
    settle(records)
    found = [records.questions.get(f"q{number}") for number in range(4)]
    assert [one.text for one in found if one] == ["half ?", "nothing  there", "🦴 ' \" ; -- %s", ""]


def test_a_miss_is_known_once_for_each_kind(records: Records) -> None:
    records.misses.add(miss(kind=MissKind.NO_ANSWER))
    records.misses.add(miss(kind=MissKind.NO_ANSWER))
    records.misses.add(miss(kind=MissKind.TOLD))
    assert kinds(records) == [MissKind.NO_ANSWER, MissKind.TOLD]


def test_a_miss_told_again_adds_what_was_not_known(records: Records) -> None:
    records.misses.add(miss(text=None, asker=None, message=None))
    assert records.misses.open(HERE, NOW) == []  # without words there is nothing to review
    records.misses.add(miss())
    (found,) = records.misses.open(HERE, NOW)
    assert (found.text, found.asker, found.message) == ("why do bones thin?", ALICE, "400")


def test_a_question_of_another_server_is_not_added_to(records: Records) -> None:
    """Ids of questions come from buttons, which can be forged."""
    records.misses.add(miss(asker=None))
    records.misses.add(miss(server=ELSEWHERE, asker=BOB))
    assert [one.asker for one in records.misses.open(HERE, NOW)] == [None]
    assert records.misses.open(ELSEWHERE, NOW) == []


def test_a_miss_with_a_verdict_is_not_reviewed_again_and_one_put_off_not_before_its_time(records: Records) -> None:
    for name in ("a", "b", "c"):
        records.misses.add(miss(name))
    a, b, c = records.misses.open(HERE, NOW)
    records.misses.settle(HERE, [a.id], Resolution.TAUGHT)
    records.misses.put_off(HERE, [b.id], NOW + timedelta(days=1))
    assert records.misses.open(HERE, NOW) == [c]
    assert records.misses.open(HERE, NOW + timedelta(days=1)) == [b, c]


def test_of_many_misses_the_latest_are_reviewed(records: Records) -> None:
    for days in (3, 1, 2):
        records.misses.add(miss(f"{days} days ago", at=ago(days=days)))
    found = records.misses.open(HERE, NOW, most=2)
    assert [one.question for one in found] == ["2 days ago", "1 days ago"]


def test_moderators_of_one_server_cannot_settle_the_misses_of_another(records: Records) -> None:
    records.misses.add(miss())
    (found,) = records.misses.open(HERE, NOW)
    records.misses.settle(ELSEWHERE, [found.id], Resolution.NOT_FOR_US)
    assert records.misses.take_waiting(ELSEWHERE, [found.id]) is None
    assert records.misses.open(HERE, NOW) == [found]
    assert records.misses.open(ELSEWHERE, NOW) == []


def test_whoever_waits_for_an_answer_is_told_once(records: Records) -> None:
    records.misses.add(miss(kind=MissKind.NO_ANSWER))
    records.misses.add(miss(kind=MissKind.TOLD))
    ids = [one.id for one in records.misses.open(HERE, NOW)]
    waiting = records.misses.take_waiting(HERE, ids[:1])
    assert waiting is not None
    assert (waiting.asker, waiting.channel, waiting.message) == (ALICE, "300", "400")
    assert records.misses.take_waiting(HERE, ids) is None


def test_whoever_asked_it_several_times_is_told_once_where_they_asked_last(records: Records) -> None:
    for number, asker in enumerate((ALICE, BOB, ALICE)):
        records.misses.add(replace(miss(f"q{number}", at=ago(days=3 - number)), asker=asker, message=f"40{number}"))
    ids = [one.id for one in records.misses.open(HERE, NOW)]
    told = [records.misses.take_waiting(HERE, ids) for _ in range(3)]
    assert [one and (one.asker, one.message) for one in told] == [(ALICE, "402"), (BOB, "401"), None]


def test_whoever_could_not_be_told_waits_on_where_they_asked_last_and_is_passed_over_until_then(
    records: Records,
) -> None:
    for number, asker in enumerate((BOB, ALICE, ALICE)):
        records.misses.add(replace(miss(f"q{number}", at=ago(days=3 - number)), asker=asker, message=f"40{number}"))
    ids = [one.id for one in records.misses.open(HERE, NOW)]
    waiting = records.misses.take_waiting(HERE, ids)
    assert waiting is not None
    records.misses.put_back(ELSEWHERE, waiting)
    records.misses.put_back(HERE, waiting)
    told = [records.misses.take_waiting(HERE, ids, [ALICE]) for _ in range(2)]
    assert [one and one.asker for one in told] == [BOB, None]
    assert [records.misses.take_waiting(HERE, ids) for _ in range(2)] == [waiting, None]


def test_the_last_word_of_a_member_on_an_answer_counts(records: Records) -> None:
    not_helpful = miss(kind=MissKind.NOT_HELPFUL)
    records.feedback.give(feedback(helpful=False), not_helpful)
    assert kinds(records) == [MissKind.NOT_HELPFUL]
    records.feedback.give(feedback(helpful=True), not_helpful)
    assert kinds(records) == []


def test_an_answer_stays_a_miss_as_long_as_somebody_finds_it_not_helpful(records: Records) -> None:
    not_helpful = miss(kind=MissKind.NOT_HELPFUL)
    records.feedback.give(feedback(member=ALICE, helpful=False), not_helpful)
    records.feedback.give(feedback(member=BOB, helpful=False), not_helpful)
    records.feedback.give(feedback(member=ALICE, helpful=True), not_helpful)
    assert kinds(records) == [MissKind.NOT_HELPFUL]


def test_the_history_of_an_entry_is_told_newest_first_in_pages(records: Records) -> None:
    first, second = records.revisions.record([change(), change("other")], NOW)
    (third,) = records.revisions.record([change()], NOW)
    assert records.revisions.latest(HERE, entry="thinning") == [third, first]
    assert records.revisions.latest(HERE, limit=1) == [third]
    assert records.revisions.latest(HERE, before=third.id) == [second, first]
    assert records.revisions.get(HERE, first.id) == first


def test_the_history_of_one_server_is_not_that_of_another_nor_of_the_base(records: Records) -> None:
    (mine,) = records.revisions.record([change(server=HERE)], NOW)
    (base,) = records.revisions.record([change(server=None)], NOW)
    assert records.revisions.latest(ELSEWHERE) == []
    assert records.revisions.get(ELSEWHERE, mine.id) is None
    assert records.revisions.latest(None) == [base]


def test_a_change_and_the_file_after_it_are_recorded_together(records: Records) -> None:
    records.revisions.record([change()], NOW, DocumentSnapshot(HERE, "bones.yaml", "one"))
    records.revisions.record([change()], NOW, DocumentSnapshot(HERE, "bones.yaml", "two"))
    records.revisions.know(DocumentSnapshot(None, "bones.yaml", "base"))
    assert records.revisions.documents(HERE) == {"bones.yaml": "two"}
    assert records.revisions.documents(None) == {"bones.yaml": "base"}
    records.revisions.know(DocumentSnapshot(HERE, "bones.yaml", None))
    assert records.revisions.documents(HERE) == {}


def test_what_takes_back_a_change_that_is_not_known_is_recorded_all_the_same(records: Records) -> None:
    (first,) = records.revisions.record([change()], NOW)
    for undoes in (first.id, 4711):
        records.revisions.record([replace(change(), undoes=undoes)], NOW)
    assert [one.change.undoes for one in records.revisions.latest(HERE)] == [None, first.id, None]


def test_a_reply_follows_its_question_until_its_time_is_over(records: Records) -> None:
    records.replies.note(reply())
    settle(records)
    assert records.replies.to("400", NOW) == reply()
    assert records.replies.to("400", NOW + timedelta(minutes=5)) is None
    assert records.replies.followed(["399", "400"], NOW) == ["400"]
    assert records.replies.followed(["399", "400"], NOW + timedelta(minutes=5)) == []
    records.replies.forget("400")
    settle(records)
    assert records.replies.to("400", NOW) is None
    assert records.replies.followed(["400"], NOW) == []


def test_everything_is_there_for_the_next_process(tmp_path: Path) -> None:
    path = tmp_path / "faqbot.sqlite3"
    chosen = ServerSettings(("1", "2"), Boldness.CAREFUL, "de", "3", Digest.WEEKLY, ("4",), ("5",), Keep.NONE, 7)
    with records_at(path) as records:
        records.questions.note(question())
        assert records.servers.change_settings(HERE, vars(chosen)) == chosen
        (revision,) = records.revisions.record([change()], NOW)
    with records_at(path) as records:
        assert records.questions.get("q1") == question()
        assert records.servers.settings() == {HERE: chosen}
        assert records.revisions.latest(HERE) == [revision]


def test_what_a_later_version_lets_a_server_choose_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "faqbot.sqlite3"
    with records_at(path) as records:
        records.servers.change_settings(HERE, {"language": "de", "digest": Digest.DAILY})
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("""UPDATE servers SET settings = json_set(settings, '$.digest', 'hourly', '$.colour', 'red')""")
    with records_at(path) as records:
        assert records.servers.settings() == {HERE: ServerSettings(language="de")}


@pytest.mark.parametrize("nothing", [None, {}])
def test_settings_that_nobody_chose_are_the_hosts(records: Records, nothing: dict[str, object] | None) -> None:
    if nothing is not None:
        records.servers.change_settings(HERE, nothing)
    assert records.servers.settings().get(HERE, ServerSettings()) == ServerSettings()
