"""A draft is tried on what members asked, and quotes them; not once their words are deleted."""

import gc
import weakref
from collections.abc import Sequence

from bot import composition
from bot.desk import Place
from bot.desk.effects import Effects
from bot.engine.curation.trial import Effect
from tests.curating.shelves import HOME, House


class Change:
    """Of which something is found out."""


def test_what_a_draft_quotes_of_members_goes_when_words_are_deleted(house: House) -> None:
    question = "where do the little cups live"
    with composition.open_archive(house.settings) as archive:
        library = composition.build_library(house.settings)
        curating = composition.curating_desk(library, archive)
        desk = composition.desk_over(library, house.settings, archive=archive, curating=curating)
        desk.ask(question, place=Place(HOME, "1"), member="m")
        archive.open().revisions.know()
        typed = {"question": "Where do the little cups live?", "answer": "With the cat."}
        draft = curating.add(HOME, typed, topic="Cups")
        effect = weakref.ref(draft.effect)
        assert question in [one.question for one in draft.effect.turned]
        assert draft.effect is effect()  # of which little is asked twice
        desk.privacy.forget("m")
        gc.collect()
        assert effect() is None
        assert question not in [one.question for one in draft.effect.turned]


def test_what_is_found_out_with_words_that_are_deleted_meanwhile_is_not_held() -> None:
    effects: Effects[Change] = Effects(lambda _: ["where do the little cups live"])
    draft = Change()

    def deleted_meanwhile(_: Sequence[str]) -> Effect:
        effects.forget()
        return Effect(tried=1)

    assert effects.of(draft, HOME, deleted_meanwhile).tried == 1
    assert effects.of(draft, HOME, lambda _: Effect(tried=2)).tried == 2
