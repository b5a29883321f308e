"""From examples to names in a text: a small tagger is fitted, distilled, written as ONNX, and run by the product."""

# ruff: noqa: E402 (what needs PyTorch is imported after the question whether it is there)

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed (group training)")
pytest.importorskip("onnx", reason="onnx is not installed (group training)")

from nlp.names.tagger import Tagger as Product
from tests.training.names.small import OWN, marked, vocabulary
from training.names import encode, export, learn, score
from training.names.batches import Pack
from training.names.descent import Plan
from training.names.network import Shape, Tagger

PERSONS = ("Anna Berg", "Anna", "Berg, Anna", "Anna Bergström")
PLACES = ("Umeå",)
FRAMES = (
    "[PERSON|{}] bor i [LOC|{}].",
    "Sökande: [PERSON|{}]\nOrt: [LOC|{}]",
    "I [LOC|{1}] bor [PERSON|{0}] och gatan",
)
torch.set_num_threads(1)  # steps this small wait for one another otherwise
SIZES = {"hidden": 32, "heads": 2, "positions": 256, "feed_forward": 32}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def pack(work: Path) -> Pack:
    pieces = vocabulary(work)
    examples = [marked(frame.format(*names)) for frame in FRAMES for names in product(PERSONS, PLACES)]
    encode.pack(work / "prov.npz", (window for one in examples * 8 for window in encode.encode(one, pieces)))
    return Pack([work / "prov.npz"], OWN)


def _new(layers: int) -> Tagger:
    torch.manual_seed(layers)
    return Tagger(Shape(vocabulary=OWN + 4, layers=tuple(range(layers)), **SIZES))


@pytest.fixture(scope="module")
def teacher(pack: Pack) -> Tagger:
    tagger = _new(2)
    assert learn.fit(tagger, [pack], Plan(30, 5e-3, 400, embeddings=True), "cpu", lambda _: None)
    return tagger


def test_a_fitted_tagger_knows_its_examples(teacher: Tagger, pack: Pack) -> None:
    assert score.f1(teacher, pack, "cpu")["micro"] > 95


@pytest.mark.parametrize("atoms", [False, True], ids=["pieces", "atoms"])
@pytest.mark.filterwarnings("ignore")  # of PyTorch's and ONNX Runtime's own
def test_a_pupil_says_what_its_teachers_say_and_runs_without_pytorch(
    teacher: Tagger, pack: Pack, work: Path, tmp_path: Path, atoms: bool
) -> None:
    pupil = _new(1)
    plan = Plan(30, 5e-3, 400, embeddings=True)
    assert learn.distil(pupil, [teacher, teacher], [pack], plan, "cpu", lambda _: None, atoms=atoms)
    assert score.f1(pupil, pack, "cpu", atoms=atoms)["micro"] > 90
    folder = tmp_path / "sv_prov"
    export.export(pupil, folder, atoms=atoms)
    meta = {"name": "sv_prov", "version": "1", "reads_atoms": atoms, "certainty": [[0.0, 0.0], [1.0, 1.0]]}
    export.finish(folder, work / "pieces.model", meta)
    product = Product(folder)
    for text in ("Anna Berg bor i Umeå.", "Sökande: ANNA BERG\nOrt: Umeå"):
        found = [(text[one.start : one.end].title(), one.label.value) for one in product.find(text)]
        assert found == [("Anna Berg", "PERSON"), ("Umeå", "LOC")]
    assert sorted(path.name for path in folder.iterdir()) == ["meta.json", "model.onnx", "pieces.model"]
