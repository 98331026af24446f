"""A moderator's day, from the first look at the phone to the last."""

from pathlib import Path

from tests.curating.shelves import TEA
from tests.on_discord.curating.moderating import V, form, stage
from tests.on_discord.online import eventually

MISSED = (
    "which mugs are unbreakable",
    "do you sell gift vouchers",
    "where do dragons sleep",
    "xylophone lessons for beginners",
    "how much caffeine is in rooibos",
)


async def test_a_moderators_day(tmp_path: Path) -> None:
    async with stage(tmp_path) as here:
        ada, alice = here.mod, here.discord.person("alice")
        for question in MISSED:
            await alice.asks(question)
        await eventually(lambda: len(here.desk.review.groups(here.server)) == len(MISSED))

        # In the morning a new entry, typed into a form. It is answered as soon as it is saved.
        preview = await ada.fills(
            await form(ada, "curate add", topic="Tea"),
            {
                V.field_question: "How is mint tea brewed?",
                V.field_answer: "With fresh leaves.",
                V.field_also: "brewing mint leaves",
            },
        )
        await ada.presses(V.save, on=preview)
        assert "With fresh leaves." in (await alice.asks("brewing mint leaves")).text

        # At noon five questions that found no answer, the latest first as each was asked once.
        shown = await ada.runs("curate review")
        assert MISSED[4] in shown.text
        modal = await ada.is_shown_form(ada.starts_pressing(V.make_new, on=shown))
        preview = await ada.fills(modal, {V.field_answer: "None at all."})
        shown = await ada.presses(V.review_on, on=await ada.presses(V.save, on=preview))
        assert MISSED[3] in shown.text
        preview = await ada.presses(V.not_for_us, on=shown)
        shown = await ada.presses(V.review_on, on=await ada.presses(V.save, on=preview))
        assert MISSED[2] in shown.text
        shown = await ada.presses(V.later, on=shown)
        assert MISSED[1] in shown.text
        preview = await ada.chooses("Where are the small cups kept?", on=shown)
        mistake = await ada.presses(V.save, on=preview)
        shown = await ada.presses(V.review_on, on=mistake)
        assert MISSED[0] in shown.text
        preview = await ada.chooses("What happens to broken cups?", on=shown)
        shown = await ada.presses(V.review_on, on=await ada.presses(V.save, on=preview))
        assert shown.text == V.review_none

        # Vouchers are not on the top shelf: a slip of the thumb, found in the history and taken back.
        assert "top shelf" in (await alice.asks(MISSED[1])).text
        past = await ada.runs("curate history", entry="small-cups")
        assert f"+  - {MISSED[1]}" in past.text
        await ada.presses(V.save, on=await ada.presses(V.take_back, on=past))
        assert "top shelf" not in (await alice.asks(MISSED[1])).text

        # In the evening all is as it should be, in the file too, and everything has a name to it.
        assert "None at all." in (await alice.asks(MISSED[4])).text
        assert "mended with gold" in (await alice.asks(MISSED[0])).text
        assert here.house.text().startswith(TEA)
        past_changes = here.curating.history(here.server)
        assert [one.action for one in past_changes] == ["undo", "teach", "teach", "not for us", "add", "add"]
        assert {one.author.name for one in past_changes} == {"Ada"}
