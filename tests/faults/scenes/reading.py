"""Files are taken in: what ``samsyn ingest`` does, over papers of each kind."""

from __future__ import annotations

from pathlib import Path

from tests.faults.scenes import papers
from tests.faults.scenes.homes import must, with_read, with_settings, with_source, workers


def with_text(home: str, material: str) -> None:
    with_source(Path(home), Path(material), papers.text)


def with_mail(home: str, material: str) -> None:
    with_source(Path(home), Path(material), papers.mail)


def with_sheet(home: str, material: str) -> None:
    with_source(Path(home), Path(material), papers.sheet)


def with_scan(home: str, material: str) -> None:
    with_source(Path(home), Path(material), papers.scanned)


def with_all(home: str, material: str) -> None:
    with_source(Path(home), Path(material), papers.text, papers.mail, papers.sheet, papers.scanned, papers.box)


def with_list(home: str, material: str) -> None:
    """Text files, and what their archive says of them."""
    with_source(Path(home), Path(material), papers.text)
    rows = f"sökväg;diarienummer;datum\n{Path(material).name}/anteckning.txt;MBN 2024-0011;2024-05-20\n"
    Path(material).with_suffix(".csv").write_text(rows, "utf-8")


def with_former(home: str, material: str) -> None:
    """Two files that were taken in; by now one is another, and a third has come."""
    folder = Path(material)
    with_read(Path(home), folder, papers.text, papers.mail)
    (folder / "anteckning.txt").write_text(papers.OTHER + " Nytt.", "utf-8")
    (folder / "ny.txt").write_text("Ny handling om Eva By.", "utf-8")


def ingest(home: str, material: str) -> None:
    must("ingest", material, "--source", "tillsyn", "--workers", workers(), "--json")


def with_thick(home: str, material: str) -> None:
    """A scan of some pages, and limits by which they are thick enough to be shared."""
    with_source(Path(home), Path(material), papers.thick)
    (Path(home) / "samsyn.toml").write_text("[limits]\nshared_pages = 2\nstretch_pages = 2\n", "utf-8")


def ingest_in_stretches(home: str, material: str) -> None:
    """As the workers of a cluster do it, by one in this process."""
    from ingest import run
    from tests.faults.at_hand import AtHand, tasks_at_hand

    AtHand.shares = lambda _self, _store: True  # type: ignore[method-assign]
    run.run_tasks = tasks_at_hand
    with_settings(home)
    ingest(home, material)


def ingest_listed(home: str, material: str) -> None:
    listed = Path(material).with_suffix(".csv")
    must("ingest", material, "--source", "tillsyn", "--workers", workers(), "--metadata", listed, "--json")
