"""The chat in a terminal: the same desk, the same words as on a server.

A conversation is a `Chat` that hears one line after the other and shows what there is to say. It knows neither where
lines come from (`keyboard`) nor how text looks (`screen`), so that a transcript can be played without a terminal.
"""

import difflib
from collections.abc import Iterable, Sequence

from bot.desk import FaqDesk, Place, Reply
from bot.desk.contents import offered
from bot.knowledge.model import Entry, Topic, Voice
from bot.terminal.explaining import explanation
from bot.terminal.presenting import Passage, Tone, answerable, numbered, passages, topic_titles
from bot.terminal.screen import Screen

PLACE = Place(server=None, channel="terminal")
MEMBER = "you"

# The chat's own commands, for whoever runs the bot; what members read stands in voice.yaml.
COMMANDS = {
    "/why": "explain the last answer",
    "/topics": "what the FAQ is about",
    "/help": "this list",
    "/quit": "end the chat (or Ctrl-D)",
}
BY_NUMBER = "Type a number to choose from a list."
NOTHING_YET = "Nothing has been asked yet. Ask a question, then /why explains what was said."


def greet(voice: Voice, screen: Screen) -> None:
    """Say what this is and how to leave, before anything was asked."""
    screen.show([Passage(Tone.BODY, voice.greeting), Passage(Tone.NOTE, f"{voice.disclaimer}\n{_listed(COMMANDS)}")])
    screen.gap()


class Chat:
    """One person's conversation with the desk."""

    def __init__(self, desk: FaqDesk, screen: Screen) -> None:
        self._desk = desk
        self._screen = screen
        self._last: Reply | None = None
        self._offered: Sequence[Entry | Topic] = ()
        self._commands = {"/why": self._why, "/topics": self._topics, "/help": self._help}

    def listen(self, lines: Iterable[str]) -> None:
        """Hear every line until the person leaves."""
        for line in lines:
            if line.strip() == "/quit":
                return
            self.hear(line)

    def hear(self, line: str) -> None:
        """React to one line: a command, a number from the last list, or a question."""
        line = line.strip()
        if not line:
            return
        if line.startswith("/"):
            self._commands.get(line, lambda: self._unknown(line))()
        elif line.isdecimal() and 1 <= int(line[:9]) <= len(self._offered):
            self._choose(self._offered[int(line[:9]) - 1])
        else:
            self._ask(line)

    def _ask(self, question: str) -> None:
        reply = self._desk.ask(question, place=PLACE, member=MEMBER)
        if reply.too_long:  # what was said before is still the last, for a number and for /why
            self._show(passages(reply))
        else:
            self._reply(reply)

    def _choose(self, chosen: Entry | Topic) -> None:
        if isinstance(chosen, Topic):
            self._offer(chosen.topic, answerable(chosen), [entry.question for entry in answerable(chosen)])
            return
        reply = self._desk.show(chosen.id, place=PLACE, member=MEMBER)
        if reply is None:
            self._say(self._desk.faq.voice.entry_gone)
        else:
            self._reply(reply)

    def _reply(self, reply: Reply) -> None:
        self._last, self._offered = reply, offered(reply)
        self._show(passages(reply))

    def _why(self) -> None:
        if self._last is None:
            self._say(NOTHING_YET)
        else:
            self._show(explanation(self._last.decision))

    def _topics(self) -> None:
        topics = [topic for topic in self._desk.topics(place=PLACE) if answerable(topic)]
        self._offer(None, topics, topic_titles(topics))

    def _help(self) -> None:
        listed = Passage(Tone.TABLE, "\n".join([*(f"{name:<8} {what}" for name, what in COMMANDS.items()), BY_NUMBER]))
        self._show([Passage(Tone.BODY, self._desk.faq.voice.help), listed])

    def _unknown(self, line: str) -> None:
        near = difflib.get_close_matches(line.split()[0], COMMANDS, n=1)
        self._say(f"Did you mean {near[0]}?" if near else f"That is not a command. There are {_listed(COMMANDS)}.")

    def _offer(self, title: str | None, offered: Sequence[Entry | Topic], titles: Iterable[str]) -> None:
        self._offered = offered
        heading = [Passage(Tone.HEADING, title)] if title else []
        self._show([*heading, numbered(titles)])

    def _say(self, text: str) -> None:
        self._show([Passage(Tone.BODY, text)])

    def _show(self, parts: Iterable[Passage]) -> None:
        self._screen.show([*parts])
        self._screen.gap()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
