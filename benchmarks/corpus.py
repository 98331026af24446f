"""Texts to learn the meaning of words from: WordNet's definitions and examples, questions made up of its words, and
what an FAQ is asked, as it stands and garbled.

WordNet (Princeton University, free for any use) is read from its database files `data.noun`, `data.verb` and so on;
Debian has them in the package wordnet-base.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

PARTS_OF_SPEECH = ("noun", "verb", "adj", "adv")
MOST_CHARACTERS = 160
GARBLED = 2  # times that each text is
PIECE = (3, 10)  # words of a piece of a text
BEGINNING = 8  # words of a text, at most, before or after those of another
LONG = 8  # words above which two of a text are exchanged
SYNONYM = 0.6  # chance that a word is exchanged for one that means nearly the same, if there is one

# What is asked of things in communities, banks and kitchens alike.
FRAMES = (
    "how do i {verb} my {noun}", "how do i {verb} a {noun}", "can you {verb} the {noun} for me",
    "what is the {noun} of {other}", "why is my {noun} {adj}", "what does {noun} mean", "why does {noun} {verb} it",
    "does {noun} {verb} {other}", "is {noun} {adj}", "what is a {adj} {noun}", "i want to {verb} my {noun}",
    "please {verb} the {noun}", "where can i find {adj} {noun}", "how long does it take to {verb} a {noun}",
    "how many {noun} are there", "can i {verb} {noun} with {other}", "what causes {noun}",
    "what are the symptoms of {noun}", "how much does {noun} {verb}", "tell me about {noun} and {other}",
    "difference between {noun} and {other}", "when will my {noun} {verb}", "i need help with my {noun} {other}",
    "is it possible to {verb} {noun}", "{noun} {other}", "{adj} {noun}", "{verb} {noun}",
    "what happens if i {verb} the {noun}", "the {noun} did not {verb}", "i lost my {noun}",
    "do you know any {adj} {noun}", "show me the {noun} {other}", "what's the best {noun} to {verb}",
    "are {noun} and {other} the same", "which {noun} {verb} the {other}", "set the {noun} to {adj}",
    "add {noun} to my {other}", "how {adj} is the {noun}", "i don't understand {noun}",
)  # fmt: skip


@dataclass(frozen=True)
class Gloss:
    """One sense: its words, what it is (a part of speech), its definition and examples of its use."""

    words: tuple[str, ...]
    part: str
    definition: str
    examples: tuple[str, ...]


def glosses(folder: Path) -> Iterator[Gloss]:
    """Every sense in the WordNet database files of `folder`. Raises OSError if they are not there."""
    for part in PARTS_OF_SPEECH:
        for line in (folder / f"data.{part}").read_text("utf-8").splitlines():
            if not line.startswith("  "):  # the licence
                yield _gloss(line, part)


def texts(found: Sequence[Gloss], frequency: Mapping[str, float], questions: int, rng: Random) -> list[str]:
    """Definitions and examples of `found`, and `questions` made-up questions, in any order, none twice.

    Senses of words that are not in `frequency` are left out.
    """
    known = [gloss for gloss in found if any(word in frequency for word in gloss.words)]
    said = [gloss.definition for gloss in known]
    said += [f"{gloss.words[0]}: {gloss.definition}" for gloss in known[::3]]
    said += [example for gloss in found for example in gloss.examples]
    said += made_up(known, frequency, questions, rng)
    different = list(dict.fromkeys(text[:MOST_CHARACTERS] for text in said if text))
    rng.shuffle(different)
    return different


def made_up(known: Sequence[Gloss], frequency: Mapping[str, float], count: int, rng: Random) -> list[str]:
    """Questions of words that are common, but not too common, the commoner ones oftener."""
    words = {part: _common(known, part, frequency) for part in PARTS_OF_SPEECH}
    weights = {part: [frequency[word] ** 0.5 for word in words[part]] for part in PARTS_OF_SPEECH}

    def drawn(part: str) -> str:
        return rng.choices(words[part], weights[part])[0]

    return [
        rng.choice(FRAMES).format(noun=drawn("noun"), other=drawn("noun"), verb=drawn("verb"), adj=drawn("adj"))
        for _ in range(count)
    ]


def garbled(asked: Sequence[str], synonyms: Sequence[Sequence[str]], rng: Random) -> list[str]:
    """Each text `GARBLED` times: a piece of it, with words exchanged, or its beginning before the end of another.

    What these mean a teacher says as well as of any other text, and the words of the trade are met in more company.
    """
    same: defaultdict[str, list[str]] = defaultdict(list)
    for group in synonyms:
        for word in group:
            same[word].extend(other for other in group if other != word)
    texts = [text.split() for text in asked]
    every = [word for said in texts for word in said]

    def piece(said: list[str]) -> list[str]:
        at = rng.randint(0, max(0, len(said) - PIECE[0]))
        return said[at : at + rng.randint(*PIECE)]

    def exchanged(said: list[str]) -> list[str]:
        found = said.copy()
        for at in rng.sample(range(len(found)), min(len(found), 1 + (len(found) > LONG))):
            others = same.get(found[at].lower().strip("?.,!"), ())
            found[at] = rng.choice(others if others and rng.random() < SYNONYM else every)
        return found

    def spliced(said: list[str]) -> list[str]:
        return said[: rng.randint(1, BEGINNING)] + rng.choice(texts)[-rng.randint(1, BEGINNING) :]

    return [" ".join(rng.choice((piece, exchanged, spliced))(said)) for said in texts for _ in range(GARBLED)]


def _common(known: Sequence[Gloss], part: str, frequency: Mapping[str, float]) -> list[str]:
    words = {word for gloss in known if gloss.part == part for word in gloss.words}
    return sorted(word for word in words if 3e-6 < frequency.get(word, 0) < 2e-3)


def _gloss(line: str, part: str) -> Gloss:
    """A line of a database file: numbers, how many words (hexadecimal), words with their numbers, `|`, the gloss."""
    head, _, said = line.partition("|")
    fields = head.split()
    words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
    definition = re.sub(r"\s+", " ", re.sub(r'"[^"]*"?', "", said)).strip(" ;")
    plain = tuple(re.sub(r"\(.*\)$", "", word).replace("_", " ").lower() for word in words)
    return Gloss(plain, part, definition, tuple(re.findall(r'"([^"]{8,120})"', said)))
