"""The part of the store contract that is about files handed in by pieces, and what is told of the runs they make."""

from __future__ import annotations

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from models import swedish
from models.access import Viewer
from models.document import DocumentState
from models.errors import AccessDeniedError
from models.front_errors import UploadMismatchError, UploadQuotaError
from models.job import JobState
from models.marking import MarkingScope
from models.protected import Identity
from models.settings import Settings
from models.source import Source
from models.store.run_reports import RunState
from models.store.runs import FileState, RunFile, Way
from models.store.schema import jobs, runs, uploads
from models.store.store import Store
from models.store.uploads import Uploads
from tests.conftest import viewer_of

US = viewer_of("Nämnden")
PIECE = 4


def handing_in(store: Store, **limits: float) -> Uploads:
    """With pieces of four bytes."""
    known = replace(store.settings.limits, upload_piece_bytes=PIECE, **limits)  # type: ignore[arg-type]
    return Uploads(store.database, store.key, replace(store.settings, limits=known), store.vault, store.ledger.keys)


def hand_in_run(store: Store, files: int = 1, source: str = "tillsyn", by: Viewer = US) -> str:
    return store.runs.begin(source, by=by.name, way=Way.UPLOAD, total=files)


def digest(content: bytes) -> str:
    pieces = [content[at : at + PIECE] for at in range(0, len(content), PIECE)]
    return hashlib.sha256(b"".join(hashlib.sha256(piece).digest() for piece in pieces)).hexdigest()


def send(uploads: Uploads, id: str, content: bytes, offset: int) -> int:
    return uploads.add(US, id, offset, io.BytesIO(content[offset : offset + PIECE]))


class UploadsContract:
    """Pieces, quotas, runs."""

    @pytest.fixture(autouse=True)
    def _sources_to_hand_in_to(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", "Nämnden"))
        store.sources.add(Source("pm", "Polisen", "police"))

    def test_a_file_in_pieces_becomes_a_job_with_its_path(self, store: Store) -> None:
        arriving, run = handing_in(store), hand_in_run(store)
        content = b"0123456789"
        begun = arriving.begin(US, run, "Mapp A/b.txt", len(content), "1")
        assert [send(arriving, begun.id, content, at) for at in (0, 4, 8)] == [4, 8, 10]
        whole = arriving.whole(US, begun.id, digest(content))
        assert whole is not None
        assert store.vault.get(whole.sha256) == content
        arriving.finish(US, whole)
        job = store.jobs.take("w")
        assert job is not None
        assert (job.run, job.arguments["path"], job.arguments["name"]) == (run, "Mapp A/b.txt", "b.txt")
        assert store.jobs.list(US) == []
        assert arriving.waiting(US) == []

    def test_the_last_request_may_be_sent_twice(self, store: Store) -> None:
        arriving, content = handing_in(store), b"0123"
        begun = arriving.begin(US, hand_in_run(store), "a.txt", len(content), "1")
        send(arriving, begun.id, content, 0)
        one, other = (arriving.whole(US, begun.id, digest(content)) for _at_once in range(2))
        assert one is not None
        assert other is not None
        assert arriving.finish(US, one)
        assert arriving.finish(US, other) == ""
        assert arriving.whole(US, begun.id, digest(content)) is None, "its answer was lost"
        assert (store.jobs.take("w") is not None, store.jobs.take("w")) == (True, None)
        assert list((store.settings.home / "arriving").iterdir()) == []

    def test_a_run_goes_on_while_pieces_come(self, store: Store) -> None:
        arriving, run = handing_in(store), hand_in_run(store)
        begun = arriving.begin(US, run, "a.txt", 10, "1")
        assert store.run_reports.get(US, run).state is RunState.STOPPED
        send(arriving, begun.id, b"0123456789", 0)
        assert store.run_reports.get(US, run).state is RunState.RUNNING

    def test_what_was_broken_off_goes_on_where_it_was(self, store: Store) -> None:
        arriving, content = handing_in(store), b"0123456789"
        first = arriving.begin(US, hand_in_run(store), "a.txt", len(content), "1")
        send(arriving, first.id, content, 0)
        assert send(arriving, first.id, content, 8) == 4, "a piece that does not follow on is not taken"
        assert send(arriving, first.id, content, 0) == 4, "nor one that is sent again"
        again = hand_in_run(store)
        assert arriving.begin(US, again, "a.txt", len(content), "1") == replace(first, run=again, received=4)
        assert [each.path for each in arriving.waiting(US)] == ["a.txt"]
        for other in (("a.txt", 10, "2"), ("b.txt", 10, "1"), ("a.txt", 9, "1")):
            assert arriving.begin(US, again, *other).received == 0

    def test_the_path_is_not_kept_in_the_open(self, store: Store) -> None:
        run = hand_in_run(store)
        handing_in(store).begin(US, run, "hemlig.txt", 3, "1")
        store.uploads.hand_in(US, run, "hemlig.txt", store.vault.put(b"x"), 1)
        with store.database.read() as connection:
            for table in (uploads, jobs):
                assert "hemlig" not in str(connection.execute(table.select()).all())

    def test_what_came_otherwise_than_it_was_sent_is_thrown_away(self, store: Store) -> None:
        arriving, run = handing_in(store), hand_in_run(store)
        begun = arriving.begin(US, run, "a.txt", 4, "1")
        with pytest.raises(UploadMismatchError):
            arriving.whole(US, begun.id, digest(b"0123"))
        arriving.add(US, begun.id, 0, io.BytesIO(b"0129"))
        with pytest.raises(UploadMismatchError):
            arriving.whole(US, begun.id, digest(b"0123"))
        assert arriving.begin(US, run, "a.txt", 4, "1").received == 0
        assert not list((store.settings.home / "vault").rglob("*9*"))

    def test_a_piece_is_no_longer_than_what_is_left(self, store: Store) -> None:
        arriving = handing_in(store)
        begun = arriving.begin(US, hand_in_run(store), "a.txt", 3, "1")
        assert arriving.add(US, begun.id, 0, io.BytesIO(b"0123456789")) == 3

    def test_nobody_else_has_a_hand_in(self, store: Store) -> None:
        arriving, run = handing_in(store), hand_in_run(store)
        begun = arriving.begin(US, run, "a.txt", 4, "1")
        someone = replace(US, name="någon annan")
        elsewhere = replace(US, owners=frozenset({"Polisen"}))
        lent = replace(US, shared=frozenset({"Nämnden"}))
        for other in (someone, elsewhere, lent):
            assert arriving.waiting(other) == []
            for attempt in (
                lambda other=other: arriving.begin(other, run, "a.txt", 4, "1"),
                lambda other=other: arriving.add(other, begun.id, 0, io.BytesIO(b"0")),
                lambda other=other: arriving.whole(other, begun.id, ""),
                lambda other=other: arriving.cancel(other, begun.id),
            ):
                with pytest.raises(AccessDeniedError):
                    attempt()

    def test_no_more_than_the_limit_in_a_day(self, store: Store) -> None:
        arriving, run = handing_in(store, upload_day_bytes=10), hand_in_run(store, 3)
        first = arriving.begin(US, run, "a.txt", 6, "1")
        with pytest.raises(UploadQuotaError):
            arriving.begin(US, run, "b.txt", 5, "1")
        with pytest.raises(UploadQuotaError):
            arriving.check_room(US, 5)
        arriving.cancel(US, first.id)
        arriving.begin(US, run, "b.txt", 5, "1")

    def test_two_at_once_do_not_find_room_for_both(self, store: Store) -> None:
        arriving, run = handing_in(store, upload_day_bytes=10), hand_in_run(store, 8)

        def begins(number: int) -> bool:
            try:
                arriving.begin(US, run, f"{number}.txt", 6, "1")
            except UploadQuotaError:
                return False
            return True

        with ThreadPoolExecutor(8) as threads:
            assert sum(threads.map(begins, range(8))) == 1

    def test_what_nobody_goes_on_with_is_thrown_away(self, store: Store) -> None:
        arriving, folder = handing_in(store, upload_keep_hours=1.0), store.settings.home / "arriving"
        begun = arriving.begin(US, hand_in_run(store), "a.txt", 6, "1")
        send(arriving, begun.id, b"0123", 0)
        (folder / "herrelös").write_bytes(b"x")
        (folder / "mapp").mkdir()
        arriving.sweep()
        assert sorted(path.name for path in folder.iterdir()) == [begun.id, "mapp"], "what is not ours is left"
        with store.database.write() as connection:
            connection.execute(update(uploads).values(touched=swedish.now() - timedelta(hours=2)))
        assert arriving.clean() == 1
        assert [path.name for path in folder.iterdir()] == ["mapp"]

    def test_a_run_is_done_when_all_its_files_are(self, store: Store) -> None:
        run = hand_in_run(store, 2)
        store.runs.beat(run, 60)
        sha256 = store.vault.put(b"x")
        for name in ("a", "b"):
            store.uploads.hand_in(US, run, name, sha256, 1)
        for state in (RunState.RUNNING, RunState.RUNNING):
            assert store.run_reports.get(US, run).state is state
            job = store.jobs.take("w")
            assert job is not None
            store.jobs.finish(job.id, "w", {})
            store.runs.settle(run)
        report = store.run_reports.get(US, run)
        assert (report.state, report.total) == (RunState.DONE, 2)

    def test_a_run_is_done_although_the_worker_of_its_last_file_never_said_so(self, store: Store) -> None:
        run, open_one = hand_in_run(store), hand_in_run(store, 2)
        for each in (run, open_one):
            store.uploads.hand_in(US, each, "a", store.vault.put(b"x"), 1)
        for job in (store.jobs.take("w"), store.jobs.take("w")):
            assert job is not None
            store.jobs.fail(job.id, "w", "attempts")
        store.runs.settle()
        states = [store.run_reports.get(US, each).state for each in (run, open_one)]
        assert states == [RunState.DONE, RunState.STOPPED]

    def test_a_run_that_gets_no_more_files_is_closed_by_who_began_it(self, store: Store) -> None:
        run = hand_in_run(store, 3)
        with pytest.raises(AccessDeniedError):
            store.runs.close(replace(US, name="någon annan"), run)
        assert store.run_reports.get(US, run).state is RunState.STOPPED
        store.runs.close(US, run)
        assert store.run_reports.get(US, run).state is RunState.DONE

    def test_a_run_that_stopped_long_ago_is_not_counted_again_and_again(self, store: Store) -> None:
        run, now = hand_in_run(store), swedish.now()

        def recent() -> list[str]:
            return [each.id for each in store.run_reports.newest(US, 10, recent=True)]

        assert recent() == [run]
        with store.database.write() as connection:
            connection.execute(update(runs).values(started=now - timedelta(days=1)))
        assert recent() == []
        store.runs.beat(run, 1)
        assert recent() == [run]
        store.runs.beat(run, -86_400)
        assert recent() == []
        store.uploads.hand_in(US, run, "a.txt", store.vault.put(b"x"), 1)
        assert recent() == [run]

    def test_counts_are_of_what_the_viewer_may_read(self, store: Store, settings: Settings) -> None:
        run = store.runs.begin("tillsyn", total=3)
        store.runs.note(run, RunFile("/borta", FileState.QUARANTINED, None, "permission_denied"))
        for name, state in (("läst", DocumentState.READ), ("trasig", DocumentState.QUARANTINED)):
            arrival = store.arrivals.arrive(
                store.sources.get("tillsyn"), store.vault.put(name.encode()), 1, path=f"/{name}", name=name
            )
            store.registration.claim(arrival.document, "prov")
            store.registration.finish(arrival.document, "prov", state, "corrupt" if state != DocumentState.READ else "")
            store.runs.note(run, RunFile(f"/{name}", FileState.NEW, arrival.document))
        report = store.run_reports.get(US, run)
        assert (report.files, report.documents, report.total) == (3, 2, None)
        told = {(each.state, each.reason, each.count) for each in store.run_reports.troubles(US, run)}
        assert told == {("quarantined", "corrupt", 1), ("quarantined", "permission_denied", 1)}
        with pytest.raises(AccessDeniedError):
            store.run_reports.get(viewer_of("Polisen"), run)
        assert store.run_reports.newest(viewer_of("Polisen"), 10) == []
        (source,) = store.source_reports.all(US)
        assert source.documents == {"read": 1, "quarantined": 1}
        assert len(store.source_reports.unread(US, "quarantined", "corrupt", 10, run)) == 1
        assert store.source_reports.unread(viewer_of("Polisen"), "quarantined", "corrupt", 10) == []

    def test_files_that_were_not_had_are_kept_as_their_source_is(self, store: Store) -> None:
        run = store.runs.begin("tillsyn", total=1)
        store.runs.note(run, RunFile("/in/Bo Ek.pdf", FileState.QUARANTINED, None, "permission_denied"))
        officer = replace(US, name="o", officer_of=US.owners)
        store.protected.add(officer, "Nämnden", Identity(given=("Bo",), surnames=("Ek",)), "rad 1", "beslut")
        for viewer, path in ((US, "/in/█████.pdf"), (officer, "/in/Bo Ek.pdf")):
            (file,), (trouble,) = store.runs.files(viewer, run), store.run_reports.troubles(viewer, run)
            assert (file.path, trouble.lost) == (path, (path,))
        store.markings.set(US, MarkingScope.SOURCE, "tillsyn", group="några", ground="OSL 26:1")
        assert store.run_reports.newest(US, 10) == []
        assert store.run_reports.troubles(US, run) == []
        assert store.runs.files(US, run) == []
        assert store.status(US)["reasons"] == {}
        for viewer in (officer, replace(US, groups=frozenset({"några"}))):
            assert store.run_reports.get(viewer, run).files == 1
            assert store.status(viewer)["reasons"] == {"permission_denied": 1}

    def test_a_file_that_was_not_had_is_kept_as_what_lay_there_before(self, store: Store) -> None:
        source, member = store.sources.get("tillsyn"), replace(US, groups=frozenset({"några"}))
        run, ids = store.runs.begin("tillsyn"), list[str]()
        for name in ("dold.pdf", "öppen.pdf"):
            sha256, path = store.vault.put(name.encode()), f"/in/{name}"
            ids.append(store.arrivals.arrive(source, sha256, 1, path=path, name=name).document)
            store.runs.note(run, RunFile(path, FileState.QUARANTINED, None, "permission_denied"))
        store.markings.set(US, MarkingScope.DOCUMENT, ids[0], group="några", ground="OSL 26:1")
        for viewer, paths in ((US, ["/in/öppen.pdf"]), (member, ["/in/dold.pdf", "/in/öppen.pdf"])):
            assert [file.path for file in store.runs.files(viewer, run)] == paths
            (trouble,) = store.run_reports.troubles(viewer, run)
            assert list(trouble.lost) == paths
            assert store.run_reports.get(viewer, run).files == len(paths)
            assert store.status(viewer)["reasons"]["permission_denied"] == len(paths)

    def test_ones_own_hand_in_is_not_told_when_its_source_is_kept_from_one(self, store: Store) -> None:
        arriving, run, member = handing_in(store), hand_in_run(store, 2), replace(US, groups=frozenset({"några"}))
        begun = arriving.begin(US, run, "Hemlig utredning.pdf", 8, "1")
        job = arriving.hand_in(US, run, "Trasig utredning.pdf", store.vault.put(b"x"), 1)
        assert store.jobs.take("w") is not None
        store.jobs.fail(job, "w", "corrupt")

        def told(viewer: Viewer) -> list[str]:
            failed = [each.arguments["path"] for each in store.jobs.failed(viewer, run)]
            return [each.path for each in arriving.waiting(viewer)] + failed

        assert told(US) == ["Hemlig utredning.pdf", "Trasig utredning.pdf"]
        store.markings.set(US, MarkingScope.SOURCE, "tillsyn", group="några", ground="OSL 26:1")
        assert (told(US), told(member)) == ([], ["Hemlig utredning.pdf", "Trasig utredning.pdf"])
        assert send(arriving, begun.id, b"01234567", 0) == PIECE  # whoever may hand in goes on with it, untold
        assert arriving.begin(US, run, "Hemlig utredning.pdf", 8, "1").received == PIECE

    def test_people_are_covered_in_the_manifest_as_in_the_names_of_documents(self, store: Store) -> None:
        run = store.runs.begin("tillsyn", total=2)
        officer = replace(US, name="o", officer_of=US.owners)
        store.protected.add(officer, "Nämnden", Identity(given=("Bo",), surnames=("Ek",)), "rad 1", "beslut")
        for path in ("/in/Bo Ek.txt", "/in/Cd.txt"):
            arrival = store.arrivals.arrive(
                store.sources.get("tillsyn"), store.vault.put(path.encode()), 1, path=path, name=path[4:]
            )
            store.runs.note(run, RunFile(path, FileState.NEW, arrival.document))
        assert [file.path for file in store.runs.files(US, run)] == ["/in/Cd.txt", "/in/█████.txt"], (
            "in no telling order"
        )
        assert [file.path for file in store.runs.files(officer, run)] == ["/in/Bo Ek.txt", "/in/Cd.txt"]

    def test_a_file_whose_job_failed_is_told_of_to_who_handed_it_in(self, store: Store) -> None:
        run = hand_in_run(store)
        store.uploads.hand_in(US, run, "Mapp/a.txt", store.vault.put(b"x"), 1)
        job = store.jobs.take("w")
        assert job is not None
        assert job.state is JobState.RUNNING
        store.jobs.fail(job.id, "w", "disk_full")
        assert [(each.arguments["path"], each.reason) for each in store.jobs.failed(US, run)] == [
            ("Mapp/a.txt", "disk_full")
        ]
        assert store.jobs.failed(replace(US, name="annan"), run) == []
        assert store.jobs.failed(replace(US, owners=frozenset({"Polisen"})), run) == []
