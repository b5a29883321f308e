"""Meaning as well as words: passages of pages as vectors, found by how near they lie to a question's.

Optional: without an embedder (``samsyn[meaning]``) or vectors (``samsyn embed``) searches are by words alone.
"""

import logging

# Haystack's log lines may quote a component's inputs: what goes wrong is told by our own errors.
logging.getLogger("haystack").setLevel(logging.CRITICAL)
