"""The door of each route: who may go through. A route that is not listed is behind the strictest, and fails a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from models.access import Deed


@dataclass(frozen=True, slots=True)
class Door:
    """What it takes: a session (``waiting``: one whose code is still asked for), a role for ``deed``, a purpose."""

    session: bool = True
    waiting: bool = False
    deed: Deed | None = None
    purpose: bool = False


OPEN: Final = Door(session=False)
CODE: Final = Door(session=False, waiting=True)
OWN: Final = Door()
"""One's own account and what is no case data: whoever is signed in."""
READ: Final = Door(deed=Deed.READ, purpose=True)
ANALYSE: Final = Door(deed=Deed.ANALYSE, purpose=True)
ARCHIVE: Final = Door(deed=Deed.ARCHIVE, purpose=True)
REVIEW: Final = Door(deed=Deed.REVIEW, purpose=True)
ADMINISTER: Final = Door(deed=Deed.ADMINISTER)

FILES: Final = frozenset({"static", "libraries.file"})
"""Files that are the same to all and hold no case data: open, uncounted, kept by browsers."""
MONITORS: Final = frozenset({"health.alive", "health.ready"})
"""Asked by monitors every few seconds: open, uncounted; who it is matters nothing, and the register may be away."""

DOORS: Final = {
    "static": OPEN,
    "libraries.file": OPEN,
    "health.alive": OPEN,
    "health.ready": OPEN,
    "policy_reports.receive": OPEN,
    "login.form": OPEN,
    "login.enter": OPEN,
    "login.code": CODE,
    "login.check_code": CODE,
    "provider.go": OPEN,
    "provider.back": OPEN,
    "login.leave": OWN,
    "purpose.form": OWN,
    "purpose.choose": OWN,
    "language.choose": OWN,
    "shortcuts.choose": OWN,
    "about.access": OWN,
    "account.overview": OWN,
    "account.password_form": OWN,
    "account.change_password": OWN,
    "account.end_session": OWN,
    "account.leave_everywhere": OWN,
    "factor.form": OWN,
    "factor.confirm": OWN,
    "factor.renew": OWN,
    "factor.remove": OWN,
    "accounts.overview": ADMINISTER,
    "accounts.add": ADMINISTER,
    "accounts.show": ADMINISTER,
    "accounts.change": ADMINISTER,
    "accounts.act": ADMINISTER,
    "protected.overview": READ,
    "protected.add": READ,
    "protected.lift": READ,
    "markings.overview": READ,
    "markings.mark": READ,
    "markings.mark_source": READ,
    "markings.lower": READ,
    "review.overview": REVIEW,
    "review.draw": REVIEW,
    "review.show": REVIEW,
    "review.close": REVIEW,
    "review.ask": REVIEW,
    "review.who": REVIEW,
    "search.start": READ,
    "search.ask": READ,
    "search.show": READ,
    "understanding.understand": READ,
    "understanding.help": READ,
    "understanding.keys": READ,
    "preview.show": READ,
    "preview.page": READ,
    "saved.add": READ,
    "saved.overview": READ,
    "saved.remove": READ,
    "saved.rename": READ,
    "saved.restore": READ,
    "saved.run": READ,
    "saved.watch": READ,
    "alerts.overview": READ,
    "alerts.see": READ,
    "alerts.show": READ,
    "document.show": READ,
    "document.page": READ,
    "document.image": READ,
    "document.thumbnail": READ,
    "document.turn_to": READ,
    "document.original": READ,
    "document.unmask": READ,
    "similar.differences": READ,
    "document.read_again": ARCHIVE,
    "requests.overview": READ,
    "requests.ask": READ,
    "requests.show": READ,
    "requests.unmask": READ,
    "requests.decide": ARCHIVE,
    "requests.release": ARCHIVE,
    "decisions.archive_copy": READ,
    "decisions.bring_back": ARCHIVE,
    "decisions.split": ARCHIVE,
    "decisions.take_back": ARCHIVE,
    "entity.show": READ,
    "entity.answer": ANALYSE,
    "entity.call_also": ANALYSE,
    "entity.undo": ANALYSE,
    "correcting.show": READ,
    "correcting.judge": ANALYSE,
    "correcting.others": ANALYSE,
    "correcting.merge": ANALYSE,
    "correcting.apart": ANALYSE,
    "correcting.split": ANALYSE,
    "naming.choose": ANALYSE,
    "naming.mark": ANALYSE,
    "judged.undo": ANALYSE,
    "suggestions.overview": ANALYSE,
    "suggestions.begin": ANALYSE,
    "suggestions.show": ANALYSE,
    "suggestions.answer": ANALYSE,
    "suggestions.undo": ANALYSE,
    "suggestions.again": ANALYSE,
    "entity_following.shared": READ,
    "entity_following.watch": READ,
    "network.start": READ,
    "network.ask": READ,
    "network.show": READ,
    "network.tie": READ,
    "network.file": ANALYSE,
    "network.picture": ANALYSE,
    "situation.start": READ,
    "situation.ask": READ,
    "situation.show": READ,
    "situation.open_number": READ,
    "situation.report": ANALYSE,
    "provider_review.overview": READ,
    "provider_review.choose": READ,
    "provider_review.show": READ,
    "provider_review.export": ANALYSE,
    "notes.add": READ,
    "notes.add_to_entity": READ,
    "notes.change": READ,
    "notes.remove": READ,
    "notes.restore": READ,
    "tags.overview": READ,
    "tags.show": READ,
    "tags.put": READ,
    "dossiers.overview": READ,
    "dossiers.make": READ,
    "dossiers.show": READ,
    "dossiers.describe": READ,
    "dossiers.section": READ,
    "dossiers.share": READ,
    "dossiers.rule": READ,
    "dossiers.export": ANALYSE,
    "collecting.collect": READ,
    "collecting.change": READ,
    "collecting.network": READ,
    "jobs.overview": READ,
    "jobs.download": READ,
    "jobs.export": ANALYSE,
    "unsettled.overview": READ,
    "unsettled.bring_back": ARCHIVE,
    "upload.receive": ARCHIVE,
    "desk.overview": ARCHIVE,
    "desk.going_on": ARCHIVE,
    "desk.runs": ARCHIVE,
    "desk.run": ARCHIVE,
    "desk.files": ARCHIVE,
    "desk.retry": ARCHIVE,
    "desk.sources": ARCHIVE,
    "desk.add_source": ARCHIVE,
    "desk.health": ARCHIVE,
    "desk.look": ARCHIVE,
    "watched.overview": ARCHIVE,
    "watched.add": ARCHIVE,
    "watched.change": ARCHIVE,
    "handing_in.begin": ARCHIVE,
    "handing_in.file": ARCHIVE,
    "handing_in.piece": ARCHIVE,
    "handing_in.whole": ARCHIVE,
    "handing_in.cancel": ARCHIVE,
    "handing_in.close": ARCHIVE,
    "guide.help": OWN,
    "guide.glossary": OWN,
    "guide.tour": READ,
    "watch.form": ANALYSE,
    "watch.receive": ANALYSE,
}


def door(endpoint: str) -> Door:
    """The route's door; of one that is not listed, the strictest of daily work."""
    return DOORS.get(endpoint, READ)
