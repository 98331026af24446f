"""What a reply consists of, whichever front end shows it."""

from dataclasses import replace

import pytest

from bot.desk import Block, Reply, citations, reply_for
from bot.desk.contents import OwnWords, ReadAs, Role, contents, offered
from bot.desk.gist import gist
from bot.engine.decision import Again, Chatter, Correction, Decision, Outcome
from bot.knowledge.reading.citing import markers
from tests.replies import FAQ, HONEY, STING, VOICE, WAX, reply

READ = (Correction("hony", "honey"),)


def test_an_answer_stands_between_what_is_said_of_it_and_what_leads_on() -> None:
    decision = Decision("hony", Outcome.ANSWER, corrections=READ, again=Again.WHOLE)
    assert contents(reply(decision, shown=(HONEY,), follow_ups=(WAX,))) == (
        ReadAs(READ),
        OwnWords(Role.REMARK, VOICE.said_before),
        Block(HONEY, citations(FAQ, HONEY)),
        OwnWords(Role.DISCLAIMER, VOICE.disclaimer),
        OwnWords(Role.NEXT, VOICE.ask_next),
    )


def test_of_an_answer_in_short_its_first_sentences_are_shown_with_their_sources() -> None:
    short = reply_for(FAQ, Decision("eli5", Outcome.ANSWER, entries=(HONEY.id,), again=Again.GIST))
    remark, block, *_ = contents(short)
    assert remark == OwnWords(Role.REMARK, short.voice.in_short)
    assert isinstance(block, Block)
    assert block.text == gist(HONEY.answer)
    assert [one.number for one in block.citations] == markers(block.text)


@pytest.mark.parametrize(
    ("again", "remark"),
    [(Again.NEAREST, VOICE.told_all), (Again.CHECK, VOICE.to_compare), (Again.GIST, VOICE.in_short)],
)
def test_the_last_answer_is_said_again_in_short_with_a_word_on_why(again: Again, remark: str) -> None:
    said, block, *_ = contents(reply_for(FAQ, Decision("so?", Outcome.ANSWER, entries=(HONEY.id,), again=again)))
    assert said == OwnWords(Role.REMARK, remark)
    assert isinstance(block, Block)
    assert block.in_short
    assert block.text == gist(HONEY.answer)


def test_beside_an_answer_it_is_said_what_else_was_asked_and_is_left_out() -> None:
    left_out = replace(reply(shown=(HONEY,)), outside=WAX)
    assert contents(left_out)[1:] == (
        OwnWords(Role.ANNOUNCEMENT, WAX.answer),
        OwnWords(Role.DISCLAIMER, VOICE.disclaimer),
    )


def test_nothing_leads_on_where_nothing_is_offered() -> None:
    assert contents(reply(shown=(HONEY, WAX), follow_ups=(WAX,)))[-1] == OwnWords(Role.DISCLAIMER, VOICE.disclaimer)
    assert offered(reply(shown=(HONEY, WAX), follow_ups=(WAX,))) == ()


def test_beside_a_danger_nothing_is_offered_and_nothing_said_of_how_it_was_read() -> None:
    urgent = reply(Decision("q", Outcome.URGENT, corrections=READ), shown=(STING,), follow_ups=(WAX,))
    assert contents(urgent) == (Block(STING, ()),)
    assert offered(urgent) == ()


@pytest.mark.parametrize(
    ("outcome", "several", "one"),
    [
        (Outcome.SUGGEST, VOICE.did_you_mean, VOICE.did_you_mean_one),
        (Outcome.NONE, VOICE.nothing_near, VOICE.nothing_near_one),
    ],
)
def test_what_may_have_been_meant_is_a_choice_where_there_is_no_answer(
    outcome: Outcome, several: str, one: str
) -> None:
    assert contents(reply(Decision("q", outcome), suggestions=(WAX, HONEY))) == (OwnWords(Role.CHOICE, several),)
    assert contents(reply(Decision("q", outcome), suggestions=(WAX,))) == (OwnWords(Role.CHOICE, one),)
    beside = reply(Decision("q", outcome), shown=(STING,), suggestions=(WAX,))
    assert contents(beside)[-1] == OwnWords(Role.NEXT, VOICE.ask_next)


def test_what_leads_on_comes_before_what_else_may_have_been_meant() -> None:
    assert offered(reply(shown=(STING,), follow_ups=(WAX,), suggestions=(HONEY, WAX))) == (WAX, HONEY)


def test_small_talk_and_more_than_is_read_have_a_text_of_their_own_and_no_more() -> None:
    hello = reply(Decision("hi", Outcome.CHATTER, chatter=Chatter.GREETING, corrections=READ), suggestions=(WAX,))
    assert (contents(hello), offered(hello)) == ((OwnWords(Role.INSTEAD, VOICE.greeting),), (WAX,))
    long = Reply(Decision("q", Outcome.NONE), VOICE, too_long=True)
    assert contents(long) == (OwnWords(Role.INSTEAD, VOICE.too_long),)


def test_what_its_author_wrote_in_short_is_shown_instead_of_first_sentences() -> None:
    written = HONEY.model_copy(update={"in_short": "Bees make it. [1]"})
    block = Block(written, (), in_short=True)
    assert block.text == "Bees make it. [1]"
    assert replace(block, in_short=False).text == HONEY.answer


def test_a_safety_text_is_made_shorter_by_its_author_alone_and_stands_without_a_remark() -> None:
    decision = Decision("she is crying", Outcome.URGENT, entries=(STING.id,), again=Again.GIST)
    assert Block(STING, (), in_short=True).text == STING.answer
    assert contents(reply(decision, shown=(STING,))) == (Block(STING, ()),)
