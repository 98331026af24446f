"""Small FAQs as YAML text, and what the reader or the linter says about them."""

from collections.abc import Iterable

from bot.errors import Fault
from bot.knowledge import builtin
from bot.knowledge.reading.checking import Findings, check
from bot.knowledge.reading.reader import Reading, read_faq

ENTRY = """topic: Tea
entries:
  - id: green-tea
    question: How is green tea brewed?
    also:
      - brewing green tea
    answer: With water below the boil.
"""
SOURCES = """articles:
  - id: leaflet
    title: The leaflet
    sections:
      - {id: leaves, title: Leaves, paragraphs: 3}
"""


def read(text: str | bytes = ENTRY, **others: str | bytes) -> Reading:
    """The reading of tea.yaml with `text`, and of others named by their stems."""
    named = {"tea": text, **others}
    documents = {
        f"{stem}.yaml": content.encode() if isinstance(content, str) else content for stem, content in named.items()
    }
    return read_faq(documents, builtin.voice())


def lint(text: str = ENTRY, **others: str) -> Findings:
    """What the linter finds, without asking for many phrasings."""
    return check(read(text, **others), enough_phrasings=0)


def told(faults: Iterable[Fault]) -> list[str]:
    """The faults as a curator sees them."""
    return [str(fault) for fault in faults]


def entry(entry_id: str, *lines: str, question: str = "", answer: str = "Some answer.") -> str:
    """One entry of a topic, with further `lines` of its own."""
    first = (f"  - id: {entry_id}", f"    question: {question or f'What about {entry_id}?'}", f"    answer: {answer}")
    return "\n".join((*first, *(f"    {line}" for line in lines))) + "\n"


def topic(*entries: str, head: str = "topic: Tea") -> str:
    """A topic file of these entries; they begin in line 3."""
    return f"{head}\nentries:\n{''.join(entries)}"
