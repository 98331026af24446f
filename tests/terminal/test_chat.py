"""The chat: real input typed, the whole transcript read."""

import io
import re
import sys
from pathlib import Path

from bot import composition, config
from bot.engine.wording.text import MAX_CHARACTERS
from bot.terminal.chat import Chat
from bot.terminal.screen import PlainScreen
from tests.fixtures import LIBRARY
from tests.terminals import type_in_a_terminal

OPENING_HOURS = """\
When is the library open?
The library is open from **Monday to Saturday**, nine to six. [1] It is closed on Sundays. [2]

Sources
[1] House rules, Opening hours, paragraph 1 (https://library.example/rules)
[2] House rules, Opening hours, paragraph 2 (https://library.example/rules)

The front desk has the last word.

Ask next
1. How do I join?
2. What does a late return cost?

"""
LATE_RETURN = """\
What does a late return cost?
Each day a book is late costs ten cents. [1]

Sources
[1] House rules, Cards and fines, paragraph 2 (https://library.example/rules)

The front desk has the last word.

"""
TOPICS = "1. Borrowing (2)\n2. Visiting (2)\n\n"
BORROWING = "Borrowing\n1. How do I join?\n2. What does a late return cost?\n\n"


def transcript(*typed: str) -> str:
    """Everything that is shown to someone who types these lines into a pipe."""
    out = io.StringIO()
    settings = config.load(faq=LIBRARY, environ={}, folder=LIBRARY)
    Chat(composition.build_desk(settings), PlainScreen(out)).listen(typed)
    return out.getvalue()


def test_a_follow_up_is_chosen_by_its_number() -> None:
    assert transcript("When is the library open?", "2") == OPENING_HOURS + LATE_RETURN


def test_topics_lead_to_their_questions_and_these_to_answers() -> None:
    assert transcript("/topics", "1", "2") == TOPICS + BORROWING + LATE_RETURN


def test_safety_texts_are_no_topic_to_browse() -> None:
    assert "Safety" not in transcript("/topics")


def test_an_urgent_message_gets_its_text_and_nothing_else() -> None:
    assert transcript("There is a fire") == "Leave the building now and call the fire brigade.\n\n"


def test_a_greeting_gets_the_voice_of_this_faq() -> None:
    assert transcript("hi") == "Welcome to the library desk.\n\n"


def test_quit_ends_the_chat_and_empty_lines_are_let_be() -> None:
    assert transcript("", "   ", "/quit", "hi") == ""


def test_commands_may_stand_between_spaces() -> None:
    assert transcript("  /topics ") == TOPICS


def test_a_command_nobody_knows_gets_a_hint() -> None:
    assert transcript("/topcis") == "Did you mean /topics?\n\n"
    assert transcript("/42") == "That is not a command. There are /why, /topics, /help, /quit.\n\n"


def test_help_lists_every_command() -> None:
    shown = transcript("/help")
    for command in ("/why", "/topics", "/help", "/quit"):
        assert f"\n{command} " in shown
    assert shown.endswith("Type a number to choose from a list.\n\n")


def test_why_explains_the_last_answer() -> None:
    shown = transcript("How do I join?", "/why")
    assert "\n  outcome           answer (" in shown
    assert "how-do-i-join" in shown


def test_why_before_any_question_says_what_it_is_for() -> None:
    assert transcript("/why") == "Nothing has been asked yet. Ask a question, then /why explains what was said.\n\n"


def test_a_number_that_is_not_on_the_list_is_a_question_like_any_other() -> None:
    for number in ("3", "0", "9" * 5000, "²"):
        shown = transcript("When is the library open?", number)
        assert shown.startswith(OPENING_HOURS)
        assert len(shown) > len(OPENING_HOURS)


def test_a_question_that_is_too_long_is_told_the_limit() -> None:
    assert f"{MAX_CHARACTERS}" in transcript("blah " * 1000)


def test_a_question_that_is_too_long_is_as_if_it_had_not_been_asked() -> None:
    shown = transcript("When is the library open?", "blah " * 1000, "2", "/why")
    assert shown.startswith(OPENING_HOURS + transcript("blah " * 1000) + LATE_RETURN)
    assert "what-does-late-cost" in shown


def test_in_a_terminal_there_are_a_greeting_a_prompt_rendered_markdown_and_wrapped_lines(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "chat", "--faq", str(LIBRARY)]
    environ = {"TERM": "xterm-256color", "COLUMNS": "40", "XDG_STATE_HOME": str(tmp_path), "PATH": ""}
    code, seen = type_in_a_terminal(command, [b"opening hours\n", b"/quit\n"], environ)
    assert code == 0
    assert "Welcome to the library desk." in seen
    assert "> opening hours" in seen
    assert "\x1b[1mMonday" in seen
    assert "**" not in seen
    assert max(len(re.sub(r"\x1b\[[?\d;]*[a-z]", "", line)) for line in seen.splitlines()) <= 40


def test_no_color_leaves_a_terminal_without_escape_codes(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot", "chat", "--faq", str(LIBRARY)]
    environ = {"TERM": "dumb", "NO_COLOR": "1", "XDG_STATE_HOME": str(tmp_path), "PATH": ""}
    code, seen = type_in_a_terminal(command, [b"opening hours\n", b"\x04"], environ)
    assert code == 0
    assert "Monday to Saturday" in seen
    assert "\x1b[1m" not in seen
    assert "\x1b[2m" not in seen
