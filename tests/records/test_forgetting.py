"""What is no longer to be kept is gone, from the file itself, and nothing else is."""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

import pytest

from bot.records.model import HeldData, Keep, MissKind, Policy
from bot.records.store import Records, records_at
from tests.records.samples import ALICE, BOB, ELSEWHERE, HERE, NOW, ago, change, feedback, miss, question, reply

USUAL = Policy(Keep.ALL, 90)
SECRET = "my-aunt-in-Leeds"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "faqbot.sqlite3"


@pytest.fixture
def records(path: Path) -> Iterator[Records]:
    with records_at(path) as records:
        yield records


def settle(records: Records) -> None:
    records.revisions.know()


def tidy(records: Records, usual: Policy = USUAL, **chosen: Policy) -> None:
    servers = {"here": HERE, "elsewhere": ELSEWHERE}
    records.retention.tidy(NOW, usual, {servers[name]: policy for name, policy in chosen.items()})
    settle(records)


def bytes_of(path: Path) -> bytes:
    """All that is on the disk: the file and the logs beside it."""
    return b"".join(one.read_bytes() for one in sorted(path.parent.glob(f"{path.name}*")))


def texts(records: Records, *names: str) -> dict[str, str | None]:
    found = {name: records.questions.get(name) for name in names}
    return {name: one.text for name, one in found.items() if one}


def test_words_are_gone_from_the_file_after_their_days_and_the_count_remains(records: Records, path: Path) -> None:
    for number in range(300):  # enough to fill pages, which SQLite then splits and moves about
        words = f"{SECRET} {number} " + "lost " * (number % 50)
        records.questions.note(question(f"old{number}", words, at=ago(days=91)))
        records.misses.note(miss(f"old{number}", words, at=ago(days=91)))
        records.questions.note(question(f"new{number}", f"kept {number}", at=ago(days=89)))
    settle(records)
    assert SECRET.encode() in bytes_of(path)
    tidy(records)
    assert SECRET.encode() not in bytes_of(path)
    assert records.questions.get("old7") == replace(question("old7", None, at=ago(days=91)), channel=None)
    assert texts(records, "new7", "new299") == {"new7": "kept 7", "new299": "kept 299"}


def test_a_server_can_keep_less_and_shorter_than_is_usual_or_longer(records: Records) -> None:
    for name, server in (("here", HERE), ("elsewhere", ELSEWHERE), ("nowhere", None)):
        records.questions.note(question(name, server=server, at=ago(days=10)))
    settle(records)
    tidy(records, Policy(Keep.ALL, 5), here=Policy(Keep.ALL, 15), elsewhere=Policy(Keep.ALL, 2))
    assert texts(records, "here", "elsewhere", "nowhere") == {
        "here": "why do bones thin?",
        "elsewhere": None,
        "nowhere": None,
    }


def test_where_only_unanswered_questions_are_kept_the_words_of_others_go(records: Records) -> None:
    records.questions.note(question("answered"))
    records.questions.note(question("unanswered", outcome="none"))
    settle(records)
    tidy(records, Policy(Keep.UNANSWERED, 90))
    assert texts(records, "answered", "unanswered") == {"answered": None, "unanswered": "why do bones thin?"}


def test_where_nothing_is_kept_only_what_the_moderators_were_told_is_left(records: Records) -> None:
    records.questions.note(question(outcome="none"))
    records.misses.add(miss(kind=MissKind.NO_ANSWER))
    records.misses.add(miss(kind=MissKind.TOLD))
    tidy(records, Policy(Keep.NONE, 90))
    assert texts(records, "q1") == {"q1": None}
    assert [one.kind for one in records.misses.open(HERE, NOW)] == [MissKind.TOLD]


def test_who_asked_is_forgotten_after_a_week_and_who_gave_feedback_with_the_words(records: Records, path: Path) -> None:
    records.misses.add(miss("old", at=ago(days=8)))
    records.misses.add(miss("new", asker=BOB, at=ago(days=6)))
    records.feedback.give(feedback(member=ALICE, at=ago(days=91)), miss("rated"))
    tidy(records)
    assert ALICE.encode() not in bytes_of(path)
    assert [one.asker for one in records.misses.open(HERE, NOW)] == [None, BOB]
    assert records.counting.figures(HERE, ago(days=91).date(), NOW.date()).helpful == 1


def test_replies_are_forgotten_when_they_no_longer_follow_their_questions(records: Records, path: Path) -> None:
    records.replies.note(reply("401", asker=ALICE, until=ago(seconds=1)))
    records.replies.note(reply("402", asker=BOB))
    tidy(records)
    assert ALICE.encode() not in bytes_of(path)
    assert records.people.held(BOB).replies == 1


def test_even_counts_are_gone_after_more_than_a_year(records: Records) -> None:
    records.questions.note(question("old", at=ago(days=401)))
    records.questions.note(question("new", at=ago(days=399)))
    settle(records)
    tidy(records)
    assert set(texts(records, "old", "new")) == {"new"}


def test_tidying_twice_finds_nothing_the_second_time(records: Records, path: Path) -> None:
    records.questions.note(question(at=ago(days=91)))
    settle(records)
    tidy(records)
    before = path.read_bytes()
    tidy(records)
    assert path.read_bytes() == before


def test_a_member_can_see_how_much_is_held_and_have_it_deleted(records: Records, path: Path) -> None:
    records.questions.note(question("q1", f"{SECRET}, why do bones thin?", outcome="none"))
    records.misses.add(miss("q1", f"{SECRET}, why do bones thin?"))
    records.feedback.give(feedback("q2", helpful=False), miss("q2", "another question", asker=None))
    records.replies.note(reply())
    settle(records)
    assert records.people.held(ALICE) == HeldData(feedback=1, questions=1, replies=1, changes=0)
    records.people.forget(ALICE)
    settle(records)
    assert records.people.held(ALICE) == HeldData(feedback=0, questions=0, replies=0, changes=0)
    assert ALICE.encode() not in bytes_of(path)
    assert SECRET.encode() not in bytes_of(path)
    assert records.questions.get("q1")  # is still counted


def test_who_has_nothing_held_on_them_does_not_have_the_file_rewritten(records: Records, path: Path) -> None:
    """That takes seconds where much is recorded, for which everybody else would wait."""
    records.questions.note(question("q1", "why do bones thin?"))
    records.replies.note(reply())
    settle(records)
    records.people.forget(ALICE)
    settle(records)
    before = path.read_bytes()
    for member in (ALICE, BOB):
        records.people.forget(member, ["q1", "q9"])
    settle(records)
    assert path.read_bytes() == before


def test_the_words_of_a_member_go_also_where_somebody_else_was_not_helped_by_the_answer(
    records: Records, path: Path
) -> None:
    """Who rated an answer is told apart from who asked, so the question alone says whose words they are."""
    records.questions.note(question("q1", f"{SECRET}, why do bones thin?"))
    records.replies.note(reply())
    records.feedback.give(feedback("q1", BOB, helpful=False), miss("q1", f"{SECRET}, why do bones thin?", asker=None))
    records.people.forget(ALICE)
    settle(records)
    assert SECRET.encode() not in bytes_of(path)


def test_deleting_what_is_held_on_one_member_leaves_the_others_alone(records: Records) -> None:
    for member in (ALICE, BOB):
        records.misses.add(miss(f"of {member}", f"asked by {member}", asker=member))
        records.feedback.give(feedback(f"rated by {member}", member), miss(f"rated by {member}"))
    records.people.forget(ALICE)
    assert records.people.held(BOB) == HeldData(feedback=1, questions=1, replies=0, changes=0)
    assert [one.text for one in records.misses.open(HERE, NOW)] == [f"asked by {BOB}"]


def test_changes_keep_their_author(records: Records) -> None:
    """Otherwise whoever did damage could wipe out the traces."""
    records.revisions.record([change(author=ALICE)], NOW)
    records.people.forget(ALICE)
    assert records.people.held(ALICE).changes == 1
    assert records.revisions.latest(HERE)[0].change.author == ALICE


def test_what_was_changed_together_is_one_change(records: Records) -> None:
    pair = [replace(change(entry, author=ALICE), together="c1") for entry in ("thinning", "dexa")]
    records.revisions.record(pair, NOW)
    records.revisions.record([replace(one, server=ELSEWHERE) for one in pair], NOW)
    records.revisions.record([change(author=ALICE)], NOW)
    assert records.people.held(ALICE).changes == 3


def test_nothing_of_a_deleted_row_is_left_where_it_stood_earlier(records: Records, path: Path) -> None:
    """Rows move about in the file while others come between them, and leave copies behind."""
    names = [blake2b(str(number).encode(), digest_size=8).hexdigest() for number in range(3000)]
    for number, name in enumerate(names):
        words = f"{name} " + "and so on " * (number % 29)
        records.questions.note(question(name, words, server=HERE if number % 2 else ELSEWHERE))
    settle(records)
    records.retention.forget_server(HERE)
    settle(records)
    found = bytes_of(path)
    assert [name for name in names[1::2] if name.encode() in found] == []
    assert all(name.encode() in found for name in names[::2])


def test_a_server_can_be_forgotten_at_once(records: Records, path: Path) -> None:
    fill(records, HERE)
    fill(records, ELSEWHERE)
    records.retention.forget_server(HERE)
    settle(records)
    assert HERE.encode() not in bytes_of(path)
    assert len(records.revisions.latest(ELSEWHERE)) == 1


def test_a_server_the_bot_has_left_is_told_until_it_comes_back(records: Records) -> None:
    records.servers.left(HERE, ago(days=2))
    records.servers.left(ELSEWHERE, ago(days=2))
    assert records.servers.left_before(ago(days=2)) == []
    assert records.servers.left_before(ago(days=1)) == [HERE, ELSEWHERE]
    records.servers.joined(HERE)
    assert records.servers.left_before(ago(days=1)) == [ELSEWHERE]


def test_a_server_that_was_left_while_the_bot_was_off_is_noticed_when_it_starts(records: Records) -> None:
    records.servers.present([HERE, ELSEWHERE], ago(days=60))
    records.servers.present([HERE], ago(days=31))
    records.servers.present([HERE], NOW)  # started again: the other is gone since the first time
    assert records.servers.left_before(ago(days=30)) == [ELSEWHERE]
    records.servers.present([HERE, ELSEWHERE], NOW)
    assert records.servers.left_before(ago(days=30)) == []


def fill(records: Records, server: str) -> None:
    """Something of everything that is recorded about a server."""
    records.questions.note(question(f"q {server}", f"asked on {server}", server=server))
    records.misses.add(miss(f"q {server}", server=server))
    records.feedback.give(feedback(f"q {server}", server=server), miss(f"q {server}", server=server))
    records.revisions.record([change(server=server)], NOW)
    records.servers.change_settings(server, {"answer_channels": ("1",)})
    records.replies.note(reply(f"4{server[-1]}"))
