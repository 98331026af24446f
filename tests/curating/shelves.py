"""A small FAQ in a real folder, a real database, and the desk at which it is changed: as a host has them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import composition, config
from bot.config import Settings
from bot.desk import Archive, FaqDesk, Place
from bot.desk.curating import CuratingDesk
from bot.desk.history import Author
from bot.desk.library import Library

HOME, ELSEWHERE = "100000000000000001", "100000000000000002"
ADA, BEA = Author("Ada", "200000000000000001"), Author("Bea", "200000000000000002")

TEA = """# The kettle's own file.
topic: Tea
entries:
  - id: green-tea
    question: How is green tea brewed?  # asked daily
    also:
      - brewing green tea
      - 'green tea: how hot'
      - how hot must the water for green tea be
    answer: >-
      With water well below the boil. [1]
    sources: [{article: leaflet, section: leaves, paragraph: 1}]
    follow_ups: [black-tea]

  # darker
  - id: black-tea
    question: How is black tea brewed?
    also: [brewing black tea, black tea temperature, how long does black tea steep]
    answer: With boiling water. [1]
    sources:
      - {article: leaflet, section: leaves, paragraph: 2}
    follow_ups: [green-tea]
"""
CUPS = """topic: Cups
entries:
- id: small-cups
  question: Where are the small cups kept?
  also:
  - small cups
  - which shelf holds the little cups
  answer: On the top shelf.
- id: broken-cups
  question: What happens to broken cups?
  also:
  - a cup fell down and broke
  answer: They are mended with gold.
"""
SOURCES = """articles:
  - id: leaflet
    title: The leaflet
    sections:
      - {id: leaves, title: Leaves, paragraphs: 3}
"""


@dataclass
class House:
    """A folder with an FAQ, and what a host's program makes of it."""

    folder: Path

    @property
    def faq(self) -> Path:
        return self.folder / "faq"

    @property
    def settings(self) -> Settings:
        (self.folder / "config.yaml").write_text(f'discord: {{home_server: "{HOME}"}}\n', "utf-8")
        return config.load(environ={}, folder=self.folder)

    def text(self, file: str = "tea.yaml") -> str:
        return (self.faq / file).read_bytes().decode()

    def write(self, text: str, file: str = "tea.yaml") -> None:
        (self.faq / file).write_bytes(text.encode())

    @contextmanager
    def opened(self) -> Iterator["Open"]:
        """A process of its own: everything is read anew, and what is recorded is there."""
        with composition.open_archive(self.settings) as archive:
            library = composition.build_library(self.settings)
            yield Open(library, composition.curating_desk(library, archive), archive, self.settings)


@dataclass
class Open:
    """The desks of one process."""

    library: Library
    curating: CuratingDesk
    archive: Archive
    settings: Settings

    @property
    def desk(self) -> FaqDesk:
        return composition.desk_over(self.library, self.settings, curating=self.curating)

    def answer(self, question: str, server: str | None = HOME) -> tuple[str, ...]:
        """The entries that a member of `server` is shown."""
        return self.desk.ask(question, place=Place(server, "1"), member="m").decision.entries


def furnish(folder: Path) -> House:
    """A house with the FAQ of this module."""
    (folder / "faq").mkdir()
    for name, text in {"tea.yaml": TEA, "cups.yaml": CUPS, "sources.yaml": SOURCES}.items():
        (folder / "faq" / name).write_bytes(text.encode())
    return House(folder)
