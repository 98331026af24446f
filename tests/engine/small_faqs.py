"""FAQs small enough to be read beside the tests, and the engine built over them."""

import json
from collections.abc import Sequence

from bot import english
from bot.engine.conversation.memory import Memory
from bot.engine.decision import Decision
from bot.engine.index.candidates import Candidate, Question, first_look, question_of
from bot.engine.judging.confidence import entry_signals
from bot.engine.judging.signals import SIGNALS
from bot.engine.matcher import Matcher
from bot.engine.wording.text import words
from bot.knowledge import builtin
from bot.knowledge.model import Faq
from bot.knowledge.reading.reader import read_faq

BONES = """
topic: Bones
entries:
  - id: what-do-osteoclasts-do
    question: What do osteoclasts do?
    also:
      - osteoclast
      - the job of osteoclasts
      - which cells break bone down
      - do osteoclasts eat bone?
      - osteoclast function
    answer: Osteoclasts dissolve worn bone.
    follow_ups: [what-do-osteoblasts-do, which-cells-remodel-bone]
  - id: what-do-osteoblasts-do
    question: What do osteoblasts do?
    also:
      - osteoblast
      - the job of osteoblasts
      - which cells build bone up
      - do osteoblasts make bone?
      - osteoblast function
    answer: Osteoblasts lay down fresh bone.
    follow_ups: [what-do-osteoclasts-do]
  - id: osteoclasts-vs-osteoblasts
    question: What is the difference between osteoclasts and osteoblasts?
    also:
      - osteoclasts versus osteoblasts
      - compare osteoblasts with osteoclasts
      - how do osteoclasts differ from osteoblasts
      - osteoclast or osteoblast, which is which
    answer: One kind of cell removes, the other kind builds.
  - id: which-cells-remodel-bone
    question: Which two cells remodel bone?
    also:
      - the two kinds of cells in remodeling
      - who does the remodeling
      - names of the remodeling cells
      - what remodels the skeleton
    answer: A pair of cell types renews the skeleton throughout life.
  - id: does-inflammation-cause-bone-loss
    question: Does inflammation cause bone loss?
    also:
      - can inflammation lead to bone loss
      - is bone loss caused by inflammation
      - bone loss because of inflammation
      - inflammation triggers bone loss, right?
    answer: Long inflammation speeds the loss up.
    follow_ups: [does-bone-loss-cause-inflammation, what-is-an-autoimmune-disease]
  - id: does-bone-loss-cause-inflammation
    question: Does bone loss cause inflammation?
    also:
      - can bone loss lead to inflammation
      - is inflammation caused by bone loss
      - inflammation because of bone loss
      - bone loss triggers inflammation, right?
    answer: No; losing mineral does not inflame anything.
  - id: what-is-an-autoimmune-disease
    question: What is an autoimmune disease?
    also:
      - autoimmune meaning
      - define autoimmune
      - the body attacking itself
      - what does autoimmune mean
    answer: A disease in which the defences turn on the body they defend.
    follow_ups: [what-does-lupus-attack, what-does-arthritis-attack]
  - id: what-does-lupus-attack
    question: What does lupus attack?
    also:
      - lupus targets
      - organs hit by lupus
      - which organs does lupus attack
      - lupus damage
    answer: Skin, kidneys and more.
  - id: what-does-arthritis-attack
    question: What does arthritis attack?
    also:
      - arthritis targets
      - joints hit by arthritis
      - which joints does arthritis attack
      - arthritis damage
    answer: The lining of the joints.
  - id: what-is-menopause
    question: What is menopause?
    also:
      - the change of life
      - menopause meaning
      - when periods stop for good
      - define menopause
    answer: The end of monthly periods, with falling estrogen.
  - id: does-menopause-weaken-bone
    question: Does menopause weaken bone?
    also:
      - weaker bone after menopause
      - is bone weaker once menopause is over
      - does the change of life make bone weak
    answer: Yes, it does for many women.
    follow_ups: [why-does-menopause-weaken-bone]
  - id: why-does-menopause-weaken-bone
    question: Why does menopause weaken bone?
    also:
      - how come bone gets weaker after menopause
      - the reason menopause weakens bone
      - why is bone weaker once estrogen falls
    answer: Estrogen restrains the cells that dissolve bone.
"""

SAFETY = """
topic: Safety
terms:
  someone: [i, 'my {relative}', he, she]
  relative: [grandma, dad]
  can-not-move: [can not move, unable to move]
  fell: [fell, had a fall]
entries:
  - id: fall
    question: Someone fell and cannot get up
    also: [a bad fall and no moving]
    answer: Call an ambulance now.
    kind: urgent
    signs:
      - [someone, fell, can-not-move]
      - ['^help me now']
      - [chest pain]
    unless: [haha, in a movie]
  - id: my-medicine
    question: Should I stop taking my medicine?
    also: [can I quit my pills, should I take my tablets]
    answer: I cannot advise on a person; ask a doctor.
    kind: advice
    signs:
      - [should i, my pills]
    follow_ups: [what-is-menopause]
  - id: outside-diet
    question: What should one eat for strong bones?
    also: [calcium rich foods, is milk good for bones, vitamin d supplements, best diet for bones]
    answer: The FAQ does not speak of diets.
    kind: outside
"""

WORDS = """
groups:
  - [osteoclast, bone eating cells, bone eaters]
  - [osteoblast, bone building cells, bone builders]
  - [inflammation, inflamed, swelling inside]
  - [bone loss, losing bone, thinning bones]
"""


def faq_of(**documents: str) -> Faq:
    """The FAQ of these YAML texts, named by their stems: `words`, or a topic each."""
    reading = read_faq({f"{name}.yaml": text.encode() for name, text in documents.items()}, builtin.voice())
    assert not reading.faults, "\n".join(map(str, reading.faults))
    return reading.draft


def matcher_of(faq: Faq) -> Matcher:
    """The engine over `faq`, with the English and the weights that are shipped."""
    return Matcher(faq, english.language(), english.calibration())


def topic_of(*entries: str) -> str:
    """A topic file of entries written as `short` writes them."""
    return "topic: Small\nentries:\n" + "".join(entries)


def short(
    entry: str,
    question: str,
    *also: str,
    answer: str = "Some answer.",
    kind: str = "answer",
    answers_too: Sequence[str] = (),
) -> str:
    """One entry in YAML."""
    values = {"id": entry, "question": question, "also": list(also), "answer": answer, "kind": kind}
    values["answers_too"] = list(answers_too)
    return f"  - {json.dumps(values, ensure_ascii=False)}\n"


def ask(matcher: Matcher, text: str, memory: Memory | None = None) -> Decision:
    """What is decided about `text`, said first or after `memory`."""
    return matcher.decide(text, memory or Memory())[0]


def talk(matcher: Matcher, *messages: str) -> list[Decision]:
    """What is decided about each of `messages`, said one after the other by one person."""
    memory, decisions = Memory(), []
    for message in messages:
        decision, memory = matcher.decide(message, memory)
        decisions.append(decision)
    return decisions


def looked_at(matcher: Matcher, text: str) -> tuple[Question, dict[str, Candidate]]:
    """`text` as the engine reads it, word by word, and the candidates it finds by their ids."""
    index = matcher.index
    question = question_of(index, index.read(words(text)))
    return question, {index.entries[one.entry].id: one for one in first_look(index, question).candidates}


def signals(matcher: Matcher, text: str, entry: str) -> dict[str, float]:
    """What each signal says of `entry`, which has to be among the candidates for `text`."""
    question, found = looked_at(matcher, text)
    return dict(zip(SIGNALS, entry_signals(question, found[entry], matcher.index), strict=True))
