"""Which entries are looked at twice."""

from bot.engine.index.candidates import first_look, question_of
from bot.engine.wording.text import words
from tests.engine.small_faqs import faq_of, matcher_of, short, topic_of


def test_an_entry_that_is_asked_in_very_many_ways_does_not_crowd_out_the_others() -> None:
    many_ways = (f"what are zebras {letter}{number}" for letter in "abcdefgh" for number in range(12))
    zebras = short("zebras", "What are zebras?", *many_ways)
    cells = short("cells", "Which cells do zebras have?", "cells of a zebra")
    index = matcher_of(faq_of(a=topic_of(zebras, cells))).index
    found = first_look(index, question_of(index, index.read(words("what are zebras made of")))).candidates
    assert {index.entries[one.entry].id for one in found} == {"zebras", "cells"}
