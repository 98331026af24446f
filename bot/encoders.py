"""Models of what texts mean, which a host may put in the place of the small one that comes with the bot.

A model is a folder, or a name on a model hub, read by one of two libraries: `model2vec` (a table of vectors, as fast
as the matcher itself) or `sentence-transformers` (a neural network, some milliseconds a text). It is loaded once, at
the start. One that is missing or broken is an error then, and never a silent change of behaviour.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from bot.engine.numeric.postings import Floats
from bot.engine.reading.language import Language
from bot.engine.reading.meaning import Encoder, Tokens, unit_length
from bot.errors import ConfigError

MOST_KEPT = 2_048  # texts of questions; a question is read several times while it is decided


class ModelLibrary(StrEnum):
    """What reads a model."""

    MODEL2VEC = "model2vec"
    SENTENCE_TRANSFORMERS = "sentence-transformers"

    @property
    def slow(self) -> bool:
        """Whether it reads whole sentences, so that a question is better encoded off the event loop."""
        return self is ModelLibrary.SENTENCE_TRANSFORMERS


EXTRAS = {ModelLibrary.MODEL2VEC: "semantic", ModelLibrary.SENTENCE_TRANSFORMERS: "semantic-full"}


class TextEncoder:
    """Gives the words of texts to a model as running text, and keeps what it said of the last few questions.

    Threads may ask at once; none waits for another.
    """

    def __init__(self, model: Callable[[list[str]], Any]) -> None:
        """`model` makes an array of vectors of texts. Shape of that: (texts, dimensions)."""
        self._model = model
        self._dimensions = int(np.shape(model(["a"]))[1])
        self._of_question = lru_cache(MOST_KEPT)(lambda text: self._encoded([text]))

    def dimensions(self) -> int:
        return self._dimensions

    def encode(self, texts: Sequence[Tokens]) -> Floats:
        wanted = [" ".join(text) for text in texts]
        if len(wanted) == 1:
            return self._of_question(wanted[0])
        return self._encoded(wanted) if wanted else np.zeros((0, self._dimensions), np.float32)

    def _encoded(self, texts: list[str]) -> Floats:
        return unit_length(np.asarray(self._model(texts), np.float32))


def load(library: ModelLibrary, model: str) -> Encoder:
    """The encoder `model`, a folder or a name on a hub. Raises ConfigError if it cannot be used."""
    package = _package(library)
    try:
        return TextEncoder(_READERS[library](package, model))
    except Exception as error:  # a model has many ways to be broken, and a hub to fail
        raise ConfigError(
            f"`meaning.model`: {library.value} cannot load {model!r} ({type(error).__name__}: {_line(error)}); "
            "name a folder that holds a model for it, or set `meaning.model` and `meaning.library` to null"
        ) from error


def reading(language: Language, library: ModelLibrary, model: str) -> Language:
    """`language` with the encoder `model`. Raises ConfigError if that cannot be used."""
    return replace(language, encoder=load(library, model), reads_sentences=library.slow)


def _package(library: ModelLibrary) -> ModuleType:
    try:
        return import_module(library.value.replace("-", "_"))
    except ImportError as error:
        raise ConfigError(
            f"`meaning.library`: {library.value} is not installed; install it with "
            f"pip install '.[{EXTRAS[library]}]', or set `meaning.model` and `meaning.library` to null"
        ) from error


def _static(package: ModuleType, model: str) -> Callable[[list[str]], Any]:
    found = package.StaticModel.from_pretrained(model)
    return lambda texts: found.encode(texts)


def _full(package: ModuleType, model: str) -> Callable[[list[str]], Any]:
    found = package.SentenceTransformer(model, device="cpu")
    return lambda texts: found.encode(texts, show_progress_bar=False)


_READERS = {ModelLibrary.MODEL2VEC: _static, ModelLibrary.SENTENCE_TRANSFORMERS: _full}


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0][:200]
