"""Small talk that no list of words foresees."""

import pytest

from bot import english
from bot.engine.conversation.memory import Memory
from bot.engine.decision import Chatter, Outcome
from bot.engine.matcher import Matcher
from bot.engine.reading.language import Language
from bot.engine.small_talk.likeness import SmallTalk, small_talk
from tests.engine.small_faqs import ask, faq_of, matcher_of, short, topic_of

ENGLISH = small_talk(english.language())


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("a very good evening to you, bot", Chatter.GREETING),
        ("buenos dias a todos", Chatter.GREETING),
        ("muchisimas gracias robot", Chatter.THANKS),
        ("best explanation ever, top marks robot", Chatter.THANKS),
        ("gn guys, off to bed", Chatter.FAREWELL),
        ("lmaoooo im crying", Chatter.LAUGHTER),
        ("worst bot in the world", Chatter.COMPLAINT),
        ("u are a robot or a real human", Chatter.HELP),
    ],
)
def test_small_talk_in_other_words_is_told_by_sort(bones: Matcher, text: str, sort: Chatter) -> None:
    decision = ask(bones, text)
    assert (decision.outcome, decision.chatter) == (Outcome.CHATTER, sort)
    assert decision.entries == decision.suggestions == ()


@pytest.mark.parametrize(
    "text",
    [
        "thank you dear bot, and what do osteoclasts do",
        "lol bot what does lupus attack",
        "what is the capital of france",
        "anyone up for a round of chess",
        "recipe for banana bread",
        "my hip hurts when i get up",
    ],
)
def test_what_asks_or_tells_something_is_no_small_talk(bones: Matcher, text: str) -> None:
    assert ask(bones, text).outcome is not Outcome.CHATTER


@pytest.mark.parametrize(
    "text",
    [
        "Thank you. Who does it?",
        "Haha. How often?",
        "thank you. does it hurt though",
        "merci beaucoup. are glorps brmf zyxxy?",  # like no sentence that is known
    ],
)
def test_what_is_asked_with_thanks_or_laughter_is_asked(bones: Matcher, text: str) -> None:
    answered = bones.decide("what do osteoclasts do", Memory())[1]
    assert bones.decide(text, answered)[0].outcome is not Outcome.CHATTER


@pytest.mark.parametrize("text", ["ok im off to bed nite all", "right, off to bed, shift's over, byeee", "k bye"])
def test_who_goes_to_bed_is_in_no_danger(shipped: Matcher, text: str) -> None:
    assert shipped.decide(text, Memory())[0].chatter is Chatter.FAREWELL


@pytest.mark.parametrize("text", ["good night forever everyone", "goodbye world", "see you all in the next life"])
def test_who_goes_for_ever_is(shipped: Matcher, text: str) -> None:
    assert shipped.decide(text, Memory())[0].outcome is Outcome.URGENT


@pytest.mark.parametrize("text", ["thank you all, i want to die", "goodbye bot, i am going to kill myself"])
def test_a_danger_in_words_of_farewell_is_no_small_talk(shipped: Matcher, text: str) -> None:
    assert shipped.decide(text, Memory())[0].outcome is Outcome.URGENT


def test_a_word_of_the_faqs_own_speaks_against_small_talk(bones: Matcher) -> None:
    bassoon = short("bassoon", "How is a bassoon held?", "bassoon", "holding the bassoon", "bassoon strap")
    assert ask(bones, "useless bassoon").chatter is Chatter.COMPLAINT
    assert ask(matcher_of(faq_of(music=topic_of(bassoon))), "useless bassoon").outcome is not Outcome.CHATTER


def test_an_edit_keeps_what_is_known_of_small_talk() -> None:
    assert small_talk(english.language()) is small_talk(english.language())


def test_where_a_language_comes_with_no_small_talk_none_is_told() -> None:
    assert SmallTalk(Language()).talk("hello there") is None


def test_small_talk_alone_tells_nothing_of_what_is_none() -> None:
    assert SmallTalk(Language(small_talk=((Chatter.GREETING, "hello there"),))).talk("hello there") is None


def test_repeated_letters_change_little() -> None:
    plain, stretched = ENGLISH.talk("yo bot"), ENGLISH.talk("yooooo bottt")
    assert plain
    assert stretched
    assert plain.sort is stretched.sort


@pytest.mark.parametrize(
    "text",
    [
        "Thank you my dear, goodbye",
        "Not at all, you have been wonderful. Goodbye!",
        "you were lovely, goodbye dear",
        "You have been a great help, goodnight",
        "farewell bot",
    ],
)
def test_who_takes_leave_of_the_bot_warmly_is_in_no_danger(shipped: Matcher, text: str) -> None:
    assert shipped.decide(text, Memory())[0].chatter in {Chatter.FAREWELL, Chatter.THANKS}


@pytest.mark.parametrize("text", ["you have all been wonderful, goodbye", "this is my goodbye", "goodbye forever all"])
def test_who_takes_leave_of_everybody_may_be_in_danger(shipped: Matcher, text: str) -> None:
    assert shipped.decide(text, Memory())[0].outcome is Outcome.URGENT


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("thank you, is lupus autoimmune", "what-does-lupus-attack"),
        ("thanks pal, do osteoclasts eat bone", "what-do-osteoclasts-do"),
        ("thanks a lot. are cytokines proteins?", "what-are-cytokines"),
        ("danke! can lupus hit kidneys", "what-does-lupus-attack"),
    ],
)
def test_a_question_behind_thanks_is_answered(shipped: Matcher, text: str, entry: str) -> None:
    assert ask(shipped, text).entries == (entry,)


@pytest.mark.parametrize(
    "text", ["thanks, that was great", "cheers, stealing that for my essay", "danke", "thanks mate"]
)
def test_thanks_that_ask_nothing_are_thanks(shipped: Matcher, text: str) -> None:
    assert ask(shipped, text).chatter is Chatter.THANKS
