"""Learning what words mean from a teacher."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest

from benchmarks.corpus import GARBLED, Gloss, garbled, glosses, made_up, texts
from benchmarks.distil import asked_of_our_own, learnt, save, vocabulary
from benchmarks.sets import own_sets
from bot import english
from bot.engine.numeric.postings import Floats

NOUN = '00001740 03 n 02 bone 0 hard_tissue 0 001 @ 00001 n 0000 | rigid tissue; "he broke a bone"; made of cells  \n'
LICENCE = "  1 This software and database is being provided to you\n"
FREQUENCY = {"bone": 1e-5, "tea": 2e-5, "drink": 3e-5, "hard": 4e-5}
KNOWN = [Gloss(("bone", "tea"), "noun", "a thing", ()), Gloss(("drink",), "verb", "swallow", ("drink your tea up",))]
ADJECTIVE = Gloss(("hard",), "adj", "not soft", ())


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    (tmp_path / "data.noun").write_text(LICENCE + NOUN)
    for part in ("verb", "adj", "adv"):
        (tmp_path / f"data.{part}").write_text(LICENCE)
    return tmp_path


def test_a_sense_of_wordnet_is_read_with_its_words_definition_and_examples(wordnet: Path) -> None:
    assert list(glosses(wordnet)) == [
        Gloss(("bone", "hard tissue"), "noun", "rigid tissue; ; made of cells", ("he broke a bone",))
    ]


def test_questions_are_made_up_of_common_words_alone() -> None:
    found = made_up([*KNOWN, ADJECTIVE], FREQUENCY, 50, Random(1))  # noqa: S311 -- nothing is secret
    assert len(found) == 50
    assert all("{" not in text for text in found)
    assert any("tea" in text for text in found)


def test_no_text_is_learnt_from_twice() -> None:
    found = texts([*KNOWN, *KNOWN, ADJECTIVE], FREQUENCY, 5, Random(1))  # noqa: S311 -- nothing is secret
    assert len(found) == len(set(found))
    assert "drink your tea up" in found


def test_garbled_texts_are_made_of_the_same_words_and_of_those_that_mean_the_same() -> None:
    asked = ["does tea harm old bones at all", "why"]
    found = garbled(asked, [("bones", "skeleton")], Random(1))  # noqa: S311 -- nothing is secret
    assert len(found) == GARBLED * len(asked)
    assert all(found)
    assert {word for text in found for word in text.split()} <= {*" ".join(asked).split(), "skeleton"}


def test_words_of_the_trade_are_learnt_if_they_are_asked_time_and_again() -> None:
    known = vocabulary(FREQUENCY, ["what do osteoclasts do"] * 4 + ["zyzzyva"])
    assert {"bone", "osteoclasts"} <= known.keys()
    assert "zyzzyva" not in known
    assert known["bone"] == FREQUENCY["bone"]


def test_what_our_own_faq_is_asked_holds_no_question_that_is_for_reporting_only() -> None:
    asked = set(asked_of_our_own())
    own = {one.name: one for one in own_sets()}
    fresh = {case.question for name, one in own.items() if "fresh" in name for case in one.cases}
    assert {case.question for case in own["own/dev-aa"].cases} <= asked
    assert len(fresh & asked) < 0.1 * len(fresh)  # what many ask in the same words


def test_the_vector_of_a_text_comes_to_point_where_the_teacher_says() -> None:
    pytest.importorskip("torch", reason="torch is not installed; pip install '.[semantic-full]'")
    rng = np.random.default_rng(1)
    hidden = {word: rng.standard_normal(8).astype(np.float32) for word in FREQUENCY}

    def teacher(lines: Sequence[str]) -> Floats:
        return np.stack([np.sum([hidden[word] for word in line.split()], axis=0) for line in lines])

    said = [f"{one} {other}" for one in FREQUENCY for other in FREQUENCY] * 40
    found = dict(zip(FREQUENCY, learnt(FREQUENCY, (said, said[:9]), teacher, 4), strict=True))
    together = found["bone"] + found["tea"]
    assert together @ found["tea"] > together @ found["drink"]


def test_saved_vectors_are_read_back_to_within_a_byte(tmp_path: Path) -> None:
    matrix = np.array([[0.5, -0.25], [0.0, 0.1]], np.float32)
    save(tmp_path / "vectors.npz", ["bone", "tea"], matrix)
    with (tmp_path / "vectors.npz").open("rb") as file:
        vectors = english.read_vectors(file)
    assert list(vectors.rows) == ["bone", "tea"]
    assert vectors.matrix * vectors.scale[:, None] == pytest.approx(matrix, abs=0.005)
