"""The evidence as a person reads it."""

from typing import NamedTuple

from bot.engine.decision import Correction, Decision, Evidence, Outcome, Ranked, SignalShare
from bot.terminal.explaining import explanation
from bot.terminal.presenting import as_text


class Sum(NamedTuple):
    """A sum whose terms are given."""

    shares: tuple[SignalShare, ...]


EVIDENCE = Evidence(
    part="wat is hony",
    read_as="what is honey",
    entry="honey",
    phrasing="what is honey?",
    matched=("honey",),
    unmatched=(),
    synonyms=(Correction("bee juice", "honey"),),
    confidence=0.891,
    runner_up=Ranked("wax", 0.04),
    answer_from=0.6,
    suggest_from=0.25,
    reason="sure enough to answer",
    behind=Sum((SignalShare("bias", 1.0, -1.5), SignalShare("overlap", 0.9, 4.0))),
)
DECISION = Decision(
    "wat is hony",
    Outcome.ANSWER,
    entries=("honey",),
    confidence=0.891,
    ranking=(Ranked("honey", 0.891), Ranked("wax", 0.04)),
    corrections=(Correction("hony", "honey"),),
    evidence=(EVIDENCE,),
)


def test_everything_that_led_to_the_decision_is_shown_and_the_shares_are_summed() -> None:
    assert as_text(explanation(DECISION)) == (
        "  outcome           answer (89%)\n"
        "  corrected         hony → honey\n"
        "  ranking           honey 89%, wax 4%\n"
        "\n"
        "“wat is hony”\n"
        "  read as           what is honey\n"
        "  entry             honey\n"
        "  nearest phrasing  what is honey?\n"
        "  words matched     honey\n"
        "  words unmatched   –\n"
        "  synonyms          bee juice → honey\n"
        "  signals           overlap     0.900 ×  +4.000 =  +3.600\n"
        "                    bias        1.000 ×  -1.500 =  -1.500\n"
        "                    log-odds                    =  +2.100, confidence 89.1%\n"
        "  runner-up         wax 4%\n"
        "  thresholds        answer from 60%, suggest from 25%\n"
        "  decided           sure enough to answer"
    )


def test_small_talk_needs_no_evidence() -> None:
    assert as_text(explanation(Decision("hi", Outcome.CHATTER))) == (
        "  outcome           chatter (0%)\n  corrected         –\n  ranking           –"
    )
