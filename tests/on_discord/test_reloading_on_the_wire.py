"""The FAQ changes while the bot answers: whoever asks gets one version of it, whole."""

import asyncio
import re
from pathlib import Path

import yaml

from tests.discord_server import DiscordServer, Message
from tests.on_discord.test_the_whole_bot import the_bot_on

QUESTIONS = ("When is the tea room open?", "Who makes the coffee on Sundays?", "How do I get a key to the garden?")
VERSION = re.compile(r"version (\d+)")
ASKERS = 100
LAST = 4


def write(folder: Path, version: int) -> None:
    """An FAQ that says everywhere in an answer which version it is of."""
    entries = []
    for number, question in enumerate(QUESTIONS):
        also = {"id": f"more-{number}", "question": f"And in version {version}, {question}", "answer": "Nothing else."}
        answer = f"This is version {version} of it."
        entries += [{"id": f"entry-{number}", "question": question, "answer": answer, "follow_ups": [also["id"]]}, also]
    (folder / "club.yaml").write_text(yaml.safe_dump({"topic": "Club", "entries": entries}))


def versions(answer: Message) -> set[str]:
    """Every version an answer and its buttons speak of."""
    return set(VERSION.findall("\n".join([answer.text, *answer.buttons])))


async def test_each_of_a_hundred_who_ask_while_the_faq_changes_gets_one_whole_version(tmp_path: Path) -> None:
    faq = tmp_path / "faq"
    faq.mkdir()
    write(faq, 1)
    async with DiscordServer() as discord, the_bot_on(discord, tmp_path, faq):
        seen: list[set[str]] = []
        version = 1
        while {str(LAST)} not in seen:
            version = min(version + 1, LAST)
            # New people each time: how often it takes depends on the machine, how often one person may ask does not.
            people = [discord.person(f"p{len(seen) + number}") for number in range(ASKERS)]
            # By messages, which are answered however slow the machine is; a command would be put off.
            asking = [person.messages_bot(QUESTIONS[number % len(QUESTIONS)]) for number, person in enumerate(people)]
            rewriting = asyncio.create_task(asyncio.to_thread(write, faq, version))
            seen += [versions(answer) for answer in await asyncio.gather(*asking)]
            await rewriting
        assert {len(one) for one in seen} == {1}
        assert {"1"} in seen
