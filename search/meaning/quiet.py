"""Imported before Haystack by whatever imports it: nothing leaves the machine, and no text goes into traces.

Haystack's telemetry is on unless it is turned off before the first import.
"""

from __future__ import annotations

import logging
import os

os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
os.environ["HAYSTACK_CONTENT_TRACING_ENABLED"] = "False"
os.environ["HAYSTACK_AUTO_TRACE_ENABLED"] = "False"
os.environ["HAYSTACK_PIPELINE_SNAPSHOT_SAVE_ENABLED"] = "False"

# Its log lines may quote a component's inputs: what goes wrong is told by our own errors.
logging.getLogger("haystack").setLevel(logging.CRITICAL)

QUIET = True
"""What an importer names, so that the import is used."""
