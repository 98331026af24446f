"""What the moderators of a server set, and how the desk goes by it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bot import composition, config
from bot.config import AnsweringSection
from bot.desk import Archive, FaqDesk, Place
from bot.engine.conversation.memory import Memory
from bot.engine.matcher import Matcher
from bot.errors import RecordsError
from bot.records.model import Boldness, Digest, Keep, Policy, ServerSettings
from bot.records.store import records_at
from tests.desk.conftest import Library
from tests.fixtures import LIBRARY
from tests.records.samples import ALICE, ELSEWHERE, HERE


def test_what_is_set_holds_at_once_and_after_a_restart_on_that_server_alone(library: Library, matcher: Matcher) -> None:
    library.desk.servers.change(HERE, answer_channels=("1", "2"))
    library.desk.servers.change(HERE, digest=Digest.WEEKLY)
    chosen = ServerSettings(answer_channels=("1", "2"), digest=Digest.WEEKLY)
    for desk in (library.desk, FaqDesk(matcher, archive=library.archive)):
        assert desk.servers.settings(HERE) == chosen
        assert desk.servers.settings(ELSEWHERE) == desk.servers.settings(None) == ServerSettings()


def test_changes_at_the_same_time_do_not_undo_each_other(library: Library) -> None:
    changes = [{"language": "de"}, {"moderators_channel": "7"}, {"keep_days": 3}, {"boldness": Boldness.EAGER}]
    with ThreadPoolExecutor(len(changes)) as pool:
        list(pool.map(lambda change: library.desk.servers.change(HERE, **change), changes))
    wanted = ServerSettings(language="de", moderators_channel="7", keep_days=3, boldness=Boldness.EAGER)
    assert library.desk.servers.settings(HERE) == library.records.servers.settings()[HERE] == wanted


def test_what_was_set_before_is_not_lost_where_the_records_could_not_be_read_at_the_start(
    matcher: Matcher, tmp_path: Path
) -> None:
    data, away = tmp_path / "data", tmp_path / "away"
    with records_at(data / "faqbot.sqlite3") as records:
        records.servers.change_settings(HERE, {"language": "de"})
    data.rename(away)
    data.write_text("in the way")
    with records_at(data / "faqbot.sqlite3") as records:
        desk = FaqDesk(matcher, archive=Archive(records))
        assert desk.servers.settings(HERE) == ServerSettings()
        data.unlink()
        away.rename(data)
        assert desk.servers.change(HERE, keep_days=3) == ServerSettings(language="de", keep_days=3)
        assert records.servers.settings() == {HERE: ServerSettings(language="de", keep_days=3)}


def test_what_is_not_set_is_left_to_the_host(library: Library) -> None:
    assert library.desk.servers.policy(HERE) == Policy(Keep.ALL, 90)
    library.desk.servers.change(HERE, keep=Keep.UNANSWERED)
    assert library.desk.servers.policy(HERE) == Policy(Keep.UNANSWERED, 90)
    library.desk.servers.change(HERE, keep_days=7)
    assert library.desk.servers.policy(HERE) == Policy(Keep.UNANSWERED, 7)


def test_a_setting_that_is_none_is_refused(library: Library) -> None:
    with pytest.raises(TypeError):
        library.desk.servers.change(HERE, colour="red")


@pytest.mark.parametrize(
    ("answer_from", "answered"),
    [
        (lambda sure: sure, {Boldness.CAREFUL: False, Boldness.BALANCED: True, Boldness.EAGER: True}),
        (lambda sure: sure + 0.01, {Boldness.CAREFUL: False, Boldness.BALANCED: False, Boldness.EAGER: True}),
    ],
)
def test_a_careful_server_has_to_be_surer_and_an_eager_one_less_sure(
    library: Library, matcher: Matcher, answer_from: Callable[[float], float], answered: dict[Boldness, bool]
) -> None:
    """Seen with a threshold that lies right where the bot is with one question."""
    question = "are you closed tomorrow"
    limit = answer_from(matcher.decide(question, Memory())[0].confidence)
    settings = replace(
        config.load(faq=LIBRARY, environ={}, folder=LIBRARY), answering=AnsweringSection(answer_from=limit)
    )
    desk = composition.desk_over(composition.build_matcher(settings), settings, archive=library.archive)
    found = {}
    for boldness in Boldness:
        desk.servers.change(HERE, boldness=boldness)
        channel = Place(HERE, boldness.value)  # one of its own: asked again, it would be read with the answer before
        found[boldness] = bool(desk.ask(question, place=channel, member=ALICE).blocks)
    assert found == answered


def test_without_records_everything_is_as_the_host_has_it_and_nothing_can_be_set(matcher: Matcher) -> None:
    desk = FaqDesk(matcher)
    assert desk.servers.settings(HERE) == ServerSettings()
    with pytest.raises(RecordsError):
        desk.servers.change(HERE, keep_days=3)
