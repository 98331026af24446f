"""Messages after an answer, in all the ways in which they may be read."""

import pytest

from bot import english
from bot.engine.conversation.memory import stands_for
from bot.engine.conversation.turn_signals import TURN_SIGNALS, silence_of
from bot.engine.conversation.turns import Turn, Way, may_lean, turn
from bot.engine.decision import Move
from bot.engine.judging.judge import Judge, Judgement
from bot.engine.matcher import Matcher
from bot.engine.wording.text import words

MENOPAUSE, LUPUS = "does-menopause-weaken-bone", "what-does-lupus-attack"


@pytest.fixture(scope="module")
def judge(bones: Matcher) -> Judge:
    return Judge(bones.index, english.calibration().weights(bones.index))


def judged(judge: Judge, text: str) -> Judgement:
    return judge.judge(text, judge.spelt(words(text)))


def after(judge: Judge, bones: Matcher, entry: str, text: str, *, within_one_message: bool = False) -> Turn:
    memory = bones.memory_of([entry])
    return turn(judge, judged(judge, text), memory, bones.faq.by_id[entry], within_one_message=within_one_message)


def read_as(one: Turn, way: Way) -> set[str]:
    return {" ".join(version.judgement.tokens) for version in one.versions if version.way is way}


def value(one: Turn, signal: str, entry: str) -> float:
    return TURN_SIGNALS[signal](one, entry)


def test_a_message_is_read_alone_with_the_last_question_and_with_what_that_named(judge: Judge, bones: Matcher) -> None:
    one = after(judge, bones, MENOPAUSE, "what is it then")
    assert one.versions[0].way is Way.ALONE
    assert read_as(one, Way.ALONE) == {"what is it then"}
    assert "what is menopause weaken bone" in {text.replace(" then", "") for text in read_as(one, Way.WITH_THE_LAST)}
    assert "what is menopause then" in read_as(one, Way.NAMED)


def test_what_names_a_thing_itself_is_not_read_with_that_thing_in_it(judge: Judge, bones: Matcher) -> None:
    assert not any(
        text.count("menopause") > 1 for text in read_as(after(judge, bones, MENOPAUSE, "menopause?"), Way.NAMED)
    )


@pytest.mark.parametrize(
    ("text", "in_conversation", "within_one_message"),
    [
        ("why", True, True),
        ("what does it do", True, True),
        ("what about lupus", True, True),
        ("which one builds bone up", True, True),
        ("the joints of hands and feet", True, False),
        ("what is an autoimmune disease?", False, False),
        ("tell me about the joints " * 4, False, False),
    ],
)
def test_short_messages_lean_and_parts_of_one_only_if_they_point_or_say_next_to_nothing(
    judge: Judge, text: str, in_conversation: bool, within_one_message: bool
) -> None:
    alone = judged(judge, text)
    assert may_lean(alone, within_one_message=False) is in_conversation
    assert may_lean(alone, within_one_message=True) is within_one_message


@pytest.mark.parametrize(("text", "leans"), [("who won the world cup", False), ("and who makes it", True)])
def test_what_is_like_nothing_that_has_an_answer_does_not_lean_on_one(shipped: Matcher, text: str, leans: bool) -> None:
    judge = Judge(shipped.index, english.calibration().weights(shipped.index))
    assert may_lean(judged(judge, text), within_one_message=False) is leans


def test_what_only_names_a_thing_is_read_as_the_last_question_asked_of_that(judge: Judge, bones: Matcher) -> None:
    assert "what does arthritis attack" in read_as(after(judge, bones, LUPUS, "what about arthritis?"), Way.NAMED)
    assert not any("arthritis" in text for text in read_as(after(judge, bones, LUPUS, "what about it?"), Way.NAMED))
    more = after(judge, bones, LUPUS, "why is arthritis painful")
    assert "what does arthritis attack" not in read_as(more, Way.NAMED)


def test_the_signals_of_each_way_are_of_that_way_alone(judge: Judge, bones: Matcher) -> None:
    one = after(judge, bones, MENOPAUSE, "what is it then")
    assert value(one, "named", "what-is-menopause") > 0.5 > 0.0 > value(one, "alone", "what-is-menopause")
    assert value(one, "pointed_at", "what-is-menopause") == value(one, "named", "what-is-menopause")
    without = after(judge, bones, MENOPAUSE, "and arthritis")
    assert value(without, "pointed_at", "what-does-arthritis-attack") == 0.0


def test_why_by_itself_goes_on_with_the_last_question(judge: Judge, bones: Matcher) -> None:
    bare, full = (after(judge, bones, MENOPAUSE, text) for text in ("but why", "why in old age"))
    assert value(bare, "goes_on", MENOPAUSE) == value(bare, "with_the_last", MENOPAUSE)
    assert value(full, "goes_on", MENOPAUSE) == 0.0


def test_what_was_shown_and_what_leads_on_are_told_apart(judge: Judge, bones: Matcher) -> None:
    one = after(judge, bones, MENOPAUSE, "why")
    assert (value(one, "just_shown", MENOPAUSE), value(one, "leads_on", MENOPAUSE)) == (1.0, 0.0)
    offered = bones.faq.by_id[MENOPAUSE].follow_ups[0]
    assert (value(one, "just_shown", offered), value(one, "leads_on", offered)) == (0.0, 1.0)


def test_the_same_the_other_way_round_does_not_lead_on(judge: Judge, bones: Matcher) -> None:
    entry = "does-inflammation-cause-bone-loss"
    assert "does-bone-loss-cause-inflammation" in bones.faq.by_id[entry].follow_ups
    one = after(judge, bones, entry, "so it is the cause")
    assert value(one, "leads_on", "does-bone-loss-cause-inflammation") == 0.0


def test_an_answer_knows_the_words_it_is_asked_with_and_tells_those_it_says(judge: Judge, bones: Matcher) -> None:
    one = after(judge, bones, "what-do-osteoclasts-do", "worn joints")
    assert value(one, "knows", "what-does-arthritis-attack") > value(one, "knows", "what-do-osteoclasts-do")
    assert value(one, "tells", "what-do-osteoclasts-do") > 0.0  # "Osteoclasts dissolve worn bone."
    assert value(after(judge, bones, LUPUS, "why"), "knows", LUPUS) == 1.0  # nothing to know


def test_what_the_answer_just_shown_does_not_tell_speaks_against_showing_it_again(judge: Judge, bones: Matcher) -> None:
    shown = "what-do-osteoclasts-do"  # "Osteoclasts dissolve worn bone."
    told, untold = (after(judge, bones, shown, text) for text in ("worn bone?", "in young giraffes"))
    assert value(untold, "repeats", shown) < value(told, "repeats", shown) <= 0.0
    assert value(untold, "repeats", "what-does-arthritis-attack") == 0.0


def test_how_many_leads_to_nothing_that_is_never_asked_so(judge: Judge, bones: Matcher) -> None:
    assert not after(judge, bones, LUPUS, "how many are there").entries


def test_words_that_the_faq_does_not_have_speak_for_silence(judge: Judge, bones: Matcher) -> None:
    strange, known = (silence_of(after(judge, bones, LUPUS, text)) for text in ("and giraffes", "and arthritis"))
    assert strange["unknown"] > known["unknown"] == 0.0
    assert strange.keys() == english.calibration().sparse.turn_silence.keys()


@pytest.mark.parametrize(
    ("entry", "text", "meant"),
    [
        ("what-do-osteoclasts-do", "and the other one", "what do osteoblasts do"),
        ("does-inflammation-cause-bone-loss", "and vice versa?", "does bone loss cause inflammation"),
        (MENOPAUSE, "so what does", "what weaken bone"),
        (MENOPAUSE, "why", "why does menopause weaken bone"),
        (MENOPAUSE, "how come?", "why does menopause weaken bone"),
        (MENOPAUSE, "does it hurt", None),
        (LUPUS, "why", None),
    ],
)
def test_some_messages_stand_for_one_question(bones: Matcher, entry: str, text: str, meant: str | None) -> None:
    found = stands_for(words(text), bones.memory_of([entry]), bones.index, None)
    assert (" ".join(found) if found else None) == meant


@pytest.mark.parametrize(
    ("move", "meant"),
    [(Move.MORE, "why does menopause weaken bone"), (Move.AGAIN, "does menopause weaken bone")],
)
def test_a_move_stands_for_what_follows_or_for_the_last_question(bones: Matcher, move: Move, meant: str) -> None:
    found = stands_for(words("yes tell me"), bones.memory_of([MENOPAUSE]), bones.index, None, move)
    assert " ".join(found or ()) == meant
