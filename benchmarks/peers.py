"""What else one could use: ready-made matchers, each given every known phrasing with the entry it belongs to.

`fit` takes phrasings and their labels, two lists of one length; `rank` gives every entry that scored at all with its
score, best first. Scores are each matcher's own; only their order is used.
"""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np
import Stemmer
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from benchmarks.packages import AbsentError, package

Ranking = list[tuple[str, float]]
Scores = NDArray[np.floating[Any]]

ENCODER = "sentence-transformers/all-MiniLM-L6-v2"


class Peer(Protocol):
    """A matcher that learns from phrasings alone. Making one raises AbsentError where its package is missing."""

    name: str

    def fit(self, phrasings: Sequence[str], labels: Sequence[str]) -> None: ...

    def rank(self, question: str) -> Ranking: ...


class _ByPhrasing:
    """A matcher that scores phrasings: an entry is as good as the best of its own."""

    def fit(self, phrasings: Sequence[str], labels: Sequence[str]) -> None:
        self._entries, owners = np.unique(np.array(labels), return_inverse=True)
        self._owners = owners
        self.index(phrasings)

    def rank(self, question: str) -> Ranking:
        best = np.full(len(self._entries), -np.inf)
        np.maximum.at(best, self._owners, self.scores(question))
        return _ranked(self._entries, best)

    def index(self, phrasings: Sequence[str]) -> None:
        raise NotImplementedError

    def scores(self, question: str) -> Scores:
        """A score for each phrasing. Shape: (phrasings,)."""
        raise NotImplementedError


class Rapidfuzz(_ByPhrasing):
    """The nearest phrasing by one of rapidfuzz's ready-made scorers, 0 to 100."""

    def __init__(self, scorer: Callable[..., float]) -> None:
        self.name = f"rapidfuzz {scorer.__name__}"
        self._scorer = scorer

    def index(self, phrasings: Sequence[str]) -> None:
        self._phrasings = [default_process(phrasing) for phrasing in phrasings]

    def scores(self, question: str) -> Scores:
        found = process.cdist([default_process(question)], self._phrasings, scorer=self._scorer, dtype=np.float64)
        return np.asarray(found[0])


class Bm25(_ByPhrasing):
    """The nearest phrasing by BM25 (Robertson and Zaragoza 2009), English stop words left out, Snowball stems."""

    name = "bm25s"

    def __init__(self) -> None:
        self._bm25s = package("bm25s")
        self._stemmer = Stemmer.Stemmer("english")

    def index(self, phrasings: Sequence[str]) -> None:
        self._size = len(phrasings)
        self._index = self._bm25s.BM25()
        self._index.index(self._words(list(phrasings)), show_progress=False)

    def scores(self, question: str) -> Scores:
        known = [word for word in self._words([question])[0] if word in self._index.vocab_dict]
        return np.asarray(self._index.get_scores(known)) if known else np.zeros(self._size)

    def _words(self, texts: list[str]) -> list[list[str]]:
        found: list[list[str]] = self._bm25s.tokenize(
            texts, stopwords="en", stemmer=self._stemmer, return_ids=False, show_progress=False
        )
        return found


class Classifier:
    """Logistic regression over TF-IDF of words and of runs of 2 to 5 letters within words; scores are probabilities.

    Pairs of words and weak regularisation: of the settings tried on the public sets the ones that serve it best.
    """

    name = "TF-IDF + LR"

    def __init__(self) -> None:
        text = package("sklearn.feature_extraction.text")
        words = text.TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
        letters = text.TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._features = package("sklearn.pipeline").make_union(words, letters)
        self._regression = package("sklearn.linear_model").LogisticRegression(C=30, max_iter=200)

    def fit(self, phrasings: Sequence[str], labels: Sequence[str]) -> None:
        self._regression.fit(self._features.fit_transform(phrasings), labels)

    def rank(self, question: str) -> Ranking:
        probabilities = self._regression.predict_proba(self._features.transform([question]))[0]
        return _ranked(self._regression.classes_, probabilities)


class Encoder(_ByPhrasing):
    """The nearest phrasing by a sentence encoder: cosines of what the model makes of two texts."""

    def __init__(self, model: str = ENCODER) -> None:
        self.name = model.rstrip("/").rsplit("/", 1)[-1]
        try:
            sentence_transformers = package("sentence_transformers")
        except AbsentError:
            raise AbsentError("sentence-transformers is not installed") from None
        try:
            self._model = sentence_transformers.SentenceTransformer(model, device="cpu")
        except Exception as error:  # a model hub has many ways to fail
            raise AbsentError(f"the model {model} cannot be loaded ({type(error).__name__})") from error

    def index(self, phrasings: Sequence[str]) -> None:
        self._vectors = self._encoded(list(phrasings))

    def scores(self, question: str) -> Scores:
        found: Scores = self._vectors @ self._encoded([question])[0]
        return found

    def _encoded(self, texts: list[str]) -> Scores:
        return np.asarray(self._model.encode(texts, normalize_embeddings=True, show_progress_bar=False))


def kinds(encoder: str = ENCODER) -> dict[str, Callable[[], Peer]]:
    """How each peer is made, by what it is called when it cannot be."""
    return {
        "rapidfuzz WRatio": lambda: Rapidfuzz(fuzz.WRatio),
        "rapidfuzz token_set_ratio": lambda: Rapidfuzz(fuzz.token_set_ratio),
        Bm25.name: Bm25,
        Classifier.name: Classifier,
        "sentence encoder": lambda: Encoder(encoder),
    }


def _ranked(entries: NDArray[np.str_], scores: Scores) -> Ranking:
    """Entries that scored at all, best first. Equal scores keep the order of the entries."""
    best = np.argsort(-scores, kind="stable")
    return [(str(entries[at]), float(scores[at])) for at in best if scores[at] > 0]
