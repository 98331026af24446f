"""The gist of an answer to which nobody has written a short one: its first sentences. Nothing is put in other words.

An answer says first what was asked, so that is what is left where there is to be less of it.
"""

import re

LEAST_WORDS = 6  # "No." says too little by itself

# The end of a sentence with the markers of its sources; after "e.g." goes on a small letter.
_END = re.compile(r"(?<=[.!?])(?:\s?\[\d+\])*(?=\s+[^\sa-z\[]|\s*\Z)")


def gist(answer: str) -> str:
    """The first sentences of the first paragraph of `answer` that say more than a word or two."""
    paragraph = answer.strip().partition("\n\n")[0]
    ends = (match.end() for match in _END.finditer(paragraph))
    enough = (end for end in ends if len(paragraph[:end].split()) >= LEAST_WORDS)
    return paragraph[: next(enough, len(paragraph))]
