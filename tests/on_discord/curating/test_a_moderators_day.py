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
TABLE = """question,answer,topic,also
How is cocoa stirred?,With a whisk.,Tea,stirring cocoa
Where are the small cups kept?,In the cellar.,,
"""
ASKED = len(MISSED) + 6
MORNING = ("teach", "teach", "not for us", "add", "add")


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

        # A colleague sends a table: one question is new, one is there already with another answer.
        table = ada.uploads("from-bea.csv", TABLE.encode())
        preview = await ada.runs("curate import", file=table)
        assert "How is cocoa stirred?" in preview.text
        assert "+  answer: In the cellar." in preview.text
        await ada.presses(V.save, on=preview)
        assert "With a whisk." in (await alice.asks("stirring cocoa")).text
        assert "In the cellar." in (await alice.asks("small cups")).text
        again = await ada.runs("curate import", file=table)
        assert "nothing would change" in again.text

        # Vouchers are no question for tea drinkers. And what a member found helpful is kept as a test question, so that
        # no later change takes that answer away unnoticed.
        await alice.presses(V.helpful, on=await alice.asks("how do i brew black tea"))
        await eventually(lambda: len(here.desk.review.examples(here.server)) == 1)
        shown = await ada.runs("curate review")
        assert MISSED[1] in shown.text
        preview = await ada.presses(V.not_for_us, on=shown)
        shown = await ada.presses(V.review_on, on=await ada.presses(V.save, on=preview))
        offered = await ada.presses(V.examples_open, on=shown)
        await ada.presses(V.save, on=offered)
        assert "how do i brew black tea" in here.house.text("questions.yaml")

        # How did it go? In words, and in a picture that says the same to whoever cannot see it.
        await eventually(lambda: here.desk.statistics.lately(here.server, 7).questions == ASKED)
        shown = await ada.runs("curate stats", period=7)
        (picture,) = shown.attachments
        assert picture.content.startswith(b"\x89PNG")
        described = next(part for part in shown.parts if part["type"] == 12)["items"][0]["description"]
        for told in ("1 of 1 (100%)", f"{V.stats_missed}: {len(MISSED) + 1}"):
            assert told in shown.text
            assert told in described
        assert f"{V.stats_questions}: **{ASKED}**" in shown.text

        # In the evening all is as it should be, in the file too, and everything has a name to it.
        assert "None at all." in (await alice.asks(MISSED[4])).text
        assert "mended with gold" in (await alice.asks(MISSED[0])).text
        assert here.house.text().startswith(TEA)
        past_changes = here.curating.history(here.server)
        assert [one.action for one in past_changes] == ["expect", "not for us", "import", "undo", *MORNING]
        assert {one.author.name for one in past_changes} == {"Ada"}
