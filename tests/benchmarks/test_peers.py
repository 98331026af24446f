"""The peers find what each of them can find; those whose packages are absent are skipped."""

import pytest
from rapidfuzz import fuzz

from benchmarks.packages import AbsentError, package
from benchmarks.peers import Bm25, Classifier, Encoder, Peer, Rapidfuzz

PHRASINGS = ("green tea brewing", "how do i brew green tea", "black coffee roasting", "how is coffee roasted")
LABELS = ("tea", "tea", "coffee", "coffee")


def taught(peer: Peer) -> Peer:
    peer.fit(PHRASINGS, LABELS)
    return peer


def finds_both(peer: Peer) -> bool:
    taught(peer)
    return [peer.rank(question)[0][0] for question in ("brewing tea", "roasting coffee")] == ["tea", "coffee"]


@pytest.mark.parametrize("scorer", [fuzz.WRatio, fuzz.token_set_ratio])
def test_rapidfuzz_finds_the_nearest_phrasing(scorer: object) -> None:
    assert callable(scorer)
    assert finds_both(Rapidfuzz(scorer))


def test_an_entry_is_as_good_as_its_best_phrasing_and_stands_once_in_a_ranking() -> None:
    assert taught(Rapidfuzz(fuzz.token_set_ratio)).rank("Green tea brewing!")[0] == ("tea", 100.0)
    assert [entry for entry, _ in taught(Rapidfuzz(fuzz.WRatio)).rank("tea")].count("tea") == 1


def test_bm25_finds_the_nearest_phrasing_and_nothing_for_words_it_never_met() -> None:
    pytest.importorskip("bm25s", reason="bm25s comes with the extra `bench`")
    assert finds_both(Bm25())
    assert taught(Bm25()).rank("zebra") == []


def test_the_classifier_gives_probabilities() -> None:
    pytest.importorskip("sklearn", reason="scikit-learn comes with the extra `bench`")
    assert finds_both(Classifier())
    assert sum(score for _, score in taught(Classifier()).rank("tea")) == pytest.approx(1)


def test_an_absent_package_is_named_with_what_to_do() -> None:
    with pytest.raises(AbsentError, match=r"no_such_thing is not installed; pip install '\.\[bench\]'"):
        package("no_such_thing.inside")


def test_a_sentence_encoder_that_is_not_there_is_no_peer() -> None:
    with pytest.raises(AbsentError, match=r"not installed|cannot be loaded"):
        Encoder("/no/such/model")
