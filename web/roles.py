"""What the roles of an account are called."""

from __future__ import annotations

from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from models.access import Role

ROLES: Final[dict[str, LazyString]] = {
    Role.USER: _("Användare"),
    Role.ANALYST: _("Analytiker"),
    Role.ARCHIVIST: _("Arkivarie"),
    Role.OFFICER: _("Sekretessansvarig"),
    Role.REVIEWER: _("Granskare"),
    Role.ADMINISTRATOR: _("Administratör"),
}


def role_said(role: str) -> str:
    """The role in the language of the request."""
    return str(ROLES[role])
