"""Errors of looking for malicious code in what is about to leave; a branch of :mod:`models.errors`."""

from __future__ import annotations

from models.errors import RefusedError, UnavailableError


class InfectedFileError(RefusedError):
    """The scanner knows malicious code in the file. It is kept as it came, and is not handed out."""

    code = "original_infected"
    next = "Läs handlingen här, eller ta ut den som sökbar PDF. Originalet är kvar; docs/deploy.md säger hur det nås."


class ScannerUnavailableError(UnavailableError):
    """A scanner is set, and does not answer: nothing leaves that it has not seen."""

    code = "scanner_unavailable"
    next = "Kontrollera att ClamAV är igång och når upp till filens storlek (SAMSYN_VIRUS_SCANNER, docs/deploy.md)."
