"""What the linter says about FAQs that are well formed."""

from datetime import date

import pytest

from bot.errors import Fault
from bot.knowledge.reading.checking import check, overdue
from bot.knowledge.reading.citing import markers
from bot.knowledge.reading.phrasings import fold
from tests.knowledge.writing import SOURCES, entry, lint, read, told, topic

CITING = "sources: [{article: leaflet, section: leaves, paragraph: %s}]"
SAFE = """topic: Safety
terms:
  burns: [burnt my hand, scalded]
entries:
"""


def fault_of(text: str, **others: str) -> str:
    """The one fault the linter finds."""
    (fault,) = told(lint(text, **others).faults)
    return fault


def warnings_of(text: str, **others: str) -> list[str]:
    """The warnings about an FAQ that has no faults."""
    findings = lint(text, **others)
    assert findings.faults == ()
    return told(findings.warnings)


def test_a_small_faq_without_sources_has_no_faults_and_no_warnings() -> None:
    assert warnings_of(topic(entry("green"))) == []


@pytest.mark.parametrize(
    ("follow_ups", "told"),
    [
        ("[grene]", "the follow-up `grene` is the id of no entry; did you mean `green`?"),
        ("[coffee-and-cake]", "the follow-up `coffee-and-cake` is the id of no entry; remove it"),
        ("[black]", "the follow-up `black` is the entry itself; remove it"),
        ("[green, green]", "the follow-up `green` is named twice; keep one"),
    ],
)
def test_a_follow_up_that_leads_nowhere_useful_is_a_fault(follow_ups: str, told: str) -> None:
    fault = fault_of(topic(entry("green"), entry("black", f"follow_ups: {follow_ups}")))
    assert fault.startswith("tea.yaml:9: entry black: ")
    assert told in fault


@pytest.mark.parametrize(
    ("answers_too", "told"),
    [
        ("[grene]", "`answers_too`: `grene` is the id of no entry; did you mean `green`?"),
        ("[black]", "`answers_too`: `black` is the entry itself; remove it"),
        ("[green, green]", "`answers_too`: `green` is named twice; keep one"),
    ],
)
def test_an_entry_that_cannot_be_answered_too_is_a_fault(answers_too: str, told: str) -> None:
    fault = fault_of(topic(entry("green"), entry("black", f"answers_too: {answers_too}")))
    assert fault.startswith("tea.yaml:9: entry black: ")
    assert told in fault


def test_a_follow_up_to_an_entry_with_faults_of_its_own_is_not_called_unknown() -> None:
    faults = told(lint(topic(entry("green", "kind: x"), entry("black", "follow_ups: [green]"))).faults)
    assert len(faults) == 1


def test_a_follow_up_that_may_stand_in_a_broken_file_is_not_called_unknown() -> None:
    faults = told(lint(topic(entry("black", "follow_ups: [lost]")), coffee="topic: [").faults)
    assert [fault.split(":")[0] for fault in faults] == ["coffee.yaml"]


def test_faults_of_reading_and_of_checking_are_told_together() -> None:
    faults = told(lint(topic(entry("green", "kind: x"), entry("black", "follow_ups: [lost]"))).faults)
    assert [fault.split(":")[1] for fault in faults] == ["6", "10"]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "{article: leaflat, section: leaves, paragraph: 1}",
            "no article is called `leaflat`; did you mean `leaflet`",
        ),
        ("{article: leaflet, section: roots, paragraph: 1}", "`leaflet` has no section called `roots`; describe it in"),
        ("{article: leaflet, section: leaves, paragraph: 4}", "has no paragraph 4; the last one is 3"),
    ],
)
def test_a_source_that_is_not_there_is_a_fault(source: str, told: str) -> None:
    text = topic(entry("green", "sources:", f"  - {source}", answer="It is green. [1]"))
    fault = fault_of(text, sources=SOURCES)
    assert fault.startswith("tea.yaml:7: entry green: ")
    assert told in fault


def test_citing_without_a_file_of_sources_is_told_once() -> None:
    text = topic(*(entry(name, CITING % 1, answer="So it is. [1]") for name in ("green", "black")))
    assert "there is no sources.yaml" in fault_of(text)


def test_markers_and_sources_have_to_agree() -> None:
    text = topic(entry("green", CITING % 1, answer="It is green. [2]"))
    one, two = told(lint(text, sources=SOURCES).faults)
    assert "tea.yaml:5: entry green: the answer has a marker [2], but there is no source no. 2" in one
    assert "tea.yaml:6: entry green: source no. 1 is never used in the answer" in two


def test_a_marker_in_what_is_said_in_short_has_to_have_a_source() -> None:
    sourced = entry("green", "in_short: Leaves. [2]", CITING % 1, answer="Unfermented leaves. [1]")
    fault = fault_of(topic(sourced), sources=SOURCES)
    assert fault.startswith("tea.yaml:6: entry green: `in_short` has a marker [2], but there is no source no. 2")


def test_numbers_in_links_and_code_are_no_markers() -> None:
    assert markers("See [1](https://x.org) and `list[0]`. [2][3]") == [2, 3]


def test_an_answer_without_sources_needs_no_markers() -> None:
    assert warnings_of(topic(entry("green", "sources: []"))) == []


def test_a_last_sentence_without_a_marker_is_a_warning() -> None:
    text = topic(entry("green", "sources:", *_three(), answer="It is green. [1][2][3] It is good."))
    (warning,) = warnings_of(text, sources=SOURCES)
    assert "the last sentence of the answer has no marker" in warning


def test_paragraphs_nobody_cites_are_one_warning_a_section() -> None:
    text = topic(entry("green", CITING % 2, answer="It is green. [1]"))
    (warning,) = warnings_of(text, sources=SOURCES.replace("paragraphs: 3", "paragraphs: 6"))
    assert warning.startswith("sources.yaml:5: no entry cites paragraph 1, 3-6 of section `leaves` of `leaflet`;")


def test_an_answer_without_sources_is_a_warning_only_where_there_are_articles() -> None:
    text = topic(entry("green", "sources:", *_three(), "follow_ups: [black]", answer="So. [1][2][3]"), entry("black"))
    warnings = warnings_of(text.replace("black?", "black?\n    follow_ups: [green]"), sources=SOURCES)
    assert warnings == ["tea.yaml:11: entry black names no sources; say where its facts stand"]


def test_two_articles_with_one_id_are_a_fault() -> None:
    twice = SOURCES + SOURCES.replace("articles:\n", "")
    assert fault_of(topic(entry("green")), sources=twice).startswith("sources.yaml:6: the id `leaflet` is taken")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("- id: black", "- id: green", "tea.yaml:7: the id `green` is taken by another entry"),
        ("- id: black", "- id: Black tea", "tea.yaml:7: entry Black tea: `id` is `Black tea`, which cannot be an id"),
        ("- id: black", "- idd: black", "tea.yaml:7: entry ?: `idd` is not known here; did you mean `id`?"),
        ("entries:", "entrys:", "tea.yaml:2: `entrys` is not known here; did you mean `entries`?"),
    ],
)
def test_an_entry_that_cannot_be_known_by_its_id_is_not_missed_elsewhere(before: str, after: str, told: str) -> None:
    """One slip of the pen is one fault, however many follow-ups lead to what it hides."""
    text = topic(entry("green", "follow_ups: [black]"), entry("black"))
    more = topic(entry("white", "follow_ups: [black]")).replace("topic: ", "topic: More ")
    assert fault_of(text.replace(before, after), more=more).startswith(told)


def test_a_misspelled_name_is_not_also_told_as_missing() -> None:
    assert fault_of(topic(entry("green")).replace("answer:", "answr:")) == (
        "tea.yaml:5: entry green: `answr` is not known here; did you mean `answer`?"
    )


def test_two_entries_cannot_share_a_phrasing() -> None:
    text = topic(entry("green", "also: [Is it  good?]"), entry("black", "also:", "  - is it good!"))
    fault = fault_of(text)
    assert fault.startswith('tea.yaml:11: entries black and green share the phrasing "is it good!" (tea.yaml:6);')


def test_an_entry_cannot_have_a_phrasing_twice() -> None:
    assert 'entry green has "what about green" twice (tea.yaml:4)' in fault_of(
        topic(entry("green", "also: [what about green]"))
    )


def test_signs_that_mean_something_tell_phrasings_apart() -> None:
    assert fold("What is C#?") != fold("What is C++?")
    assert fold("What's “tea”—really?") == fold("whats tea really")


def test_a_phrasing_without_words_is_a_warning() -> None:
    (warning,) = warnings_of(topic(entry("green", 'also: ["???"]')))
    assert 'the phrasing "???" has no words' in warning


def test_few_phrasings_are_a_warning_for_each_poor_entry() -> None:
    many = "also: [" + ", ".join(f"way {number}" for number in range(12)) + "]"
    findings = check(read(topic(entry("green", many, "follow_ups: [black]"), entry("black", "follow_ups: [green]"))))
    (warning,) = told(findings.warnings)
    assert "entry black has only 0 phrasings in `also`" in warning


def test_few_phrasings_everywhere_are_one_warning() -> None:
    text = topic(*(entry(f"e{number}", f"follow_ups: [e{(number + 1) % 9}]") for number in range(9)))
    (warning,) = told(check(read(text)).warnings)
    assert "none of the 9 answers has 12 phrasings" in warning


def test_an_entry_nothing_leads_to_is_a_warning() -> None:
    (warning,) = warnings_of(topic(entry("green", "follow_ups: [black]"), entry("black")))
    assert warning.startswith("tea.yaml:3: nothing leads to entry green;")


def test_an_faq_without_follow_ups_gets_one_warning_about_it() -> None:
    (warning,) = warnings_of(topic(entry("green"), entry("black"), entry("white")))
    assert "none of the 3 entries has `follow_ups`" in warning


def test_a_word_in_two_groups_is_a_fault() -> None:
    fault = fault_of(topic(entry("green")), words="groups:\n  - [tea, char]\n  - [cup, Tea]\n")
    assert fault.startswith('words.yaml:3: "Tea" stands in two groups (also in line 2);')


def test_a_word_twice_in_its_group_is_a_fault() -> None:
    assert "stands twice in its group" in fault_of(topic(entry("green")), words="groups:\n  - [tea, char, tea]\n")


def test_signs_belong_to_urgent_and_advice_entries_only() -> None:
    fault = fault_of(topic(entry("green", "signs: [[tea]]")))
    assert "entry green is of the kind answer, which has no `signs`" in fault


def test_terms_used_in_signs_and_words_of_their_own_are_fine() -> None:
    assert warnings_of(SAFE + entry("hurt", "kind: urgent", "signs: [[burns], [kettle, fell]]")) == []


def test_a_term_nobody_uses_is_a_warning() -> None:
    (warning,) = warnings_of(SAFE + entry("hurt", "kind: urgent"))
    assert warning.startswith("tea.yaml:3: the term `burns` is never used;")


def test_a_sign_that_is_nearly_a_term_is_a_warning() -> None:
    (warning,) = warnings_of(SAFE + entry("hurt", "kind: urgent", "signs: [[burns], [burn]]"))
    assert '"burn" is read as words, but looks like the term `burns`' in warning


def test_a_term_defined_in_two_files_is_a_fault() -> None:
    other = SAFE.replace("Safety", "More") + entry("other", "kind: urgent", "signs: [[burns]]")
    fault = fault_of(SAFE + entry("hurt", "kind: urgent", "signs: [[burns]]"), safety=other)
    assert fault.startswith("tea.yaml:3: the term `burns` is already defined in safety.yaml;")


@pytest.mark.parametrize("more", ["unless: [tea]", "signs_suffice: true"])
def test_what_says_more_of_signs_where_there_are_none_is_a_warning(more: str) -> None:
    (warning,) = warnings_of(topic(entry("hurt", "kind: advice", more)))
    assert f"has `{more.partition(':')[0]}` but no `signs`" in warning


def test_signs_suffice_says_so_or_not() -> None:
    fault = fault_of(topic(entry("hurt", "kind: urgent", "signs: [[burnt]]", "signs_suffice: perhaps")))
    assert "signs_suffice" in fault


@pytest.mark.parametrize("kind", ["answer", "advice"])
def test_only_a_danger_lasts_until_something_is_said(kind: str) -> None:
    fault = fault_of(topic(entry("tea", f"kind: {kind}", "until: [the kettle is off]")))
    assert f"entry tea is of the kind {kind}, which has no `until`" in fault


def test_a_danger_may_last_until_something_is_said_though_it_has_no_signs() -> None:
    assert warnings_of(topic(entry("hurt", "kind: urgent", "until: [the kettle is off]"))) == []


def test_what_lacks_is_told_though_a_name_like_another_stands_there() -> None:
    faults = told(read(topic("  - id: tea\n    question: Any tea?\n    answers_to: []\n")).faults)
    assert any("`answer` is missing" in fault for fault in faults)
    assert any("did you mean `answers_too`" in fault for fault in faults)


def test_an_entry_too_large_for_a_message_is_a_fault() -> None:
    wide = SOURCES.replace("The leaflet", "T" * 200).replace("Leaves", "L" * 200)
    sources = ", ".join(["{article: leaflet, section: leaves, paragraph: 1}"] * 8)
    text = topic(entry("green", f"sources: [{sources}]", answer="x" * 1100 + " [1][2][3][4][5][6][7][8]"))
    assert "more than the" in fault_of(text, sources=wide)


def test_an_entry_that_leaves_no_room_for_a_second_is_a_warning() -> None:
    wide = SOURCES.replace("The leaflet", "T" * 200).replace("Leaves", "L" * 200)
    text = topic(entry("green", "sources:", *_three(), answer="x" * 1100 + " [1][2][3]"))
    (warning,) = warnings_of(text, sources=wide)
    assert "so that two do not fit a message" in warning


def test_an_answer_still_to_be_written_is_a_warning() -> None:
    (warning,) = warnings_of(topic(entry("green", answer="TODO...")))
    assert "entry green has no answer yet" in warning


def test_two_topics_of_one_title_are_a_warning() -> None:
    (warning,) = warnings_of(
        topic(entry("green", "follow_ups: [x]")), cups=topic(entry("x", "follow_ups: [green]"), head="topic: TEA")
    )
    assert "has the title of cups.yaml" in warning


def test_warnings_wait_until_the_faults_are_mended() -> None:
    assert lint(topic(entry("green"), entry("black", "follow_ups: [lost]"))).warnings == ()


def test_warnings_from_elsewhere_are_laid_beside_the_linters_own() -> None:
    more = Fault("tea.yaml", 1, "this is near to that", "move it")
    assert lint(topic(entry("green"))).with_warnings([more]).warnings == (more,)


def _three() -> list[str]:
    """Three sources, which are all there are."""
    return [f"  - {{article: leaflet, section: leaves, paragraph: {number}}}" for number in (1, 2, 3)]


def test_a_term_that_another_term_speaks_of_is_used() -> None:
    terms = 'topic: Safety\nterms:\n  falls: [fell, slipped]\n  bad-falls: ["{falls} hard"]\nentries:\n'
    assert warnings_of(terms + entry("hurt", "kind: urgent", "signs: [[bad-falls]]")) == []


def test_a_reference_to_a_term_that_there_is_not_is_a_fault() -> None:
    fault = fault_of(SAFE + entry("hurt", "kind: urgent", 'signs: [["{burnt} hand", burns]]'))
    assert '"{burnt} hand" speaks of a term `burnt`, which there is not' in fault


def test_an_entry_whose_day_has_passed_is_named_the_longest_waiting_first() -> None:
    reading = read(
        topic(
            entry("a", "review_by: 2026-05-02"),
            entry("b", "review_by: 2026-04-01"),
            entry("c", "review_by: 2026-05-03"),
            entry("d"),
        )
    )
    assert told(overdue(reading, date(2026, 5, 3))) == [
        "tea.yaml:10: entry b was to be reviewed by 2026-04-01; see whether it still holds, and set another day",
        "tea.yaml:6: entry a was to be reviewed by 2026-05-02; see whether it still holds, and set another day",
    ]


def test_a_day_that_is_none_is_told() -> None:
    for typed in ("soon", '"2026-05-02"', "2026-02-31", "2026-05-02 10:00:00"):
        (fault,) = read(topic(entry("a", f"review_by: {typed}"))).faults
        assert str(fault).endswith("`review_by` is no day; write year, month and day without quotes: 2027-01-31")


def test_a_question_that_has_to_lead_to_no_entry_that_there_is_is_a_warning() -> None:
    found = lint(questions="questions:\n- {question: what, entry: green-teas}\n")
    assert told(found.faults) == []
    assert "questions.yaml:2: the FAQ has no entry `green-teas`; did you mean `green-tea`?" in told(found.warnings)
