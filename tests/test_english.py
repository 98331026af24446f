"""What English comes with."""

import gzip
from pathlib import Path

import msgpack
import pytest
import wordfreq

from bot import english


def test_words_are_as_common_as_the_package_says() -> None:
    expected = wordfreq.get_frequency_dict("en", wordlist="small")
    assert english.language().frequency == pytest.approx(expected, rel=1e-9)
    assert {"the", "bone"} <= expected.keys()


def test_a_list_of_another_format_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "words.msgpack.gz"
    with gzip.open(other, "wb") as file:
        msgpack.dump([{"format": "cB", "version": 2}, ["the"]], file)
    monkeypatch.setattr(english, "WORDS", str(other))
    with pytest.raises(ValueError, match="another format"):
        english.frequency()
