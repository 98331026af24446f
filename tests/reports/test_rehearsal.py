"""What the engine found out about an FAQ, as its curator reads it."""

from bot.reports.rehearsal import rehearse
from tests.engine.small_faqs import matcher_of
from tests.knowledge.writing import entry, read, told, topic

TEA = """topic: Tea
entries:
  - id: green-tea
    question: How is green tea brewed?
    also:
      - brewing green tea
    answer: With water well below the boil.
"""
POTS = """topic: Pots
entries:
  - id: samovar
    question: What is a samovar?
    also:
      - samovar, what is it
      - {stray}
    answer: An urn that keeps water hot for hours.
"""


def warned(**texts: str) -> list[str]:
    reading = read(**texts)
    assert not reading.faults
    return told(rehearse(reading, matcher_of(reading.draft)))


def test_an_faq_whose_entries_keep_apart_is_not_warned_of() -> None:
    assert warned(text=TEA, pots=POTS.format(stray="the use of a samovar")) == []


def test_a_phrasing_of_another_entry_is_named_with_both_places_and_what_to_do() -> None:
    assert warned(text=TEA, pots=POTS.format(stray="brewing of green tea")) == [
        'pots.yaml:7: entry samovar: "brewing of green tea" is nearly the same as "brewing green tea" of entry '
        "green-tea (tea.yaml:6); reword it, move it to entry green-tea, or remove it"
    ]


def test_an_own_question_cannot_be_moved() -> None:
    twin = topic(entry("twin", question="How is the green tea brewed?", answer="By guests."), head="topic: Twins")
    (found,) = warned(text=TEA.replace("    also:\n      - brewing green tea\n", ""), twin=twin)
    assert found.endswith("; reword one of the two, or make one entry of both")


def test_a_question_that_does_not_lead_to_its_entry_is_named() -> None:
    said = topic(entry("said", question="?!", answer="Marks that are set after a shout."), head="topic: Said")
    assert warned(text=TEA, said=said) == [
        'said.yaml:4: entry said: its own question "?!" is taken for small talk; write it as a whole question'
    ]


def test_a_question_that_is_small_talk_leads_to_its_entry() -> None:
    said = topic(entry("said", question="Hello", answer="A word that is said at the door."), head="topic: Said")
    assert warned(text=TEA, said=said) == []


def test_questions_that_have_to_work_are_replayed() -> None:
    questions = (
        "questions:\n- {question: brewing green tea, entry: samovar}\n- {question: who won the final, entry: null}\n"
    )
    found = warned(text=TEA, pots=POTS.format(stray="the use of a samovar"), questions=questions)
    assert found == [
        'questions.yaml:2: "brewing green tea" is answered with green-tea instead of samovar; add it as a phrasing '
        "there, or see what phrasings of entry green-tea belong there"
    ]


def test_where_no_entry_has_taken_a_question_none_is_named() -> None:
    (found,) = warned(text=TEA, questions="questions:\n- {question: who won the final, entry: green-tea}\n")
    assert found.endswith('"who won the final" is not answered instead of green-tea; add it as a phrasing there')


def test_a_question_that_must_not_be_answered_is_named_if_it_is() -> None:
    (found,) = warned(text=TEA, questions="questions:\n- question: brewing green tea\n  entry: null\n")
    assert found.startswith(
        'questions.yaml:2: "brewing green tea" is answered with green-tea, and is not to be answered'
    )
