"""Every limit is met by a test: which one stands here, by the limit's name."""

from __future__ import annotations

import ast
from dataclasses import fields
from pathlib import Path

import pytest

from models.limits import Limits

TESTS = Path(__file__).parents[1]
_FILES, _SMALL = "ingest/readers/test_files.py", "ingest/readers/test_met_limits.py"
_TEXT = "ingest/readers/test_text_and_mail.py"
_TIES = "search/test_tie_counts.py"
_NETWORKS = "search/test_networks.py"
_REVIEW = "search/test_reviewing.py"
_SITUATION = "search/situation/test_bounds.py"
_BAD = "faults/readers/test_bad_readers.py"
MET_BY = {
    "index_shard_bytes": "search/test_opensearch_terms.py::test_a_larger_index_has_more_parts",
    "file_bytes": f"{_FILES}::test_limits_on_bytes_and_pages",
    "pages": f"{_FILES}::test_limits_on_bytes_and_pages",
    "picture_pixels": "ingest/readers/test_pictures.py::test_a_picture_with_too_many_pixels",
    "page_text_characters": f"{_TEXT}::test_long_text_is_cut_into_pages_and_nothing_is_lost",
    "page_words": f"{_SMALL}::test_a_page_has_no_more_words_than_it_may",
    "ocr_seconds_per_page": f"{_BAD}::test_a_hanging_page_ends_in_time",
    "reader_seconds": f"{_BAD}::test_a_document_that_takes_too_long_keeps_what_was_read",
    "reader_memory_bytes": f"{_BAD}::test_a_page_that_fells_its_reader_is_named_and_the_next_is_read",
    "answer_bytes": f"{_FILES}::test_an_answer_that_is_too_large_keeps_the_pages_before",
    "scratch_bytes": f"{_BAD}::test_a_page_that_fells_its_reader_is_named_and_the_next_is_read",
    "page_image_bytes": f"{_SMALL}::test_a_page_with_too_large_a_picture_is_unread",
    "ocr_pixels": f"{_SMALL}::test_ocr_is_given_no_more_pixels_than_it_may",
    "xml_part_bytes": "ingest/readers/test_word_files.py::test_a_bomb",
    "existing_readings": "ingest/existing/test_runs_with_readings.py::"
    "test_no_more_readings_of_one_scan_compete_than_the_limit",
    "attachments": f"{_SMALL}::test_a_mail_with_too_many_attachments",
    "records": f"{_BAD}::test_no_more_attachments_than_records",
    "archive_members": f"{_SMALL}::test_an_archive_with_too_many_members",
    "archive_unpacked_bytes": f"{_SMALL}::test_an_archive_that_unpacks_to_too_much",
    "archive_ratio": f"{_SMALL}::test_an_archive_that_unpacks_to_too_much",
    "archive_floor_bytes": f"{_SMALL}::test_an_archive_that_unpacks_to_too_much",
    "header_characters": "ingest/readers/test_mail_parts.py::test_a_header_is_cut_and_that_is_said",
    "attachment_depth": f"{_SMALL}::test_mails_in_mails_are_read_to_a_depth",
    "attempts": "contracts/store_contract.py::test_attempts_that_end_are_forgotten_and_those_that_do_not_run_out",
    "shared_pages": "ingest/test_stretches.py::test_a_document_of_few_pages_is_read_by_one",
    "stretch_pages": "ingest/test_stretches.py::test_the_end_is_that_of_one_worker",
    "bundle_documents": "ingest/test_bundles.py::test_who_has_nothing_gets_one_and_what_waits_is_given_together",
    "bundle_bytes": "ingest/test_bundles.py::test_what_is_no_short_text_or_was_read_before_comes_alone",
    "lease_seconds": "models/store/test_lease.py::test_a_claim_lasts_as_long_as_the_lease",
    "query_characters": "search/test_parsing.py::test_a_query_is_no_longer_than_the_limit",
    "watch_rows": "search/test_watching.py::test_a_list_is_no_longer_than_the_limit",
    "watched_searches": "contracts/saved_contract.py::test_no_more_searches_are_watched_than_the_limit",
    "watch_hits": "search/test_watching.py::test_more_hits_than_are_told_are_counted",
    "tie_sentence_entities": f"{_TIES}::test_a_long_list_ties_none",
    "tie_page_entities": f"{_TIES}::test_a_long_list_ties_none",
    "tie_document_entities": f"{_TIES}::test_a_long_list_ties_none",
    "tie_places": f"{_TIES}::test_all_are_counted_and_the_first_told",
    "tie_pairs": "search/test_ties.py::test_an_export_of_too_many_is_refused",
    "network_nodes": f"{_NETWORKS}::test_the_strongest_are_shown_and_the_others_counted",
    "network_ties": f"{_NETWORKS}::test_the_strongest_are_shown_and_the_others_counted",
    "network_documents": f"{_NETWORKS}::test_the_newest_documents_are_gone_through",
    "network_pages": f"{_NETWORKS}::test_the_newest_documents_are_gone_through",
    "network_places": f"{_NETWORKS}::test_a_tie_is_opened_with_all_that_it_rests_on",
    "paths": "search/test_paths.py::test_the_rarest_names_come_first",
    "path_ties": "search/test_paths.py::test_no_way_is_longer_than_the_limit",
    "path_documents": "search/test_paths.py::test_a_search_that_would_go_through_too_much_is_stopped",
    "similar_members": "contracts/likeness_contract.py::test_a_group_holds_no_more_than_the_limit",
    "similar_candidates": "search/likeness/test_placing.py::test_thousands_of_one_letter_cost_each_the_same",
    "compared_words": "search/test_comparison.py::test_no_more_words_are_compared_than_the_limit",
    "situation_words": f"{_SITUATION}::test_a_question_leaves_room_for_the_words_of_a_number",
    "situation_documents": f"{_SITUATION}::test_the_newest_papers_are_read_and_that_is_said",
    "situation_places": f"{_SITUATION}::test_the_places_of_most_documents_are_looked_at_and_that_is_said",
    "situation_sources": f"{_SITUATION}::test_names_are_counted_in_the_largest_sources_and_that_is_said",
    "situation_rows": f"{_SITUATION}::test_rows_beyond_the_limit_are_counted",
    "situation_citations": f"{_SITUATION}::test_no_more_documents_are_cited_than_the_limit",
    "page_markings": "search/test_reader_classes.py::test_beyond_the_limit_nobody_finds_by_what_they_may_not_read",
    "review_sample": f"{_REVIEW}::test_the_sample_is_drawn_once_when_the_month_is_over",
    "review_day_events": f"{_REVIEW}::test_much_in_a_day",
    "review_times_usual": f"{_REVIEW}::test_much_more_than_usual",
    "review_odd_events": f"{_REVIEW}::test_nights_and_weekends_in_swedish_time",
    "review_purpose_events": f"{_REVIEW}::test_without_a_case_and_one_purpose_for_everything",
    "rate_sign_ins": "web/test_rates.py::test_signing_in_is_counted_by_address",
    "rate_searches": "web/test_rates.py::test_too_many_of_a_sort_are_refused_in_words",
    "rate_pages": "web/test_rates.py::test_too_many_of_a_sort_are_refused_in_words",
    "rate_thumbnails": "web/test_rates.py::test_too_many_of_a_sort_are_refused_in_words",
    "rate_exports": "web/test_rates.py::test_too_many_of_a_sort_are_refused_in_words",
    "rate_downloads": "web/test_rates.py::test_too_many_of_a_sort_are_refused_in_words",
    "rate_unmasks": "web/test_rates.py::test_to_ask_for_numbers_is_counted_by_itself",
    "rate_address_times": "web/test_rates.py::test_an_address_is_counted_as_many_accounts",
    "dossier_items": "models/store/test_dossier_limits.py::test_a_full_folder_takes_no_more_and_tells_of_none_hidden",
    "dossier_sections": "models/store/test_dossier_limits.py::test_no_more_sections_than_the_limit",
    "dossier_pictures": "web/test_dossiers_taken_out.py::test_pictures_beyond_the_limit_are_left_out_and_said",
    "dossier_bytes": "web/test_dossiers_taken_out.py::test_what_is_too_large_or_lacks_a_reason_is_no_file",
    "upload_bytes": "web/test_errors.py::test_a_file_beyond_the_limit_is_refused",
    "upload_piece_bytes": "web/test_handing_in.py::test_no_more_than_the_limits_at_once",
    "upload_single_files": "ingest/watched/test_priority.py::test_more_files_than_a_few_are_bulk",
    "upload_files": "web/test_handing_in.py::test_no_more_than_the_limits_at_once",
    "upload_day_bytes": "contracts/uploads_contract.py::test_no_more_than_the_limit_in_a_day",
    "upload_keep_hours": "contracts/uploads_contract.py::test_what_nobody_goes_on_with_is_thrown_away",
    "watch_settle_seconds": "ingest/watched/test_completeness.py::test_a_file_is_complete_when_it_has_stood_still",
    "watch_unended_seconds": "ingest/watched/test_completeness.py::test_what_does_not_end_is_taken_much_later",
    "watch_pause_seconds": "ingest/watched/test_processes.py::test_a_slow_writer_and_a_rename",
    "watch_retry_seconds": "ingest/watched/test_looking.py::test_what_could_not_be_had_is_told_and_tried_again",
    "watch_queued": "ingest/watched/test_looking.py::test_no_more_are_queued_than_the_limit",
    "watch_choices": "ingest/watched/test_places.py::test_only_below_the_roots_of_an_owner",
    "vault_cache_bytes": "models/store/test_vault_copies.py::test_no_more_is_kept_than_the_limit",
    "vault_cache_hours": "models/store/test_vault_copies.py::test_nothing_lies_longer_than_the_limit",
    "sorted_hits": "search/test_arranging.py::test_more_than_the_limit_stand_by_date_and_say_so",
    "retry_documents": "ingest/test_work.py::test_no_more_are_tried_again_at_one_press_than_the_limit",
    "rate_pieces": "web/test_rates.py::test_too_many_of_a_sort_are_refused_in_words",
}


def test_every_limit_is_in_the_table() -> None:
    assert set(MET_BY) == {field.name for field in fields(Limits)}


@pytest.mark.parametrize("limit", MET_BY)
def test_the_test_that_meets_it_is_there(limit: str) -> None:
    file, _, name = MET_BY[limit].partition("::")
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
