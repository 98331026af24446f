"""What the meaning of a whole sentence says of entries, as learnt over the whole FAQ."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bot import english
from bot.engine.conversation.memory import Memory
from bot.engine.index import candidates, classifier
from bot.engine.index.candidates import NO_ROWS
from bot.engine.index.classifier import SENTENCES, WORDS, Classifier, Schooling, Taught
from bot.engine.judging.signals import SIGNALS
from bot.engine.matcher import Matcher
from bot.engine.numeric.postings import Floats
from bot.engine.numeric.quasi_newton import minimum
from bot.engine.reading.meaning import Tokens, WordVectors, unit_length
from bot.engine.wording.text import words
from tests.engine.small_faqs import faq_of, looked_at, short, topic_of

ENTRIES, EACH, DIMENSIONS = 6, 5, 12
CALIBRATION = english.calibration(of_sentences=True)
VECTORS = {"owls": (1, 0, 0, 0), "night": (0.9, 0.1, 0, 0), "fox": (0, 1, 0, 0), "den": (0, 0.9, 0.1, 0)}


class Small:
    """An encoder of four words, which reads sentences as far as anybody can tell."""

    def dimensions(self) -> int:
        return 4

    def encode(self, texts: Sequence[Tokens]) -> Floats:
        said = [words(" ".join(text)) for text in texts]
        sums = [np.sum([VECTORS.get(word, (0, 0, 0.1, 0.1)) for word in text], axis=0) for text in said]
        return unit_length(np.array(sums, np.float32).reshape(-1, 4))


LANGUAGE = replace(english.language(), encoder=Small(), reads_sentences=True)
OWLS = short("owls", "When do owls fly?", "owls", "the hours of owls", "owls at night")
FOXES = short("foxes", "Where is a fox at home?", "fox", "the den of a fox", "a fox and its den")
BEARS = short("bears", "Do bears sleep?", "bears", "sleep of bears", "a sleeping bear")


def matcher_of(*entries: str) -> Matcher:
    return Matcher(faq_of(small=topic_of(*entries)), LANGUAGE, CALIBRATION)


def taught(entries: Sequence[int] = range(ENTRIES), each: int = EACH) -> Taught:
    """Phrasings strewn around a middle of their own for each entry; those of an entry are always the same."""
    vectors = []
    for entry in entries:
        rng = np.random.default_rng(entry)
        middle, noise = rng.standard_normal(DIMENSIONS), rng.standard_normal((each, DIMENSIONS))
        vectors.append(middle + 0.8 * noise)
    owners = np.arange(len(entries), dtype=np.int32).repeat(each)
    return Taught(unit_length(np.concatenate(vectors).astype(np.float32)), owners, len(entries))


def strangers(count: int = 50) -> Floats:
    drawn = np.random.default_rng(99).standard_normal((count, DIMENSIONS))
    return unit_length(drawn.astype(np.float32))


def said(one: Classifier, meanings: Floats) -> Floats:
    return np.stack([one.probabilities(meaning, NO_ROWS) for meaning in meanings])


def test_every_phrasing_is_told_to_be_of_its_entry() -> None:
    all_of_them = taught()
    probabilities = said(Classifier(all_of_them), all_of_them.vectors)
    assert probabilities.argmax(axis=1).tolist() == all_of_them.owners.tolist()
    assert probabilities.sum(axis=1) == pytest.approx(1.0, abs=1e-5)


def test_what_was_found_is_the_least_of_all() -> None:
    """No weights near by are better: the gradient of the loss is next to nothing there."""
    found = Classifier(taught())
    loss = classifier._loss(taught().vectors - found.centre, taught().owners.astype(np.int64), SENTENCES.strength)
    gradient, before = loss(found.weights)[1], loss(0 * found.weights)[1]
    assert np.linalg.norm(gradient) < 0.02 * np.linalg.norm(before)


@pytest.mark.parametrize(
    ("before", "after"),
    [([0, 1, 2, 3], [0, 1, 2, 3, 4]), ([0, 1, 2, 3], [1, 2, 3]), ([0, 1, 2], [2, 0, 1]), ([0, 1], [2, 3])],
    ids=["added", "removed", "in another order", "all replaced"],
)
def test_after_an_edit_it_says_the_same_as_if_it_had_learnt_anew(before: list[int], after: list[int]) -> None:
    edited = Classifier(taught(before)).changed(taught(after), [*map(str, before)], [*map(str, after)])
    assert said(edited, strangers()) == pytest.approx(said(Classifier(taught(after)), strangers()), abs=0.02)


def test_a_phrasing_left_out_leaves_no_trace() -> None:
    everything, row = taught(), 7
    without = Taught(np.delete(everything.vectors, row, 0), np.delete(everything.owners, row), ENTRIES)
    learnt = Classifier(everything)
    meaning = everything.vectors[row]
    found = learnt.probabilities(meaning, np.array([row]))
    assert found == pytest.approx(Classifier(without).probabilities(meaning, NO_ROWS), abs=0.02)
    assert found[1] < learnt.probabilities(meaning, NO_ROWS)[1]


def test_an_entry_left_out_whole_has_no_probability_and_the_others_have_it_all() -> None:
    rows = np.flatnonzero(taught().owners == 2)
    found = Classifier(taught()).probabilities(taught().vectors[rows[0]], rows)
    assert found[2] == 0.0
    assert found.sum() == pytest.approx(1.0, abs=1e-5)


def test_of_an_faq_too_large_to_learn_from_the_middles_of_entries_are_known() -> None:
    everything = replace(taught(), schooling=Schooling(strength=30.0, most_cells=10))
    middles = np.stack([everything.vectors[everything.owners == entry].mean(axis=0) for entry in range(ENTRIES)])
    assert said(Classifier(everything), unit_length(middles)).argmax(axis=1).tolist() == list(range(ENTRIES))


def test_an_empty_faq_has_no_probabilities() -> None:
    nothing = Taught(np.zeros((0, DIMENSIONS), np.float32), np.zeros(0, np.int32), 0)
    assert Classifier(nothing).probabilities(strangers(1)[0], NO_ROWS).shape == (0,)


def test_the_minimum_of_a_bowl_is_found_whatever_metric_it_is_measured_in() -> None:
    steep = np.diag([1.0, 100.0, 10_000.0]).astype(np.float32)
    middle = np.array([[1.0, 2.0], [-3.0, 0.5], [0.25, -1.0]], np.float32)

    def bowl(at: Floats) -> tuple[float, Floats]:
        slope: Floats = steep @ (at - middle)
        return float(np.vdot(at - middle, slope)) / 2, slope

    metrics: list[Floats] = [np.diag(np.full(3, 1e-3, np.float32)), np.linalg.inv(steep).astype(np.float32)]
    for metric in metrics:
        found = minimum(bowl, np.zeros((3, 2), np.float32), metric, tolerance=1e-4, most=100)
        assert found == pytest.approx(middle, abs=1e-3)


def test_an_entry_is_the_likelier_the_more_it_is_meant() -> None:
    _, found = looked_at(matcher_of(OWLS, FOXES, BEARS), "night and owls or a bear")
    assert found["owls"].meant > 0.5 > found["bears"].meant


def test_what_is_meant_is_told_by_the_whole_faq_and_the_neighbourhood_together(monkeypatch: pytest.MonkeyPatch) -> None:
    matcher, question = matcher_of(OWLS, FOXES, BEARS), "a fox in its den at night"
    found = looked_at(matcher, question)[1]
    assert sum(one.meant for one in found.values()) == pytest.approx(1.0, abs=1e-3)
    monkeypatch.setattr(candidates, "RIDGE_ODDS", 0.0)
    by_the_whole_alone = looked_at(matcher, question)[1]
    assert found["foxes"].ridge[2] > found["bears"].ridge[2]
    assert found["foxes"].meant > by_the_whole_alone["foxes"].meant


def test_sums_of_words_are_learnt_from_too_but_less() -> None:
    """A phrasing moves the odds less far where its vector is a sum of words than where it is one of a sentence."""
    of_words, of_sentences = Classifier(replace(taught(), schooling=WORDS)), Classifier(taught())
    meant = said(of_words, taught().vectors)
    assert meant.argmax(axis=1).tolist() == taught().owners.tolist()
    assert meant.max(axis=1).mean() < said(of_sentences, taught().vectors).max(axis=1).mean()


def test_words_alone_tell_what_is_meant_and_without_a_model_of_meaning_nothing_does() -> None:
    faq = faq_of(small=topic_of(OWLS, FOXES, BEARS))
    found = looked_at(Matcher(faq, replace(LANGUAGE, reads_sentences=False), CALIBRATION), "owls by night")[1]
    assert found["owls"].meant > 0.5
    found = looked_at(Matcher(faq, replace(english.language(), encoder=WordVectors()), CALIBRATION), "owls by night")[1]
    assert {one.meant for one in found.values()} == {0.0}


def test_after_an_edit_sums_of_words_say_to_the_last_digit_what_they_say_after_a_start() -> None:
    language = replace(LANGUAGE, reads_sentences=False)
    after = faq_of(small=topic_of(BEARS, OWLS, FOXES))
    edited = Matcher(faq_of(small=topic_of(OWLS, FOXES)), language, CALIBRATION).updated(after)
    anew = Matcher(after, language, CALIBRATION)
    for question in ("owls at night", "a bear", "dens"):
        found, expected = looked_at(edited, question)[1], looked_at(anew, question)[1]
        assert {entry: one.meant for entry, one in found.items()} == {
            entry: one.meant for entry, one in expected.items()
        }
        decision, other = edited.decide(question, Memory())[0], anew.decide(question, Memory())[0]
        assert (decision.outcome, decision.entries) == (other.outcome, other.entries)
        assert decision.confidence == pytest.approx(other.confidence, abs=1e-6)


def test_an_entry_that_is_meant_is_looked_at_though_more_phrasings_than_are_looked_at_have_more_of_its_words() -> None:
    places = "attic barn cellar garage hall kitchen lobby office porch quarry shed tunnel villa yard".split()
    crowd = [short(place, f"Is there one in the {place}?", *_ways(place)) for place in places]
    matcher = matcher_of(*crowd, short("animals", "Fox?", "owls", "den", "fox den"))
    assert "animals" in looked_at(matcher, "is there one of the night")[1]


def _ways(place: str) -> list[str]:
    return [f"is there one of the {place}", f"one of the {place}", f"there is one of the {place}", f"the {place} one"]


def test_after_an_edit_the_same_is_decided_as_after_a_start() -> None:
    edited = matcher_of(OWLS, FOXES).updated(faq_of(small=topic_of(BEARS, OWLS, FOXES)))
    anew = matcher_of(BEARS, OWLS, FOXES)
    for question in ("owls at night", "do bears sleep", "the den", "who sleeps at night"):
        one, other = (matcher.decide(question, Memory())[0] for matcher in (edited, anew))
        assert (one.outcome, one.entries) == (other.outcome, other.entries)
        assert one.confidence == pytest.approx(other.confidence, abs=0.02)


def test_the_evidence_sums_to_the_confidence_with_what_was_meant_in_it() -> None:
    weights = {**CALIBRATION.sparse.entry, "meant": 3.0}
    calibration = replace(CALIBRATION, sparse=replace(CALIBRATION.sparse, entry=weights))
    matcher = Matcher(faq_of(small=topic_of(OWLS, FOXES)), LANGUAGE, calibration)
    (evidence,) = matcher.decide("do owls fly by night", Memory())[0].evidence
    assert "meant" in SIGNALS
    assert any(share.signal == "meant" and share.share > 0 for share in evidence.shares)
    odds = sum(share.share for share in evidence.shares)
    assert 1 / (1 + np.exp(-odds)) == pytest.approx(evidence.confidence, abs=1e-6)
