"""Persons' roles (*roller*) in a paper of the police or a tip: who is suspected, reported, a witness and so on.

Roles matter in law. A role is told only by words that say so of this very person, and where anything leaves it in doubt
the person is ``mentioned``.
"""

from __future__ import annotations

from nlp.roles.telling import ACCUSED, MENTIONED, ROLES, persons_with_roles

__all__ = ["ACCUSED", "MENTIONED", "ROLES", "persons_with_roles"]
