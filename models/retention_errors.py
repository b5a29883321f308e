"""Errors of retention: rules, legal holds, what is chosen to be erased; a branch of :mod:`models.errors`."""

from __future__ import annotations

from models.error_root import RefusedError


class InvalidRetentionError(RefusedError):
    """A rule or a hold that cannot be so: without what it stands on, without a reason, ended already."""

    code = "invalid_retention"
    next = "Rätta uppgiften; docs/retention.md visar vad en regel och en spärr ska ha."


class SecondPersonError(RefusedError):
    """Who proposed that a hold be lifted cannot approve it."""

    code = "second_person"
    next = "En annan sekretessansvarig hos ägaren godkänner, inloggad som sig själv, under Gallring, Spärrar."


class ChoiceChangedError(RefusedError):
    """What was chosen to be erased is another by now: a hold, a rule, a document that came or went."""

    code = "choice_changed"
    next = "Gå igenom listan igen och bekräfta det som står där nu."
