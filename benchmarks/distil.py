"""`python -m benchmarks.distil MODEL WORDNET`: makes `bot/english/vectors.npz`, the meanings of English words.

A sentence encoder is the teacher: the vectors of the words are learnt so that the sum of those of a text points where
the teacher's vector of the text does, and so that texts are as like each other as the teacher finds them (Reimers and
Gurevych 2020 for the loss, Tulkens and van Dongen 2024 for the tables). Learnt from are texts in general and what our
own FAQ is asked, without the answers; never the sets it is compared on. Shipped are vectors learnt from
all-MiniLM-L6-v2 (Apache 2.0). Takes half an hour; needs sentence-transformers.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import chain, pairwise
from pathlib import Path
from random import Random
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray

from benchmarks.corpus import garbled, glosses, texts
from benchmarks.fit import FOLDER, tuning_questions
from benchmarks.packages import package
from benchmarks.sets import OWN_FAQ, cases_of, load
from bot import english
from bot.engine.numeric.postings import Floats
from bot.engine.wording.text import words

DIMENSIONS = 192
QUESTIONS = 90_000
MOST_TEXTS = 200_000
PASSES = 8
BATCH = 1_024
RATE = 3e-3  # falling to a thirtieth of it
LIKENESS = 5.0  # what the likenesses of texts to each other count beside their directions
STAYING = 0.3  # what staying near to the teacher's vector of the word by itself counts
MOST_WORDS = 32  # of a text that are read
TURNED_BY = 20_000  # texts
OFTEN = 4  # texts in which a word has to stand to be learnt though it is none of the language's
LEAST_FREQUENT = 1e-7
LENGTH, RARE = 0.65, 5e-6  # that of vectors of rare words on average, beside which that of unknown words is measured
COMMON = 1e-3  # frequency from which words begin with short vectors (Arora, Liang and Ma 2017)
SEED = 1
DEFAULT = Path(english.__file__).parent / "vectors.npz"

Teacher = Callable[[Sequence[str]], Floats]


@click.command()
@click.argument("model")
@click.argument("wordnet", type=FOLDER)
@click.option("--texts", "most", default=MOST_TEXTS, help="Texts in general to learn from, at most.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=DEFAULT)
def main(model: str, wordnet: Path, most: int, out: Path) -> None:
    """Learn the vectors of English words from the sentence encoder MODEL, the texts of WORDNET and our own FAQ."""
    encoder = package("sentence_transformers").SentenceTransformer(model, device="cpu")
    frequency = english.language().frequency
    rng = Random(SEED)  # noqa: S311 -- nothing is secret here
    general = texts(list(glosses(wordnet)), frequency, QUESTIONS, rng)[:most]
    asked = asked_of_our_own()
    asked += garbled(asked, english.language().near_synonyms, rng)
    known = vocabulary(frequency, asked)
    click.echo(f"{len(general)} + {len(asked)} texts, {len(known)} words", err=True)
    teacher: Teacher = lambda lines: encoder.encode(list(lines), show_progress_bar=False)  # noqa: E731
    save(out, list(known), learnt(known, (general, asked), teacher, DIMENSIONS))


def asked_of_our_own() -> list[str]:
    """All ways in which our own FAQ asks for its entries, and the questions that may be fitted on; none twice."""
    faq = load(OWN_FAQ, "own").faq
    cases = (case for path in tuning_questions() for case in cases_of(path, faq))
    phrasings = (phrasing for entry in faq.entries for phrasing in entry.phrasings)
    return list(dict.fromkeys((*phrasings, *(case.question for case in cases))))


def vocabulary(frequency: Mapping[str, float], asked: Sequence[str]) -> dict[str, float]:
    """The words to learn and how frequent they are: those of the language, and those `asked` time and again."""
    counts = Counter(word for text in asked for word in words(text))
    often = {word: LEAST_FREQUENT for word, count in counts.items() if count >= OFTEN}
    return {word: share for word, share in {**often, **frequency}.items() if word.isalpha() and word.isascii()}


def learnt(frequency: Mapping[str, float], said: Sequence[Sequence[str]], teacher: Teacher, dimensions: int) -> Floats:
    """Vectors of the words of `frequency`, in its order. Shape: (words, dimensions). Raises AbsentError without torch.

    Texts are `said` in several companies, each learnt from by itself: within one they are harder to tell apart.
    The teacher's vectors are turned so that their first axes tell texts apart best, and cut to `dimensions`.
    """
    torch = package("torch")
    rows = {word: row for row, word in enumerate(frequency)}
    companies = [[(bag, text) for text in company if (bag := _bag(text, rows))] for company in said]
    pairs = list(chain.from_iterable(companies))
    ends = np.cumsum([len(company) for company in companies])
    vectors = teacher([text for _, text in pairs])
    middle = vectors.mean(axis=0)
    some = np.random.default_rng(SEED).choice(len(vectors), min(len(vectors), TURNED_BY), replace=False)
    axes = np.linalg.svd(vectors[some] - middle, full_matrices=False)[2][:dimensions].T
    targets = torch.nn.functional.normalize(torch.tensor((vectors - middle) @ axes), dim=1)
    alone = torch.nn.functional.normalize(torch.tensor((teacher(list(frequency)) - middle) @ axes), dim=1)
    lengths = torch.tensor([0.5 * COMMON / (COMMON + share) for share in frequency.values()], dtype=torch.float32)
    table = torch.nn.EmbeddingBag.from_pretrained(alone * lengths[:, None], freeze=False, mode="sum")
    companies_at = [torch.arange(*span) for span in pairwise([0, *ends.tolist()])]
    _train(torch, table, [bag for bag, _ in pairs], companies_at, targets, alone)
    found: Floats = table.weight.detach().numpy()
    rare = np.array([share < RARE for share in frequency.values()])
    found *= LENGTH / np.linalg.norm(found[rare] if rare.any() else found, axis=1).mean()
    return found


def _bag(text: str, rows: Mapping[str, int]) -> list[int]:
    return [rows[word] for word in words(text)[:MOST_WORDS] if word in rows]


def _train(
    torch: Any, table: Any, bags: Sequence[list[int]], companies: Sequence[Any], targets: Any, alone: Any
) -> None:
    optimiser = torch.optim.Adam(table.parameters(), lr=RATE)
    torch.manual_seed(SEED)
    for done in range(PASSES):
        batches = [batch for places in companies for batch in places[torch.randperm(len(places))].split(BATCH)]
        for number, at in enumerate(torch.randperm(len(batches)).tolist()):
            for group in optimiser.param_groups:
                group["lr"] = RATE * (1 - (done + number / len(batches)) / PASSES) + RATE / 30
            chosen = batches[at]
            loss = _loss(torch, table, [bags[one] for one in chosen.tolist()], targets[chosen], alone)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        click.echo(f"pass {done + 1} of {PASSES}: loss {float(loss.detach()):.4f}", err=True)


def _loss(torch: Any, table: Any, chosen: Sequence[list[int]], wanted: Any, alone: Any) -> Any:
    starts = np.cumsum([0, *(len(one) for one in chosen)])[:-1]
    sums = table(torch.tensor([row for one in chosen for row in one]), torch.tensor(starts))
    found = torch.nn.functional.normalize(sums, dim=1)
    turned = 1 - (found * wanted).sum(1).mean()
    unlike = ((found @ found.T - wanted @ wanted.T) ** 2).mean()
    some = torch.randint(0, len(alone), (BATCH // 2,))
    strayed = 1 - (torch.nn.functional.normalize(table.weight[some], dim=1) * alone[some]).sum(1).mean()
    return turned + LIKENESS * unlike + STAYING * strayed


def save(path: Path, names: Sequence[str], matrix: Floats) -> None:
    """Write vectors as `english.word_vectors` reads them: whole numbers of a byte, and a scale for each word."""
    scale = np.maximum(np.abs(matrix).max(axis=1), 1e-9) / 127
    whole: NDArray[np.int8] = np.round(matrix / scale[:, None]).astype(np.int8)
    letters = np.frombuffer("\n".join(names).encode(), np.uint8)
    np.savez_compressed(path, words=letters, matrix=whole, scale=scale.astype(np.float32))


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.distil")
