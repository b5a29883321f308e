"""Which names belong together, the same in both directions."""

from __future__ import annotations

import pytest

from ingest.existing.beside import file_name, may_be_reading, reading_paths, scan_paths

TOGETHER = [
    ("in/scan.tif", "in/scan.xml"),
    ("in/scan.tif", "in/scan.hocr"),
    ("in/scan.jpg", "in/scan.html"),
    ("in/scan.TIF", "in/scan.XML"),
    ("in/scan.tif", "in/scan.tif.xml"),
    ("in/scan.pdf", "in/scan.alto.xml"),
    ("in/scan.pdf", "in/scan_alto.xml"),
    ("in/scan.png", "in/scan.hocr.html"),
    ("in/images/0001.tif", "in/alto/0001.xml"),
    ("in/IMG/0001.jp2", "in/ALTO/0001.xml"),
    ("in/0001.tif", "in/alto/0001.xml"),
    ("0001.tif", "0001.xml"),
    ("0001.tif", "alto/0001.xml"),
    ("images/0001.tif", "alto/0001.xml"),
    ("/images/0001.tif", "/alto/0001.xml"),
    ("in/v1.2/scan.a.tif", "in/v1.2/scan.a.xml"),
]
APART = [
    ("in/scan.tif", "in/other.xml"),
    ("in/scan.tif", "ut/scan.xml"),
    ("in/images/0001.tif", "in/alto/0002.xml"),
    ("in/lista/0001.tif", "in/alto/0001.xml"),
    ("in/scan.txt", "in/scan.xml"),
    ("in/.tif", "in/.xml"),
    ("uppladdad/a1/scan.tif", "uppladdad/b2/scan.xml"),
]


@pytest.mark.parametrize(("scan", "reading"), TOGETHER)
def test_names_that_belong_together(scan: str, reading: str) -> None:
    assert reading in reading_paths(scan)
    assert scan in scan_paths(reading)
    assert may_be_reading(reading)


@pytest.mark.parametrize(("scan", "reading"), APART)
def test_names_that_do_not(scan: str, reading: str) -> None:
    assert reading not in reading_paths(scan)
    assert scan not in scan_paths(reading)


def test_both_directions_give_the_same_pairs() -> None:
    for scan, reading in (TOGETHER[0], TOGETHER[8], TOGETHER[11]):
        assert all(scan in scan_paths(other) for other in reading_paths(scan))
        assert all(reading in reading_paths(other) for other in scan_paths(reading))


@pytest.mark.parametrize("named", ["band 7.tif", "C:\\skanning\\band 7.tif", "file:///srv/band 7.tif", "band 7.jp2"])
def test_a_reading_that_names_its_scan(named: str) -> None:
    assert "in/band 7.tif" in scan_paths("in/0007.xml", file_name(named))
    assert "in/bilder/band 7.tif" in scan_paths("in/alto/0007.xml", file_name(named))
    assert "ut/band 7.tif" not in scan_paths("in/0007.xml", file_name(named))


def test_a_name_that_leads_elsewhere_stays_in_its_folder() -> None:
    assert file_name("../../etc/passwd") == "passwd"
    paths = scan_paths("in/a.xml", file_name("../../andra/hemlig.tif"))
    assert {path for path in paths if "hemlig" in path and path.endswith(".tif")} == {"in/hemlig.tif"}
