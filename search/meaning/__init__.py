"""Meaning as well as words: passages of pages as vectors, found by how near they lie to a question's.

Optional: without an embedder (``samsyn[meaning]``) or vectors (``samsyn embed``) searches are by words alone.
"""
