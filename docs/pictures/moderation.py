"""What moderators do for each picture of what they see, with the FAQ that comes along, which is theirs to change."""

import random
from datetime import timedelta

from bot.records.model import Feedback, LoggedQuestion, Miss, MissKind
from docs.pictures.drawing import Form
from docs.pictures.staging import PHONE, Drawn, Scene, Stage, bot_said
from tests.discord_server import Message, Person
from tests.on_discord.online import eventually
from tests.on_discord.sample import VOICE as V

AGE = "Does getting older play a part in osteoporosis?"
BREAK = "why do bones of older people break?"
GROUP = {
    V.field_question: "When does our support group meet?",
    V.field_answer: "On the first Monday of each month at 19:00, in the voice channel.",
    V.field_also: "next meeting\nwhen is the support group\nwhat time do you meet",
}
DAYS = 30


def _mia(here: Stage) -> Person:
    return here.discord.moderator("Mia")


def _server(here: Stage) -> str:
    return str(here.discord.guild.id)


async def _form(here: Stage) -> Drawn:
    mia = _mia(here)
    form = await mia.is_shown_form(mia.starts_running("curate add"))
    return [Form(form.title, form.components, GROUP)]


async def _missed(here: Stage, mia: Person) -> Message:
    """The review of a question that was answered with what did not help."""
    for name in ("Ada", "Ben"):
        member = here.discord.person(name)
        await member.presses(V.not_helpful, on=await member.asks(BREAK))
    await eventually(lambda: [group.count for group in here.desk.review.groups(_server(here))] == [2])
    return await mia.runs("curate review")


async def _review(here: Stage) -> Drawn:
    return [bot_said(await _missed(here, _mia(here)), "Mia used /curate review", menus_open=False)]


async def _preview(here: Stage) -> Drawn:
    mia = _mia(here)
    preview = await mia.chooses(AGE, on=await _missed(here, mia))
    return [bot_said(preview, "Mia used /curate review", menus_open=False)]


async def _history(here: Stage) -> Drawn:
    mia, noor = _mia(here), here.discord.moderator("Noor")
    for who, entry, more in (
        (mia, "role-of-age", BREAK),
        (noor, "what-do-osteoblasts-do", "who repairs the skeleton"),
        (noor, "what-do-osteoclasts-do", "bone builders"),
    ):
        await who.presses(V.save, on=await who.runs("curate phrasing", entry=entry, more=more))
    last = here.desk.curating.history(_server(here), limit=1)[0]
    await mia.presses(V.save, on=await mia.runs("curate undo", number=last.id))
    return [bot_said(await mia.runs("curate history"), "Mia used /curate history")]


async def _statistics(here: Stage) -> Drawn:
    asked = _a_month_of_questions(here)
    await eventually(lambda: here.desk.statistics.lately(_server(here), DAYS).questions == asked)
    return [bot_said(await _mia(here).runs("curate stats"), "Mia used /curate stats")]


def _a_month_of_questions(here: Stage) -> int:
    """Made up, and each time the same; how many there are."""
    chance, records, server = random.Random(7), here.archive.open(), _server(here)  # noqa: S311 -- no secret
    shown = [entry.id for entry in here.desk.faq.entries if entry.kind == "answer"]
    weights = [1 / (1 + place) for place in range(len(shown))]
    outcomes = {"answer": 70, "suggest": 9, "none": 12, "advice": 7, "urgent": 2}
    asked = 0
    for day in range(DAYS):
        at = here.archive.ago(DAYS - 1 - day) - timedelta(minutes=1)
        for _ in range(chance.randint(4, 16)):
            (outcome,) = chance.choices(list(outcomes), list(outcomes.values()))
            entries = tuple(chance.choices(shown, weights)) if outcome == "answer" else ()
            asked += 1
            name = f"{asked:016x}"
            records.questions.note(LoggedQuestion(name, server, None, at, outcome, entries))
            if outcome == "none":
                records.misses.note(Miss(name, server, None, at, MissKind.NO_ANSWER))
            elif outcome == "answer" and chance.random() < 0.2:
                helpful = chance.random() < 0.85
                missed = Miss(name, server, None, at, MissKind.NOT_HELPFUL)
                records.feedback.give(Feedback(name, server, f"{asked}", at, helpful), missed)
    return asked


SCENES = (
    Scene("form", _form, (PHONE,), moderated=True),
    Scene("review", _review, (PHONE,), moderated=True),
    Scene("preview", _preview, (PHONE,), moderated=True),
    Scene("history", _history, (PHONE,), moderated=True),
    Scene("statistics", _statistics, (PHONE,), moderated=True),
)
