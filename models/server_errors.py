"""Errors of an installation of several programs and servers: a part of the tree of :mod:`models.errors`."""

from __future__ import annotations

from models.error_root import RefusedError


class NewerRegisterError(RefusedError):
    """A later version of samsyn has changed the register's tables: this one would write what that one cannot read."""

    code = "newer_register"
    next = "Starta den nyare versionen, eller gå tillbaka med säkerhetskopian från före bytet (docs/upgrading.md)."


class RegisterMissingError(RefusedError):
    """The home has had a register, and the database that the settings name holds none: a new one made there would pass
    for the archive, which lies somewhere else."""

    code = "register_missing"
    next = (
        "Peka SAMSYN_DATABASE_URL på den databas som registret ligger i. Är det borta: lägg tillbaka säkerhetskopian i "
        "en tom mapp (docs/backup.md)."
    )
