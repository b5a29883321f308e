"""Every limit, once, with its reason. ``tests/models/test_limits.py`` knows which test meets each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LONGEST_LEASE: Final = 900.0
"""Seconds: no site may set ``lease_seconds`` higher. What is held until later than twice this from now was taken by a
clock that was put back since, and is nobody's (:mod:`models.store.claims`)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what one file may ask of us. A site changes them under ``[limits]`` in ``samsyn.toml``."""

    file_bytes: int = 200 * 1024 * 1024  # a 400-page colour scan is about 120 MB
    pages: int = 3_000  # the thickest preliminary investigation we have heard of is about 2,500 pages
    picture_pixels: int = 100_000_000  # A0 at 200 dpi is 62 megapixels
    page_text_characters: int = 1_000_000  # a dense A4 has 6,000; a plain text file is one page
    page_words: int = 200_000  # follows from page_text_characters
    ocr_seconds_per_page: float = 60.0  # the slowest honest page took 15 s; Tesseract can hang for hours
    reader_seconds: float = 600.0  # a whole document, its OCR aside
    reader_memory_bytes: int = 1_500 * 1024 * 1024  # Tesseract on 100 megapixels peaks at about 1 GB
    answer_bytes: int = 2 * 1024 * 1024 * 1024  # of a document, on disk: images of 3,000 pages at 0.6 MB are 1.8 GB
    scratch_bytes: int = 256 * 1024 * 1024  # a reader's own folder: one page picture for the tesseract command is 25 MB
    page_image_bytes: int = 8 * 1024 * 1024  # 1,500 pixels on the long side in JPEG are 0.1 to 0.6 MB
    ocr_pixels: int = 40_000_000  # what OCR is given of a page: A2 at 300 dpi is 35 megapixels
    xml_part_bytes: int = 64 * 1024 * 1024  # one part of a DOCX unpacked; lxml needs about ten times that
    existing_readings: int = 100  # beside one scan: some archives keep an ALTO file for each of its pages
    attachments: int = 1_000  # an e-mail thread with attachments has tens
    records: int = 100_000  # letters of a mailbox, rows of a register handed over as JSON Lines
    archive_members: int = 5_000  # a case folder of a large investigation has some hundreds of files
    archive_unpacked_bytes: int = 2 * 1024 * 1024 * 1024  # of one archive, all members: what answer_bytes lets through
    archive_ratio: int = 200  # unpacked bytes for each packed one: text packs to a tenth, a bomb to a thousandth
    archive_floor_bytes: int = 100 * 1024 * 1024  # unpacked, below which the ratio is not asked: a log packs well too
    header_characters: int = 65_536  # of one header of a mail: a thousand recipients
    attachment_depth: int = 3  # a mail in a mail in a mail
    attempts: int = 3  # times a document is tried before it is quarantined
    shared_pages: int = 20  # left of a scan, from which the workers of a cluster share them: a minute of one core
    stretch_pages: int = 5  # that one of them reads of it: to begin anew takes as long as a fifth of a page
    bundle_documents: int = 8  # short texts that a worker of a cluster is given at once: two seconds of a core
    bundle_bytes: int = 64 * 1024  # of such a text: ten pages
    lease_seconds: float = 120.0  # silence after which a document or job is another's; renewed at a third of it
    query_characters: int = 2_000  # a list of names belongs in a watch list
    watch_rows: int = 5_000  # of a watch list, each a search of its own: about four minutes at 50 ms
    watched_searches: int = 200  # of one user: each new document is held against every one, about 0.1 ms for each
    watch_hits: int = 100  # documents told of a row: all are counted, and a search shows the rest
    tie_sentence_entities: int = 40  # named in one sentence that ties them: a sentence of people has ten
    tie_page_entities: int = 100  # on one page: an index or a register has hundreds, which tells nothing of any two
    tie_document_entities: int = 300  # in one document: a 400-page investigation names thousands, two by two a million
    tie_places: int = 5  # told of two, of each nearness: all are counted, and a search for both shows the rest
    tie_pairs: int = 1_000_000  # in one export: about 1 GB of memory; narrowed by source, entity or nearness
    network_nodes: int = 300  # shown at once: beyond it nobody can tell one from another
    network_ties: int = 1_000  # shown at once, the strongest: drawn within two seconds
    network_documents: int = 150  # gone through for one network, the newest: about 4 ms each
    network_pages: int = 4_000  # of those together: a court file has thousands, at up to 6 ms each
    network_places: int = 100  # told of one tie, of each nearness, when it is opened
    paths: int = 5  # ways shown between two, of those equally short
    path_ties: int = 4  # from one to the other: beyond it everybody is tied to everybody
    path_documents: int = 5_000  # gone through for one search of ways: names and pages, no text
    dossier_items: int = 500  # in one folder, of those that whoever adds sees: all are on one page
    dossier_sections: int = 50  # of one folder: a contents list that fits on a page
    dossier_pictures: int = 200  # of pages in one folder's PDF: 60 MB, and ten seconds of covering
    dossier_bytes: int = 1024 * 1024 * 1024  # of one folder's originals together: what a download holds in memory
    similar_members: int = 200  # of a group of documents alike; more are in further groups: all are read to fold them
    similar_candidates: int = 20  # documents that a new one is compared with word for word, 1 ms a page each
    compared_words: int = 20_000  # of each of two documents whose differences are shown: 80 pages, 50 MB
    situation_words: int = 500  # characters that a number adds to its question (query_characters): a town, three times
    situation_documents: int = 500  # papers whose fields are read for one table, the newest; a number names them all
    situation_places: int = 1_000  # addresses, properties, places that have their names read, those in most documents
    situation_sources: int = 40  # in which names are counted, each a question of its own: 5 ms at 25,000 documents
    situation_rows: int = 50  # of one table: nobody reads more, and a narrower picture shows the rest
    situation_citations: int = 400  # documents told of in one report: twenty pages of them
    page_markings: int = 4  # groups that pages of one document are kept for: it then lies in the index 2⁴ times
    review_sample: int = 20  # events of a month looked at by chance: an hour's work for a reviewer
    review_day_events: int = 500  # somebody's readings on one day: one a minute for eight hours
    review_times_usual: int = 5  # as many readings on a day as on this many of their own usual ones
    review_odd_events: int = 10  # readings at odd hours in a month: fewer is somebody who stayed on once
    review_purpose_events: int = 100  # readings in a month, all with one purpose and case: two weeks of a case
    rate_sign_ins: int = 120  # a minute from one address: a whole authority's morning; a password costs 50 ms
    rate_searches: int = 300  # a minute by one account: five a second is no longer somebody who reads
    rate_pages: int = 1_200  # a minute by one account, their pictures included: leafing at ten pages a second
    rate_thumbnails: int = 12_000  # small pictures a minute by one account: ten beside each page that is leafed past
    rate_exports: int = 60  # an hour by one account, with watch lists and archive copies
    rate_downloads: int = 300  # originals and results an hour by one account: a case's papers, not an archive's
    rate_pieces: int = 3_000  # a minute by one account: a folder of small files over a fast line, fifty a second
    rate_unmasks: int = 60  # an hour by one account: each is to have its reason
    rate_address_times: int = 20  # accounts' worth of requests from one address, which an authority's people share
    upload_bytes: int = 200 * 1024 * 1024  # the same as file_bytes, at the web's door
    upload_piece_bytes: int = 4 * 1024 * 1024  # of a file: what is sent again where a line breaks; 200 MB are 50
    upload_single_files: int = 10  # handed in together, and read before folders: more than somebody sits and waits for
    upload_files: int = 5_000  # handed in at once, as one folder: what an archive may hold (archive_members)
    upload_day_bytes: int = 20 * 1024 * 1024 * 1024  # by one account in a day: a hundred of the largest files
    upload_keep_hours: float = 24.0  # what has come of a file waits so long for the rest
    watch_settle_seconds: float = 10.0  # a file of a watched folder stands still so long: a scanner pauses 3–5 s a page
    watch_unended_seconds: float = 300.0  # and so long where it does not end as its type should: a program was stopped
    watch_pause_seconds: float = 5.0  # between two looks at a folder; nine times what listing took, where that is more
    watch_retry_seconds: float = 600.0  # before a file that could not be had is tried again, and longer each time
    watch_queued: int = 200  # files of a folder that wait to be read: some hours of one worker; the others wait
    watch_choices: int = 500  # folders to choose from in a browser: a list that can still be read
    vault_cache_bytes: int = 4 * 1024 * 1024 * 1024  # copies here of a vault elsewhere: twenty of the largest files
    vault_cache_hours: float = 24.0  # a copy that nobody has used for so long is thrown away: it is a case's paper
    index_shard_bytes: int = 20 * 1024 * 1024 * 1024  # of an owner's index in OpenSearch, in one part: 10–50 are usual
    sorted_hits: int = 10_000  # put in order by a field, which the register tells: 0.5 s; more go by date or source
    retry_documents: int = 500  # read again at one press: a night's work, and the next press goes on


LIMITS = Limits()
