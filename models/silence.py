"""Keeps third-party libraries from telling anybody anything, from leaving case text outside the home folder, and from
making each process wait for what it never asks for.

Imported by ``models/__init__.py``, so by every process of samsyn before anything that could tell, and by the packages
that import Haystack, so before it in whatever order imports stand. Set whatever the environment says: an installation
under secrecy has no use for the other value.

- Haystack reports usage to its makers unless it is told not to (``haystack/telemetry``), and when a pipeline falls
  writes a snapshot with the texts in it to ``~/.haystack/pipeline_snapshot``.
- onnxruntime's wheels for Linux (seen in 1.32) keep an id of the machine and events under
  ``~/.cache/Microsoft`` and send them to their makers.
- jsonschema, which Haystack imports when a process first runs a pipeline, makes a parser of web addresses where
  ``rfc3987_syntax`` is installed (the bill of materials brings it): 1.2 s of every worker, for a check that nobody asks
  for. It takes the package for missing.
"""

from __future__ import annotations

import os
import sys
from typing import Final

SETTINGS: Final = {
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HAYSTACK_CONTENT_TRACING_ENABLED": "False",
    "HAYSTACK_AUTO_TRACE_ENABLED": "False",
    "HAYSTACK_PIPELINE_SNAPSHOT_SAVE_ENABLED": "False",
    "ORT_DISABLE_TELEMETRY": "1",
}
"""Environment variables, read by the libraries when they are imported."""

os.environ.update(SETTINGS)
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # as Python notes what must not be imported
