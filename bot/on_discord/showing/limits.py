"""What Discord takes at most, by its documentation. Characters are counted as by `text.length`."""

from bot.knowledge.reading.checking import MESSAGE_CHARACTERS

MAX_TEXT = (
    MESSAGE_CHARACTERS  # in all components of a message; the linter, which knows of no Discord, counts with it too
)
MAX_BUTTON = 80
MAX_CUSTOM_ID = 100

MAX_OPTIONS = 25  # in a menu, chosen in a menu of roles, people or channels, and suggested while someone types
MAX_OPTION = 100  # what is read of one of them, what is sent, and what describes it

MAX_FORM_TITLE = 45  # of a form, and of each of its fields
MAX_FIELD_HINT = 100
MAX_FIELD = 4_000  # typed into a field
