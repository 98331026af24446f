"""/faq over the wire: topics, questions, single answers, help."""

import pytest

from bot.desk import FaqDesk
from bot.knowledge.model import Entry, Topic
from bot.on_discord.members import catalogue
from tests.discord_server import DiscordServer, Message
from tests.on_discord import sample
from tests.on_discord.online import bot_on, settings_for

V = sample.VOICE


def large_desk(topics: int = 2, entries: int = 45) -> FaqDesk:
    """A desk over more questions than a menu takes, each as long as a question may be."""
    made = tuple(
        Topic(
            topic=f"Topic {t}",
            entries=tuple(
                Entry(id=f"e-{t}-{n}", question=f"{t}.{n} " + "l*ng_ " * 48 + "?", answer=f"Answer {n}.")
                for n in range(entries)
            ),
        )
        for t in range(topics)
    )
    return FaqDesk(sample.ExactMatcher(sample.faq().model_copy(update={"topics": made})))


def options(message: Message) -> list[str]:
    (menu,) = message.selects
    return [option["label"] for option in menu["options"]]


async def test_browsing_leads_from_topics_to_questions_to_an_answer() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        listed = await alice.runs("faq browse")
        assert options(listed) == ["Bones"]
        questions = await alice.chooses("Bones", on=listed)
        assert questions is listed
        assert sample.WHAT in options(questions)
        answer = await alice.chooses(sample.CALCIUM, on=questions)
        assert "1,000 mg" in answer.text
        assert answer is not listed


async def test_what_is_browsed_is_seen_by_nobody_else() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        listed = await alice.runs("faq browse")
        assert listed.only_for == alice.user
        answer = await alice.chooses(sample.CALCIUM, on=await alice.chooses("Bones", on=listed))
        assert answer.only_for == alice.user


async def test_safety_texts_and_honest_noes_are_not_there_to_be_browsed() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        questions = await alice.chooses("Bones", on=await alice.runs("faq browse"))
        hidden = {entry.question for entry in (*sample.SAFETY, sample.OUTSIDE)}
        assert not hidden & set(options(questions))
        assert len(options(questions)) == len(sample.ENTRIES)


async def test_a_long_topic_has_pages_that_turn_in_place() -> None:
    async with DiscordServer() as discord, bot_on(discord, large_desk()):
        alice = discord.person("alice")
        page = await alice.chooses("Topic 1", on=await alice.runs("faq browse"))
        assert "Page 1 of 3" in page.text
        assert page.buttons == [V.next, V.all_topics]
        assert await alice.presses(V.next, on=page) is page
        assert page.buttons == [V.previous, V.next, V.all_topics]
        await alice.presses(V.next, on=page)
        assert "Page 3 of 3" in page.text
        assert len(options(page)) == 45 - 2 * catalogue.ON_A_PAGE
        assert options(page)[0].startswith("1.40 ")
        await alice.presses(V.all_topics, on=page)
        assert options(page) == ["Topic 0", "Topic 1"]


async def test_a_page_that_there_is_no_more_leads_to_the_last_that_there_is() -> None:
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord, large_desk()):
            page = await alice.chooses("Topic 1", on=await alice.runs("faq browse"))
            await alice.presses(V.next, on=page)
        async with bot_on(discord, large_desk(entries=25)):
            await alice.presses(V.next, on=page)
            assert "Page 2 of 2" in page.text
            assert len(options(page)) == 25 - catalogue.ON_A_PAGE
            assert page.buttons == [V.previous, V.all_topics]


async def test_many_topics_have_pages_too() -> None:
    async with DiscordServer() as discord, bot_on(discord, large_desk(topics=30, entries=1)):
        alice = discord.person("alice")
        listed = await alice.runs("faq browse")
        await alice.presses(V.next, on=listed)
        assert options(listed)[-1] == "Topic 29"


async def test_turning_pages_is_not_counted_as_asking() -> None:
    async with DiscordServer() as discord, bot_on(discord, large_desk(), settings_for(discord, per_minute=1)):
        alice = discord.person("alice")
        page = await alice.chooses("Topic 1", on=await alice.runs("faq browse"))
        for _ in range(4):
            await alice.presses(V.next, on=page)
            await alice.presses(V.previous, on=page)
        assert "Page 1 of 3" in page.text


async def test_a_menu_works_after_a_restart_and_after_its_topic_was_renamed() -> None:
    renamed = sample.faq().model_copy(update={"topics": (Topic(topic="Skeleton", entries=sample.ENTRIES),)})
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord):
            listed = await alice.runs("faq browse")
        async with bot_on(discord):
            await alice.chooses("Bones", on=listed)
            assert sample.WHAT in options(listed)
            await alice.presses(V.all_topics, on=listed)
        async with bot_on(discord, FaqDesk(sample.ExactMatcher(renamed))):
            await alice.chooses("Bones", on=listed)
            assert options(listed) == ["Skeleton"]


async def test_an_entry_that_is_gone_from_the_menu_is_told_with_the_nearest() -> None:
    without = tuple(entry for entry in sample.ENTRIES if entry.id != "calcium-need")
    async with DiscordServer() as discord:
        alice = discord.person("alice")
        async with bot_on(discord):
            questions = await alice.chooses("Bones", on=await alice.runs("faq browse"))
        async with bot_on(discord, sample.desk(without)):
            said = await alice.chooses(sample.CALCIUM, on=questions)
            assert V.entry_gone in said.text
            assert said.buttons


async def test_one_entry_is_shown_to_everyone_by_its_question() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        (first, *_) = await alice.types_in("faq show", question="calcium")
        shown = await alice.runs("faq show", question=first.value)
        assert "1,000 mg" in shown.text
        assert not shown.is_private


async def test_help_tells_how_to_ask_and_links_the_commands() -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        said = await alice.runs("faq help")
        assert said.only_for == alice.user
        assert V.help in said.text
        ids = {command["name"]: command["id"] for command in discord.world.application.commands}
        for link in (f"</ask:{ids['ask']}>", f"</faq browse:{ids['faq']}>", f"</privacy:{ids['privacy']}>"):
            assert link in said.text


@pytest.mark.parametrize("command", ["faq browse", "faq help", "privacy"])
async def test_commands_answer_in_a_direct_message_too(command: str) -> None:
    async with DiscordServer() as discord, bot_on(discord):
        alice = discord.person("alice")
        assert (await alice.runs(command, where=alice.direct)).text
