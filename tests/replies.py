"""Replies made by hand, for what the engine says about them is not the point."""

from bot.desk import Block, Reply, citations
from bot.engine.decision import Decision, Outcome
from bot.knowledge.model import Article, Entry, Faq, Kind, Section, SourceRef, Sources, Topic, Voice

# Each text is its own name, in the shape that all of them take, names of commands included.
TEXTS = {name: name if name.startswith("name_") else name.replace("_", " ").capitalize() for name in Voice.model_fields}
VOICE = Voice(**TEXTS).model_copy(update={"read_as": "Read {typed} as {read_as}"})
HONEY = Entry(
    id="honey",
    question="What is honey?",
    answer="Nectar that **bees** have dried. [1]",
    sources=(SourceRef(article="bees", section="food", paragraph=2),),
    follow_ups=("wax",),
)
WAX = Entry(id="wax", question="What is wax?", answer="What combs are made of.")
STING = Entry(id="sting", question="Someone cannot breathe", answer="Call an ambulance now.", kind=Kind.URGENT)
BEES = Article(id="bees", title="About bees", sections=(Section(id="food", title="Food", paragraphs=3),))
FAQ = Faq(topics=(Topic(topic="Bees", entries=(HONEY, WAX, STING)),), sources=Sources(articles=(BEES,)), voice=VOICE)


def reply(
    decision: Decision | None = None,
    *,
    shown: tuple[Entry, ...] = (),
    suggestions: tuple[Entry, ...] = (),
    follow_ups: tuple[Entry, ...] = (),
) -> Reply:
    """A reply that shows `shown`, by a decision that answers unless another is given."""
    return Reply(
        decision=decision or Decision("q", Outcome.ANSWER),
        voice=VOICE,
        blocks=tuple(Block(entry, citations(FAQ, entry)) for entry in shown),
        suggestions=suggestions,
        follow_ups=follow_ups,
    )
