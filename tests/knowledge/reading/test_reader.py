"""YAML texts in, an FAQ or faults out."""

import time

import pytest

from bot.knowledge import builtin
from bot.knowledge.model import Kind, SourceRef
from bot.knowledge.reading.checking import check
from bot.knowledge.reading.reader import read_faq
from tests.knowledge.writing import ENTRY, SOURCES, entry, read, told, topic


def only(text: str | bytes, **others: str | bytes) -> str:
    """The one fault of these files, as a curator sees it."""
    (fault,) = told(read(text, **others).faults)
    return fault


def test_an_entry_is_read_with_all_its_parts() -> None:
    faq = read(
        topic(
            entry(
                "green-tea",
                "also: [brewing green tea]",
                "sources: [{article: leaflet, section: leaves, paragraph: 2}]",
                "follow_ups: [black-tea]",
                "kind: outside",
            )
        ),
        sources=SOURCES,
    ).draft
    green = faq.by_id["green-tea"]
    assert green.phrasings == ("What about green-tea?", "brewing green tea")
    assert green.sources == (SourceRef(article="leaflet", section="leaves", paragraph=2),)
    assert (green.follow_ups, green.kind) == (("black-tea",), Kind.OUTSIDE)
    assert faq.article("leaflet") is not None


def test_only_topic_files_are_needed() -> None:
    reading = read()
    faq = reading.draft
    assert reading.faults == ()
    assert faq.sources.articles == ()
    assert faq.words.groups == ()
    assert faq.voice.greeting


def test_a_file_of_comments_stands_for_no_words_and_no_sources() -> None:
    assert read(words="# none yet\n", sources="", voice="# nothing").faults == ()


def test_an_empty_topic_file_is_a_fault() -> None:
    assert "the file is empty; write `topic:` and `entries:`" in only("# nothing yet\n")


def test_a_topic_without_entries_is_a_fault() -> None:
    assert only("topic: Tea\nentries: []\n").startswith("tea.yaml:2: `entries` is an empty list;")


def test_an_faq_without_topic_files_is_a_fault() -> None:
    assert read("", sources=SOURCES).faults


def test_the_place_of_every_part_of_an_entry_is_known() -> None:
    origin = read(ENTRY).origins["green-tea"]
    assert (origin.file, origin.line) == ("tea.yaml", 3)
    assert origin.line_of("also", 0) == 6
    assert origin.line_of("answer") == 7
    assert origin.line_of("signs", 2) == 3, "what is not there has the line of the entry"


@pytest.mark.parametrize(
    ("also", "told"),
    [
        ("- yes", 'is `yes`, which YAML reads as a yes/no value; put quotes around it: "yes"'),
        ("- 123", 'is `123`, which YAML reads as a number; put quotes around it: "123"'),
        ("- 12:30", 'is `12:30`, which YAML reads as a number; put quotes around it: "12:30"'),
        ("- 2024-05-01", "which YAML reads as a date; put quotes"),
        ("- null", "which YAML reads as nothing at all; put quotes"),
        ("-", "is empty; write something there, or remove it"),
        ("- # is it?", "is empty; write something there, or remove it (a text that begins with # needs quotes)"),
        ('- "  "', "is empty; write the text, or remove the line"),
        ("- Is it true: yes?", "holds a colon followed by a space"),
        ("- [one, two]", "is a list where a text belongs"),
        (f"- {'x' * 501}", "is 501 characters long; shorten it to at most 500"),
    ],
)
def test_a_phrasing_that_is_no_proper_text_is_explained(also: str, told: str) -> None:
    fault = only(ENTRY.replace("- brewing green tea", also))
    assert fault.startswith("tea.yaml:6: entry green-tea: item 1 of `also` ")
    assert told in fault


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("also: some text", "`also` has to be a list; put each item in a line of its own that begins with `- `"),
        ("also:", "`also` is empty; write something there"),
        ("kind: anser", "`kind` is none of answer, advice, urgent, outside; did you mean `answer`?"),
        ("kind: 7", "`kind` is none of answer"),
        ("follow_up: [x]", "`follow_up` is not known here; did you mean `follow_ups`?"),
        ("colour: green", "`colour` is not known here; remove it; known here: id, question, also"),
        ("sources: [D1]", "item 1 of `sources` is not made of named parts; write it with `article: ...`, `section"),
        ("sources: [{article: a, section: b}]", "`paragraph` of item 1 of `sources` is missing; add it"),
        ("sources: [{article: a, section: b, paragraph: 0}]", "`paragraph` of item 1 of `sources` is too small"),
        ('sources: [{article: a, section: b, paragraph: "2"}]', "is no whole number; write digits only, without"),
        ("sources: [{article: a, section: b, paragraf: 2, paragraph: 2}]", "did you mean `paragraph`?"),
        ("follow_ups: [a, b, c, d, e, f]", "`follow_ups` has too many items; keep at most 5"),
        ("follow_ups: [Black Tea]", "which cannot be an id; use small letters, digits and hyphens, for example"),
        ("signs: [[]]", "item 1 of `signs` has too few items"),
        ("<<: {also: [x]}", "`<<` is not known here"),
    ],
)
def test_a_wrong_part_of_an_entry_is_explained_at_its_line(line: str, told: str) -> None:
    fault = only(topic(entry("green-tea", line)))
    assert fault.startswith("tea.yaml:6: entry green-tea: ")
    assert told in fault


def test_a_missing_part_is_told_at_the_entry() -> None:
    fault = only("topic: Tea\nentries:\n  - id: green-tea\n    question: Is it green?\n")
    assert fault == "tea.yaml:3: entry green-tea: `answer` is missing; add it: `answer: ...`"


def test_an_id_with_spaces_gets_a_suggestion() -> None:
    assert "for example `what-is-tea`" in only(topic(entry("What is tea?", question="What?")))


def test_an_entry_that_is_mere_text_is_explained() -> None:
    assert "is not made of named parts; write it with `id: ...`" in only("topic: Tea\nentries:\n  - green tea\n")


def test_a_question_of_two_lines_is_a_fault() -> None:
    fault = only(ENTRY.replace("How is green tea brewed?", "|\n      How?\n      Why?"))
    assert fault.startswith("tea.yaml:4: entry green-tea: `question` has more than one line;")


def test_two_entries_with_one_id_are_told_even_across_files() -> None:
    fault = only(ENTRY, coffee=ENTRY.replace("Tea", "Coffee"))
    assert fault == "tea.yaml:3: the id `green-tea` is taken by another entry (coffee.yaml:3); choose another id"


def test_a_copied_file_is_one_fault() -> None:
    twice = topic(entry("green-tea"), entry("black-tea"), entry("white-tea"))
    (fault,) = read(twice, copy=twice).faults
    assert str(fault) == "tea.yaml:1: its entries stand in copy.yaml too; leave each in one of the two files"
    assert (fault.why, fault.about) == ("why_copied_file", {"file": "copy.yaml"})


def test_a_long_copied_file_with_an_entry_of_its_own_is_one_fault_too() -> None:
    many = [entry(f"tea-{number}") for number in range(150)]
    faults = told(read(topic(*many, entry("new-tea")), copy=topic(*many)).faults)
    assert faults == ["tea.yaml:1: its entries stand in copy.yaml too; leave each in one of the two files"]


def test_two_files_with_the_very_same_content_are_told_apart() -> None:
    faults = told(read(ENTRY, copy=ENTRY).faults)
    assert faults == ["tea.yaml:3: the id `green-tea` is taken by another entry (copy.yaml:3); choose another id"]
    broken = told(read("topic: [", copy="topic: [").faults)
    assert [fault.partition(":")[0] for fault in broken] == ["copy.yaml", "tea.yaml"]


def test_all_faults_of_all_files_are_told_at_once() -> None:
    faults = told(
        read(
            topic(entry("one", "also: [yes]"), entry("two", "kind: none")),
            coffee="topic: [\n",
            words="groups: [[alone]]",
            sources="articles: {}",
            voice="greting: Hi",
        ).faults
    )
    files = [fault.split(":")[0] for fault in faults]
    assert files == ["coffee.yaml", "sources.yaml", "tea.yaml", "tea.yaml", "voice.yaml", "words.yaml"]


def test_what_could_be_read_stays_in_the_draft() -> None:
    reading = read(topic(entry("one"), entry("two", "kind: none")), coffee="topic: [\n")
    assert reading.faults
    assert list(reading.draft.by_id) == ["one"]
    assert set(reading.origins) == {"one", "two"}
    assert reading.incomplete == {"coffee.yaml"}


def test_a_file_that_breaks_off_is_not_said_to_lack_what_follows() -> None:
    """The YAML breaks in the third entry: the first is read, and nothing else is called missing."""
    reading = read("entries:\n" + entry("one", "colour: x") + entry("two") + entry("three") + "   - id: @four\n")
    assert [fault.line for fault in reading.faults] == [5, 12]
    assert not any("missing" in fault.what for fault in reading.faults)


def test_a_file_called_yml_is_told_its_proper_name() -> None:
    (fault,) = read_faq({"tea.yml": ENTRY.encode()}, builtin.voice()).faults
    assert str(fault) == "tea.yml:1: the file's name does not end in .yaml; call it tea.yaml"


def test_hundreds_of_faults_are_cut_to_what_can_be_read() -> None:
    faults = read(topic(*(entry(f"e{number}", "kind: x") for number in range(500)))).faults
    assert len(faults) == 101
    assert "there are more faults in this file" in faults[-1].what


def test_texts_of_the_voice_are_laid_over_the_built_in_ones() -> None:
    reading = read(voice="greeting: Welcome to the tea house!\n")
    assert reading.faults == ()
    assert reading.draft.voice.greeting == "Welcome to the tea house!"
    assert reading.draft.voice.nothing == read().draft.voice.nothing


@pytest.mark.parametrize(
    ("voice", "told"),
    [
        ("greting: Hi", "`greting` is not known here; did you mean `greeting`?"),
        ("greeting: Hi {name}", "`greeting` holds {name}, which the bot cannot fill in; leave braces out"),
        ("failed: Oh no", "`failed` lacks {reference}; write {reference} where"),
        ("slow_down: Wait {time}", "`slow_down` holds {time}, which the bot cannot fill in; only {seconds} may stand"),
        ("thanks: a } b", "`thanks` has a brace without its partner"),
        ("thanks: yes", "`thanks` is `yes`, which YAML reads as a yes/no value"),
        (f"none_of_these: {'x' * 81}", "`none_of_these` is 81 characters long; shorten it to at most 80"),
        ("- greeting", "the file has to consist of `name: value` lines"),
    ],
)
def test_a_wrong_text_of_the_voice_is_explained(voice: str, told: str) -> None:
    fault = only(ENTRY, voice=voice)
    assert fault.startswith("voice.yaml:1: ")
    assert told in fault


def test_a_term_whose_name_is_no_id_is_explained() -> None:
    fault = only(ENTRY.replace("entries:", "terms: {Hot Water: [boiling]}\nentries:"))
    assert fault.startswith("tea.yaml:2: `Hot Water` of `terms` is `")
    assert "cannot be an id" in fault


def test_a_large_faq_is_read_and_checked_in_short_order() -> None:
    """Two thousand entries of ten phrasings; several times what it takes is allowed for slow machines."""
    documents = {
        f"part{part}.yaml": topic(
            *(
                entry(f"e{part}-{number}", "also:", *(f"  - way {way} of {part}-{number}" for way in range(10)))
                for number in range(500)
            ),
            head=f"topic: Part {part}",
        ).encode()
        for part in range(4)
    }
    started = time.perf_counter()
    assert check(read_faq(documents, builtin.voice())).faults == ()
    assert time.perf_counter() - started < 6
