"""Whatever moderators do, one after another, can be taken back change by change, to the byte."""

import random
from collections.abc import Callable

import pytest

from bot.desk.drafts import Draft
from bot.errors import FaqBotError
from bot.knowledge.reading.checking import check
from tests.curating.shelves import ADA, BEA, HOME, House, Open

STEPS = 12
TOPICS = ("Tea", "Cups", "New")


class Moderator:
    """Does at random what can be done; whatever is refused is not done."""

    def __init__(self, here: Open, seed: int) -> None:
        self._here = here
        self._random = random.Random(seed)  # noqa: S311 -- no secret
        self.saved: list[int] = []

    def does_something(self, step: int) -> None:
        entry = self._random.choice(list(self._here.library.edition(None).faq.by_id))
        try:
            saved = self._here.curating.save(self._random.choice(self._deeds(entry, step))(), ADA)
        except FaqBotError:
            return
        assert saved.id is not None
        self.saved.append(saved.id)

    def _deeds(self, entry: str, step: int) -> list[Callable[[], Draft]]:
        desk, topic = self._here.curating, self._random.choice(TOPICS)
        known = desk.entry(HOME, entry)
        new = {"question": f"What is no. {step}?", "answer": "That.", "follow_ups": entry}
        others = [one for one in self._here.library.edition(None).faq.by_id if one != entry][:2]
        deeds: list[Callable[[], Draft]] = [
            lambda: desk.add(HOME, new, topic=topic),
            lambda: desk.edit(HOME, entry, {"also": (*known.also, f"number {step} please")}),
            lambda: desk.edit(HOME, entry, {"follow_ups": "\n".join(others)}),
            lambda: desk.rename(HOME, entry, f"entry-{step}"),
            lambda: desk.move(HOME, entry, topic),
            lambda: desk.remove(HOME, entry),
            lambda: desk.expect(HOME, {f"{known.question} please": entry}),
        ]
        if self.saved:
            deeds.append(lambda: desk.undo(HOME, self._random.choice(self.saved)))
        if gone := desk.removed(HOME):
            deeds.append(lambda: desk.restore(HOME, gone[0][0]))
        return deeds


@pytest.mark.parametrize("seed", range(4))
def test_what_was_done_in_any_order_is_taken_back_to_the_byte_and_nothing_ever_names_what_is_gone(
    house: House, here: Open, seed: int
) -> None:
    before = {path.name: path.read_bytes() for path in house.faq.glob("*.yaml")}
    moderator = Moderator(here, seed)
    for step in range(STEPS):
        moderator.does_something(step)
        warnings = check(here.library.edition(None).reading).warnings
        assert [one for one in warnings if "has no entry" in one.what] == []
    assert len(moderator.saved) > STEPS // 2
    for number in reversed(moderator.saved):
        here.curating.save(here.curating.undo(HOME, number), BEA)
    assert {path.name: path.read_bytes() for path in house.faq.glob("*.yaml")} == before
