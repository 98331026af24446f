"""The parts put together as the settings say."""

import gc
from dataclasses import replace
from pathlib import Path
from weakref import ref

import pytest

from bot import composition, config
from bot.config import AnsweringSection, ConversationSection, Settings
from bot.desk import Place
from bot.engine.conversation.memory import Memory
from bot.engine.judging.judge import Thresholds
from bot.errors import ConfigError, FaqFaults
from tests.curating.shelves import ADA, furnish
from tests.fixtures import LIBRARY, remembers

HERE = Place(server="1", channel="2")


def library_settings() -> Settings:
    return config.load(faq=LIBRARY, environ={}, folder=LIBRARY)


def test_the_desk_answers_from_the_folder_that_was_chosen() -> None:
    desk = composition.build_desk(library_settings())
    reply = desk.ask("How do I join?", place=HERE, member="someone")
    assert reply.decision.entries == ("how-do-i-join",)
    assert reply.voice.disclaimer == "The front desk has the last word."


def test_faults_carry_the_path_by_which_the_folder_was_called(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("topic: A\nentries:\n  - id: x\n    question: Why?\n", "utf-8")
    with pytest.raises(FaqFaults) as raised:
        composition.load_faq(config.load(faq=tmp_path, environ={}, folder=tmp_path))
    assert str(raised.value).startswith(f"{tmp_path}/a.yaml:3: ")


def test_the_index_of_the_start_is_given_back_once_another_has_taken_its_place() -> None:
    """It was set aside from where garbage is looked for."""
    first = composition.build_matcher(library_settings())
    topic, *rest = first.faq.topics
    shorter = topic.model_copy(update={"entries": topic.entries[1:]})
    index = ref(first.index)
    try:
        second = first.updated(first.faq.model_copy(update={"topics": (shorter, *rest)}))
        first.decide("how do I join", Memory())
        del first
        gc.collect()
        assert index() is None
        assert len(second.index.entries) > 0
    finally:
        gc.unfreeze()


def test_what_asks_nothing_waits_for_no_index(tmp_path: Path) -> None:
    house = furnish(tmp_path)
    with composition.curating(house.settings) as desk:
        draft = desk.phrasing(None, "green-tea", add=["sencha"])
        assert "sencha" in draft.diff
        assert desk.history(None) == ()
        assert not desk.edition(None).held.is_awake
        assert draft.effect.tried
        desk.save(draft, ADA)
        assert desk.history(None)
    looking = composition.looking(house.settings)
    assert "sencha" in looking.entry(None, "green-tea").also
    assert looking.export_zip(None)
    assert not looking.edition(None).held.is_awake


def test_a_conversation_is_remembered_for_as_long_as_the_settings_say() -> None:
    settings = replace(library_settings(), conversation=ConversationSection(minutes=2))
    now = 1000.0
    desk = composition.desk_over(composition.build_matcher(settings), settings, lambda: now)
    for member in ("someone", "somebody else"):
        desk.show("how-do-i-join", place=HERE, member=member)
    now += 119
    assert remembers(desk, "someone", HERE)
    now += 2
    assert not remembers(desk, "somebody else", HERE)


def test_the_thresholds_that_are_set_reach_the_matcher_and_the_others_stay_the_engines() -> None:
    settings = replace(library_settings(), answering=AnsweringSection(answer_from=0.9))
    assert composition.build_matcher(settings).thresholds == replace(Thresholds(), answer_from=0.9)


def test_a_threshold_that_does_not_go_with_the_default_of_the_other_is_refused() -> None:
    too_low = Thresholds().suggest_from / 2
    with pytest.raises(ConfigError, match="answer_from"):
        composition.thresholds_of(replace(library_settings(), answering=AnsweringSection(answer_from=too_low)))
