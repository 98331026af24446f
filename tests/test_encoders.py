"""Other models of what texts mean, loaded from a folder."""

import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from numpy.typing import NDArray

from bot import composition, config, encoders
from bot.encoders import ModelLibrary, TextEncoder
from bot.engine.conversation.memory import Memory
from bot.engine.decision import Outcome
from bot.errors import ConfigError
from tests.engine.small_faqs import looked_at
from tests.fixtures import LIBRARY

WORDS = {"[UNK]": (0, 0, 0), "open": (1, 0, 0), "unlocked": (0.9, 0.1, 0), "food": (0, 1, 0), "late": (0, 0, 1)}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A static model that knows four words."""
    from model2vec import StaticModel
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import Whitespace

    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    folder = tmp_path_factory.mktemp("model")
    StaticModel(np.array(list(WORDS.values()), np.float32), tokenizer).save_pretrained(folder)
    return folder


def written(folder: Path, model: str, library: str = "model2vec") -> config.Settings:
    (folder / "config.yaml").write_text(f"meaning: {{library: {library}, model: {model}}}\n")
    return config.load(faq=LIBRARY, environ={}, folder=folder)


def test_a_model_makes_a_vector_of_length_one_for_each_text(model: Path) -> None:
    encoder = encoders.load(ModelLibrary.MODEL2VEC, str(model))
    found = encoder.encode([("open",), ("unlocked", "food"), ("qqq",)])
    assert encoder.dimensions() == 3
    assert found.shape == (3, 3)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1, 0], abs=1e-5)
    assert encoder.encode([("open",)]) == pytest.approx(found[:1], abs=1e-6)


def test_a_question_that_is_read_again_is_not_encoded_again() -> None:
    asked: list[list[str]] = []

    def model(texts: list[str]) -> NDArray[np.float64]:
        asked.append(texts)
        return np.ones((len(texts), 2))

    encoder = TextEncoder(model)
    asked.clear()
    for _ in range(2):
        assert encoder.encode([("green", "tea")]).shape == (1, 2)
    assert asked == [["green tea"]]
    assert encoder.encode([]).shape == (0, 2)


def test_a_model_that_is_set_decides_which_words_are_alike(model: Path, tmp_path: Path) -> None:
    without = composition.build_matcher(config.load(faq=LIBRARY, environ={}, folder=tmp_path))
    with_it = composition.build_matcher(written(tmp_path, str(model)))
    reading = with_it.index.read(("unlocked",))
    assert with_it.index.meaning(reading.canonical).shape == (3,)
    assert without.index.meaning(reading.canonical).shape != (3,)
    assert with_it.decide("when is the library open", Memory())[0].outcome is Outcome.ANSWER


def test_a_model_is_looked_for_beside_the_settings(model: Path) -> None:
    assert written(model.parent, model.name).meaning.model == str(model.parent / model.name)


def test_a_model_that_is_missing_is_one_clear_error_at_the_start(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ConfigError, match=r"`meaning.model`: model2vec cannot load .*empty.*set `meaning.model`"):
        composition.build_matcher(written(tmp_path, "empty"))


def test_a_broken_model_is_one_clear_error_at_the_start(model: Path, tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    for file in model.iterdir():
        (tmp_path / "broken" / file.name).write_bytes(file.read_bytes()[:20])
    with pytest.raises(ConfigError, match=r"`meaning.model`: model2vec cannot load"):
        composition.build_matcher(written(tmp_path, "broken"))


def test_a_library_that_is_not_installed_is_named_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(ConfigError, match=r"sentence-transformers is not installed; .*semantic-full"):
        composition.build_matcher(written(tmp_path, "a-model", "sentence-transformers"))


def test_a_model_without_its_library_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("meaning:\n  model: a-model\n")
    with pytest.raises(ConfigError, match="set both, or neither"):
        config.load(faq=LIBRARY, environ={}, folder=tmp_path)


def test_models_that_read_sentences_and_models_that_add_up_words_are_learnt_from(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """sentence-transformers is too large to be installed for a test; a library that is called alike stands for it."""
    library = ModuleType("sentence_transformers")
    library.SentenceTransformer = lambda _name, **_: _Sentences()  # type: ignore[attr-defined] # a module made here
    monkeypatch.setitem(sys.modules, "sentence_transformers", library)
    full = composition.build_matcher(written(tmp_path, str(model), "sentence-transformers"))
    assert looked_at(full, "when is the library open")[1]["when-is-it-open"].meant > 0
    static = composition.build_matcher(written(tmp_path, str(model)))
    assert looked_at(static, "when is the library open")[1]["when-is-it-open"].meant > 0


class _Sentences:
    def encode(self, texts: list[str], **_: object) -> NDArray[np.float64]:
        return np.array([[text.count(letter) for letter in "aeinorst"] for text in texts], np.float64)
