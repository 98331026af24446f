"""Whatever is in the files, reading and checking give faults or an FAQ and never raise."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import builtin
from bot.knowledge.reading.checking import check
from bot.knowledge.reading.reader import read_faq
from tests.knowledge.writing import ENTRY, SOURCES

NAMES = st.sampled_from(["tea.yaml", "safety.yaml", "sources.yaml", "words.yaml", "voice.yaml", "odd.yml"])
PUNCTUATION = [*"\n\n -:?[]{}&*!|>'\"%@`#,~=\t\\\0", "\n  ", "\n    ", "- ", ": ", "---\n", "<<", "\u2028", "\ufeff"]
WORDS = [
    "topic: ",
    "entries:",
    "id: ",
    "also:",
    "terms: ",
    "articles:",
    "groups:",
    "kind: ",
    "signs: ",
    "yes",
    "1",
    "[1]",
]
PIECES = st.sampled_from([*PUNCTUATION, *WORDS])
FAQ_LIKE = st.lists(PIECES, max_size=60).map("".join).map(str.encode)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound file with a piece cut out and another put in."""
    text: str = draw(st.sampled_from([ENTRY, SOURCES]))
    first, last = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    piece: str = draw(PIECES)
    return (text[:first] + piece + text[last:]).encode()


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(NAMES, st.one_of(st.binary(max_size=200), FAQ_LIKE, damaged()), max_size=4))
def test_any_bytes_give_faults_or_an_faq(documents: dict[str, bytes]) -> None:
    reading = read_faq(documents, builtin.voice())
    findings = check(reading)
    assert set(reading.faults) <= set(findings.faults)
    for fault in (*findings.faults, *findings.warnings):
        assert fault.line >= 1
        assert fault.what
        assert fault.remedy
        assert "\n" not in str(fault)
