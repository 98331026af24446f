"""Follow-ups: short messages that only make sense with what was said last.

The state is a value, `Memory`, passed in and returned. A message that leans on it is read as a question of its own:
its words together with those of the question answered last.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.faq_index import FaqIndex
from bot.engine.grammar import STOP_WORDS
from bot.engine.text import stem, words

MOST_WORDS = 9
MOST_CONTENT = 3

_OPENERS = frozenset("and but so or then also what how why".split())
_POINTERS = frozenset(
    "it that this they them those these one ones other others both either former latter same its their there he she "
    "former too either opposite another else first second last".split()
)
_MORE = frozenset("more else further continue elaborate detail details again another expand anything deeper".split())
_OTHER = frozenset("other others opposite another second latter".split())
_PLAIN_ASIDES = STOP_WORDS | frozenset("exactly specifically mean case example examples instance though part".split())


@dataclass(frozen=True)
class Memory:
    """One person's conversation in one place: the entries last shown and the questions offered with them."""

    entries: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True)
class FollowUp:
    """A message read with what was said last. `likelier` entries gain, by name, the given log-odds."""

    tokens: tuple[str, ...]
    likelier: dict[str, float]
    certain: bool  # whether the message makes no sense without the past


def follow_up(tokens: Sequence[str], memory: Memory, index: FaqIndex) -> FollowUp | None:
    """`tokens` read with `memory`, or None where they stand on their own."""
    last = next((index.faq.by_id[entry] for entry in memory.entries if entry in index.faq.by_id), None)
    if last is None or len(tokens) > MOST_WORDS:
        return None
    content = [token for token in tokens if token not in STOP_WORDS and token not in _POINTERS]
    points = bool(set(tokens) & _POINTERS)
    opens = bool(tokens) and tokens[0] in _OPENERS
    bare = not [token for token in content if token not in _PLAIN_ASIDES and token not in _MORE]
    if len(content) > MOST_CONTENT or not (bare or points or (opens and len(content) <= 2) or len(content) <= 1):
        return None
    likelier = {entry: 1.2 for entry in memory.offered}
    likelier[last.id] = -1.0 if not bare or set(tokens) & (_MORE | _OTHER) else -0.4
    if set(tokens) & _OTHER:
        for entry in _counterparts(last.id, memory, index):
            likelier[entry] = 3.0
    elif set(tokens) & _MORE and bare:
        likelier.update({entry: 2.5 for entry in memory.offered[:1]})
    before = words(last.question)
    return FollowUp((*_asking(tokens), *_carried(before, content)), likelier, certain=bare or opens)


def _asking(tokens: Sequence[str]) -> list[str]:
    """The new words, less what only points back."""
    return [token for token in tokens if token not in _POINTERS and token not in {"and", "but", "so", "about"}]


def _carried(before: Sequence[str], content: Sequence[str]) -> list[str]:
    """What the last question was about; new content takes the place of the last question's asking words only."""
    new = {stem(token) for token in content}
    return [token for token in before if token not in STOP_WORDS and stem(token) not in new]


def _counterparts(last: str, memory: Memory, index: FaqIndex) -> list[str]:
    """Offered questions put like the last one but about another thing: "the other one"."""
    asked = {stem(word) for word in words(index.faq.by_id[last].question)}
    scored = []
    for entry in memory.offered:
        theirs = {stem(word) for word in words(index.faq.by_id[entry].question)} if entry in index.faq.by_id else set()
        if theirs:
            scored.append((len(asked & theirs) / len(asked | theirs), entry))
    return [entry for likeness, entry in sorted(scored, reverse=True)[:1] if likeness >= 0.5]
