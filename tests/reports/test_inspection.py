"""`faqbot check` looks at what servers have of their own, too, and names their faults by file and line."""

from datetime import date
from pathlib import Path

import pytest

from bot import composition, config
from bot.errors import FaqFaults
from bot.reports.inspection import Inspection, in_words, inspect
from tests.curating.shelves import ELSEWHERE, SOURCES, TEA, House, furnish

TODAY = date(2026, 3, 1)
RULES = """topic: Rules
entries:
  - id: rota
    question: Who washes up?
    also:
      - washing up rota
      - {also}
    answer: Whoever drank.
    follow_ups: [{next}]
"""


@pytest.fixture
def house(tmp_path: Path) -> House:
    (tmp_path / "servers" / ELSEWHERE).mkdir(parents=True)
    return furnish(tmp_path)


def checked(house: House) -> Inspection:
    settings = config.load(environ={}, folder=house.folder)
    return inspect(house.faq, lambda faq: composition.matcher_over(faq, settings), TODAY, house.folder / "servers")


def put(house: House, text: str, name: str = "rules.yaml") -> str:
    path = house.folder / "servers" / ELSEWHERE / name
    path.write_text(text, "utf-8")
    return str(path)


def rules(also: str = "dish duty", then: str = "green-tea") -> str:
    return RULES.replace("{also}", also).replace("{next}", then)


def test_a_fault_of_a_server_is_named_with_its_file_and_line(house: House) -> None:
    path = put(house, rules(then="green-teas"))
    (fault,) = checked(house).faults
    assert str(fault).startswith(f"{path}:9: entry rota: the follow-up `green-teas` is the id of no entry")
    put(house, "topic: [")
    (fault,) = checked(house).faults
    assert (fault.file, fault.line) == (path, 1)


def test_a_folder_that_is_called_by_no_id_is_warned_of(house: House) -> None:
    named = house.folder / "servers" / "our-server"
    named.mkdir()
    before = checked(house).warnings
    (named / "rules.yaml").write_text(rules(), "utf-8")
    (warning,) = set(checked(house).warnings) - {*before}
    assert str(warning).startswith(f"{named}:1: the folder is not called by the id of a server")


def test_an_entry_that_was_copied_with_all_its_phrasings_is_told_in_a_few_lines(house: House) -> None:
    asked = "".join(f"      - and no. {number}\n" for number in range(20))
    copied = TEA.replace("    also:\n", f"    also:\n{asked}", 1)
    first = copied.index("  - id: ")
    one = copied[first : copied.index("  - id: ", first + 1)]
    house.write(copied.rstrip("\n") + "\n" + one.replace("id: ", "id: my-", 1).replace("    follow_ups", "#"))
    faults = checked(house).faults
    lines = list(in_words(checked(house)))
    assert len(faults) > 20
    assert lines[:3] == [str(fault) for fault in faults[:3]]
    assert lines[3].endswith(f":{faults[3].line}: {len(faults) - 3} more faults like these are left out")
    assert lines[-1].endswith(f"{len(faults)} faults, no warnings")
    with pytest.raises(FaqFaults, match="more faults like these are left out"):
        composition.read_base(house.settings)


def test_an_faq_without_a_word_for_somebody_in_danger_is_warned_of(house: House) -> None:
    def warned() -> bool:
        return any("somebody is in danger" in warning.what for warning in checked(house).warnings)

    assert warned()
    house.write(
        "topic: Safety\nentries:\n  - {id: fire, kind: urgent, question: Fire, answer: Call the fire brigade.}\n",
        "s.yaml",
    )
    assert not warned()


def test_shared_lists_of_a_server_are_told_by_their_own_lines(house: House) -> None:
    house.write("groups:\n  - [cup, mug]\n", "words.yaml")
    house.write("questions:\n  - {question: small cups, entry: small-cups}\n", "questions.yaml")
    put(house, rules())
    words = put(house, "groups:\n  - [tea, brew]\n  - [mug, beaker]\n", "words.yaml")
    (fault,) = checked(house).faults
    assert (fault.file, fault.line) == (words, 3)
    assert "stands in two groups (also in words.yaml, line 2)" in fault.what
    (Path(words)).unlink()
    own = "questions:\n  - {question: washing up rota, entry: rota}\n  - {question: brewing black tea, entry: rota}\n"
    questions = put(house, own, "questions.yaml")
    (warning,) = [one for one in checked(house).warnings if "brewing black tea" in one.what]
    assert (warning.file, warning.line) == (questions, 3)
    put(house, own.replace("entry: rota}\n  - {question: brew", "entry: rotas}\n  - {question: brew"), "questions.yaml")
    (warning,) = [one for one in checked(house).warnings if "`rotas`" in one.what]
    assert (warning.file, warning.line) == (questions, 2)


def test_of_two_articles_of_a_server_with_one_id_neither_is_lost_silently(house: House) -> None:
    path = put(house, SOURCES + SOURCES.replace("articles:\n", ""), "sources.yaml")
    put(house, rules())
    (fault,) = checked(house).faults
    assert str(fault).startswith(f"{path}:6: the id `leaflet` is taken by another article")


def test_what_a_servers_entries_do_to_those_of_the_base_is_told_with_the_server(house: House) -> None:
    before = checked(house)
    put(house, rules(also="how is black tea brewed then"))
    after = checked(house)
    fresh = [str(one) for one in after.warnings if one not in before.warnings]
    assert any('"how is black tea brewed then" is nearly the same as' in one and ELSEWHERE in one for one in fresh)
    assert set(before.warnings) <= set(after.warnings)
    assert list(in_words(after))[-1].startswith(
        "4 entries, 13 phrasings, 2 of 3 paragraphs cited; servers with files of their own: 1: no faults, "
    )


def test_what_is_overdue_is_told_and_what_has_time_is_not(house: House) -> None:
    late, early = "    review_by: 2026-02-28\n", "    review_by: 2026-03-01\n"
    house.write(
        TEA.replace("  - id: green-tea\n", "  - id: green-tea\n" + late).replace(
            "  - id: black-tea\n", "  - id: black-tea\n" + early
        )
    )
    found = [(one.file, one.line) for one in checked(house).warnings if "to be reviewed" in one.what]
    assert found == [(str(house.faq / "tea.yaml"), 5)]


def test_what_is_overdue_on_a_server_is_told(house: House) -> None:
    path = put(house, rules().replace("    follow_ups", "    review_by: 2026-01-31\n    follow_ups"))
    assert [(one.file, one.line) for one in checked(house).warnings if "to be reviewed" in one.what] == [(path, 9)]


def test_servers_are_not_passed_over_in_silence_where_the_base_has_faults(house: House) -> None:
    put(house, rules())
    house.write("topic: [")
    assert any(line.startswith("servers with files of their own: 1, ") for line in in_words(checked(house)))


def test_a_server_without_files_of_its_own_is_no_news(house: House) -> None:
    assert "servers with" not in "\n".join(in_words(checked(house)))
