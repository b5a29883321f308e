"""Texts by their ids: the same ones each time, and annotations that still fit them."""

from __future__ import annotations

import pytest

from training.names import annotated, texts

SHARED = pytest.mark.skipif(not texts.SHARED.exists(), reason="the texts of ../shared/data are not there")


def test_a_notice_is_its_title_preamble_and_body() -> None:
    assert (
        texts.notice({"title": "Rån, Umeå", "preamble": "", "body": "En man.\nEn bil."})
        == "Rån, Umeå\nEn man.\nEn bil."
    )


def test_a_long_notice_is_cut_at_a_line() -> None:
    lines = "\n".join(f"{number:04d} " + "a" * 94 for number in range(30))
    cut = texts.notice({"title": "Rubrik", "preamble": "Ingress", "body": lines})
    assert 1_300 < len(cut) <= 1_500
    assert len(cut.splitlines()[-1]) == 99


def test_a_digest_tells_texts_apart() -> None:
    assert texts.digest("Umeå") == texts.digest("Umeå") != texts.digest("Umeå ")
    assert len(texts.digest("")) == 16


@SHARED
@pytest.mark.parametrize("id", ["swequad:0", "squad:0:0"])
def test_a_text_is_found_by_its_id(id: str) -> None:
    assert texts.find(id).strip()


@SHARED
@pytest.mark.parametrize("id", ["squad:0:99999", "swequad:99999"])
def test_an_id_of_no_text(id: str) -> None:
    with pytest.raises(LookupError):
        texts.find(id)


@SHARED
def test_the_annotations_fit_their_texts() -> None:
    """Of a few of each kind, no span is outside its text, nor begins or ends inside a word or at a space."""
    kinds: dict[str, int] = {}
    for annotation in [*annotated.read(annotated.HERE), *annotated.read(annotated.DEVELOPMENT)]:
        kind = annotation.id.split(":")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > 20 or kind not in ("swequad", "squad"):  # the others take a minute to unpack
            continue
        text = texts.find(annotation.id)
        assert texts.digest(text) == annotation.digest
        for start, end, _ in annotation.spans:
            assert text[start:end] == text[start:end].strip() != ""
    assert kinds
