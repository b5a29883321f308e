"""The pipeline is a Haystack pipeline that can be written out and read back."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from haystack import Pipeline

from ingest.pipeline import make_pipeline, open_pipeline, run_document
from ingest.task import Task
from models.document import DocumentState
from models.errors import InvalidSettingError
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from tests.conftest import viewer_of

WORKER = "prov"


def arrive(store: Store, content: bytes, name: str = "a.txt") -> str:
    """The id of a document that has arrived and is claimed."""
    store.sources.add(Source("tillsyn", "Nämnden"))
    sha256 = store.vault.put(content)
    source = store.sources.get("tillsyn")
    document = store.arrivals.arrive(source, sha256, len(content), path=f"/{name}", name=name).document
    store.registration.claim(document, WORKER)
    return document


def within(store: Store, content: bytes, parent: str, name: str) -> str:
    """The id of a document that was found in another and is claimed."""
    source, sha256 = store.sources.get("tillsyn"), store.vault.put(content)
    path = f"{parent}/{name}"
    arrival = store.arrivals.arrive(source, sha256, len(content), path=path, name=name, parent=parent)
    store.registration.claim(arrival.document, WORKER)
    return arrival.document


def packed(name: str, content: bytes) -> bytes:
    """A ZIP of one file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(name, content)
    return written.getvalue()


def test_written_out_and_read_back_it_does_the_same(settings: Settings, store: Store, tmp_path: Path) -> None:
    written = make_pipeline(settings.home).dumps()
    again = Pipeline.loads(written, allowed_modules=["ingest.*"]).to_dict()
    first = make_pipeline(settings.home).to_dict()
    assert again["components"] == first["components"]
    assert {tuple(edge.items()) for edge in again["connections"]} == {
        tuple(edge.items()) for edge in first["connections"]
    }
    (tmp_path / "pipeline.yaml").write_text(written, "utf-8")
    own = replace(settings, ingest_pipeline=str(tmp_path / "pipeline.yaml"))
    document = arrive(store, b"Tillsyn hos Provkrog AB den 3 maj 2024")
    assert run_document(open_pipeline(own), Task(document), WORKER).state is DocumentState.READ
    names = [mention.value for mention, _ in store.documents.mentions(viewer_of("Nämnden"), document)]
    assert names == ["Provkrog AB", "2024-05-03"]


def test_a_site_may_not_name_any_module_in_its_pipeline(settings: Settings, tmp_path: Path) -> None:
    hostile = "components:\n  x:\n    init_parameters: {}\n    type: subprocess.Popen\nconnections: []\n"
    (tmp_path / "pipeline.yaml").write_text(hostile, "utf-8")
    with pytest.raises(InvalidSettingError):
        open_pipeline(replace(settings, ingest_pipeline=str(tmp_path / "pipeline.yaml")))


def test_an_error_of_ours_comes_out_as_itself(settings: Settings, store: Store) -> None:
    from models.errors import AccessDeniedError

    with pytest.raises(AccessDeniedError):
        run_document(make_pipeline(settings.home), Task("0" * 32), WORKER)


def test_the_document_is_finished_last(settings: Settings, store: Store) -> None:
    document = arrive(store, b"Hej")
    pipeline = make_pipeline(settings.home)
    assert list(pipeline.graph.nodes) == ["read", "name", "finish"]
    run_document(pipeline, Task(document), WORKER)
    assert store.outbox.count() == 1


def test_an_archive_in_two_letters_of_one_mailbox_is_unpacked(settings: Settings, store: Store) -> None:
    pipeline, viewer = make_pipeline(settings.home), viewer_of("Nämnden")
    mailbox = arrive(store, b"Hej", "post.mbox")
    letters = [within(store, content, mailbox, f"{content.decode()}.eml") for content in (b"brev", b"svar")]
    archive = packed("inre.zip", packed("handling.txt", b"Tillsyn"))
    (outer,) = {within(store, archive, letter, "akt.zip") for letter in letters}
    ended = run_document(pipeline, Task(outer), WORKER)
    assert (ended.state, ended.reason, len(ended.attachments)) == (DocumentState.READ, "", 1)
    (inner,) = ended.attachments  # it lies in three files, as deep as is unpacked
    store.registration.claim(inner, WORKER)
    ended = run_document(pipeline, Task(inner), WORKER)
    assert (ended.state, ended.reason, ended.attachments) == (DocumentState.PARTIAL, "attachments_too_deep", ())
    assert [each.name for each in store.documents.family(viewer, inner)] == ["akt.zip"]
