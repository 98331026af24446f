"""Many people on many servers who ask in every way there is, and what became of each question."""

import random
import time
from collections import OrderedDict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from tests.discord_server import Channel, DiscordServer, Message, Person
from tests.discord_server.interactions import Interaction
from tests.discord_server.world import BUTTON

CHANNELS = 5  # a server
MAX_WORDS = 300  # characters
TYPED = 12  # characters at which somebody looks at what is offered
KEPT_MESSAGES = 100  # in a channel; older ones are forgotten, or the small Discord would fill the memory
KEPT_ANSWERS = 500  # on which somebody may press a button
KEPT_COUNTS = 50_000  # of replies to a message

# How people ask, of a hundred.
COMMAND, MENTION, DIRECT, PRESS, TYPING = range(5)
MIX = (35, 25, 10, 20, 10)


@dataclass
class Tally:
    """What became of the questions of one stage. `waited` are seconds from question to reply, `hurried` those of
    commands and presses among them, for which Discord waits three.
    """

    asked: int = 0
    waited: list[float] = field(default_factory=list)
    hurried: list[float] = field(default_factory=list)
    open: set[int] = field(default_factory=set)  # the ids of messages and interactions that wait for a reply
    put_off: int = 0  # asked to come back in a moment, because too much is asked
    doubled: int = 0

    @property
    def lost(self) -> int:
        return len(self.open)


class Crowd:
    """`members` people, evenly on `servers` servers of `discord`, who ask `questions`.

    `busy` are the texts by which the bot asks them to come back.
    """

    def __init__(
        self,
        discord: DiscordServer,
        questions: Sequence[str],
        servers: int,
        members: int,
        busy: Collection[str] = (),
        seed: int = 1,
    ) -> None:
        self._busy = frozenset(busy)
        self._discord = discord
        self._questions = questions
        self._random = random.Random(seed)  # noqa: S311 -- chance here keeps no secrets
        self._people: dict[int, tuple[Person, list[Channel]]] = {}
        self._answers: deque[tuple[Person, Message]] = deque(maxlen=KEPT_ANSWERS)
        self._replies: OrderedDict[int, int] = OrderedDict()  # how many, by the id of the message replied to
        self.tally = Tally()
        self._settle(servers, members)
        self._everyone = list(self._people.values())
        discord.news.listeners.append(self._hear)

    def begin_tally(self) -> Tally:
        """Count afresh."""
        self.tally = Tally()
        return self.tally

    async def ask(self) -> None:
        """Somebody asks something, in some way."""
        person, channels = self._random.choice(self._everyone)
        channel, words = self._random.choice(channels), self._random.choice(self._questions)[:MAX_WORDS]
        (way,) = self._random.choices(range(len(MIX)), MIX)
        self.tally.asked += 1
        if way == MENTION:
            await self._says(person, f"{self._discord.bot_mention} {words}", channel)
        elif way == DIRECT:
            await self._says(person, words, person.direct)
        elif way == PRESS and self._answers:
            await self._presses(*self._random.choice(self._answers))
        elif way == TYPING:
            self._opened(await person.starts_typing_in("ask", where=channel, question=words[:TYPED]))
        else:
            self._opened(await person.starts_asking(words, where=channel))

    async def chat(self) -> None:
        """Somebody says something that is not for the bot."""
        person, channels = self._random.choice(self._everyone)
        channel = self._random.choice(channels)
        await person.says(self._random.choice(self._questions), where=channel)
        _forget_old(channel)

    def _settle(self, servers: int, members: int) -> None:
        world = self._discord.world
        for number in range(servers):
            guild = world.add_guild(f"Server {number}")
            channels = [world.add_channel(guild, f"channel-{place}") for place in range(CHANNELS)]
            for neighbour in range(number, members, servers):
                person = self._discord.person(f"member{neighbour}", on=guild)
                self._people[person.user.id] = (person, channels)

    async def _says(self, person: Person, words: str, channel: Channel) -> None:
        message = await person.says(words, where=channel)
        if message.id not in self._replies:
            self.tally.open.add(message.id)
        _forget_old(channel)

    async def _presses(self, person: Person, on: Message) -> None:
        buttons = [part["label"] for part in on.parts if part["type"] == BUTTON and not part.get("disabled")]
        self._opened(await person.starts_pressing(self._random.choice(buttons), on=on))

    def _opened(self, interaction: Interaction) -> None:
        if interaction.response is None:
            self.tally.open.add(interaction.id)

    def _hear(self, what: object) -> None:
        """Count what the bot has made of something, as soon as it reaches Discord."""
        if isinstance(what, Interaction):
            if what.loading:
                return  # the bot says that it takes longer
            self._discord.interactions.forget(what)
            if any(answer.text in self._busy for answer in what.messages):
                self._put_off(what.id)
                return
            self._closed(what.id, time.monotonic() - what.begun)
            self.tally.hurried.append(what.seconds or 0.0)
            for answer in what.messages:
                self._keep(what.user.id, answer)
        elif isinstance(what, Message) and what.author == self._discord.bot and what.replies_to is not None:
            question = what.replies_to
            self._replies[question.id] = self._replies.get(question.id, 0) + 1
            if self._replies[question.id] > 1:
                self.tally.doubled += 1
            elif what.text in self._busy:
                self._put_off(question.id)
            else:
                self._closed(question.id, what.at - question.at)
            if len(self._replies) > KEPT_COUNTS:
                self._replies.popitem(last=False)
            self._keep(question.author.id, what)

    def _put_off(self, asked: int) -> None:
        self.tally.open.discard(asked)
        self.tally.put_off += 1

    def _closed(self, asked: int, seconds: float) -> None:
        self.tally.open.discard(asked)
        self.tally.waited.append(seconds)

    def _keep(self, reader: int, answer: Message) -> None:
        if answer.buttons and reader in self._people:
            self._answers.append((self._people[reader][0], answer))


def _forget_old(channel: Channel) -> None:
    if len(channel.messages) > 2 * KEPT_MESSAGES:
        del channel.messages[:-KEPT_MESSAGES]
