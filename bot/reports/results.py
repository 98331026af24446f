"""What `faqbot ask` prints for machines: a contract that scripts rely on, so nothing is renamed here lightly."""

import dataclasses
import json

from bot.desk import Block, Reply
from bot.engine.decision import Decision, Evidence
from bot.terminal.presenting import as_text, passages

MAX_RANKED = 5
DIGITS = 6  # of a probability; more would be noise

Json = dict[str, object]


def result(question: str, reply: Reply) -> Json:
    """One line of `ask --jsonl`. What is too long to be read has no outcome of its own: it is `none`."""
    decision = reply.decision
    return {
        "q": question,
        "outcome": decision.outcome.value,
        "too_long": reply.too_long,
        "entries": list(decision.entries),
        "suggestions": list(decision.suggestions),
        "confidence": round(decision.confidence, DIGITS),
        "ranking": [
            {"entry": ranked.entry, "confidence": round(ranked.confidence, DIGITS)}
            for ranked in decision.ranking[:MAX_RANKED]
        ],
        "follow_ups": list(decision.follow_ups),
    }


def full_result(question: str, reply: Reply) -> Json:
    """What `ask --json` prints: the same, and what a person would read."""
    return {
        **result(question, reply),
        "text": as_text(passages(reply)),
        "answers": [_answer(block) for block in reply.blocks],
    }


def evidence(decision: Decision) -> Json:
    """What `--explain` adds."""
    return {
        "corrections": [dataclasses.asdict(correction) for correction in decision.corrections],
        "evidence": [_evidence(part) for part in decision.evidence],
    }


def as_line(value: object) -> str:
    """JSON on one line, in ASCII: whatever the encoding of the pipe, nothing is lost."""
    return json.dumps(value, separators=(", ", ": "))


def as_page(value: object) -> str:
    """JSON for a single answer, which a person may well look at. What JSON does not know, days, becomes text."""
    return json.dumps(value, indent=2, default=str)


def _answer(block: Block) -> Json:
    return {
        "entry": block.entry.id,
        "question": block.entry.question,
        "answer": block.entry.answer,
        "sources": [dataclasses.asdict(citation) for citation in block.citations],
    }


def _evidence(part: Evidence) -> Json:
    shares = [{**share._asdict(), "share": share.share} for share in part.shares]
    return {**dataclasses.asdict(part), "shares": shares}
