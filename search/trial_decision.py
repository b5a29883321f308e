"""What the owner's officer says of one document, held against the legal basis and the document's markings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from models.access import Purpose, Viewer
from models.checklist import Asks, Checklist, checklist
from models.disclosure import LONGEST_REASON, DisclosureRequest
from models.errors import AccessDeniedError, InvalidRequestError
from models.marking import provision
from models.redaction import Act, Place, Redaction
from models.redaction import Verdict as Masking
from models.store.requests import check_officer
from models.store.store import Store
from models.trial import NO, RELEASED, YES, Answer, Decision, Trial, Verdict, check_answers, pages_of
from search.disclosing import check_agreed, provisions, provisions_shown
from search.redacting.deciding import check_current, check_goes, check_ready, check_swept, record, standing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the officer says: ``answers`` by the question's name; ``redaction`` is the id of a masked copy that was
    decided on the document's own page; ``pages`` are those that go (``1-3, 5``), empty for all."""

    verdict: Verdict
    answers: Mapping[str, str] = field(default_factory=dict)
    ground: str = ""
    reason: str = ""
    redaction: str = ""
    pages: str = ""


def test_of(viewer: Viewer, store: Store, asked: DisclosureRequest, document: str) -> Checklist:
    """The test of the request's basis for the document as it is marked now, whole."""
    return checklist(asked.basis, provisions(viewer, store, document))


def check_document(viewer: Viewer, store: Store, asked: DisclosureRequest, document: str) -> None:
    """Raises :class:`AccessDeniedError` unless it is one of the owner's, all of which the viewer reads."""
    if store.documents.get(viewer, document).owner != asked.owner:
        raise AccessDeniedError("Handlingen finns inte hos den som begäran gäller")
    if store.markings.hides(viewer, document):
        raise AccessDeniedError("Handlingen har sidor som du inte får läsa")


def decided_as(
    viewer: Viewer, purpose: Purpose, store: Store, asked: DisclosureRequest, known: Trial, wanted: Wanted
) -> Decision:
    """The decision as it is kept. Raises as :func:`search.trying.decide`."""
    _check_length(wanted)
    reason = wanted.reason.strip()
    if known.document:
        check_document(viewer, store, asked, known.document)
    if wanted.verdict is Verdict.OPEN:
        return Decision(Verdict.OPEN)
    if wanted.verdict is Verdict.ABSENT:
        if known.document or not known.row:
            raise InvalidRequestError("Att en handling inte finns sägs bara om en som begäran namnger")
        return Decision(Verdict.ABSENT, reason=reason)
    if wanted.verdict is Verdict.REFUSED:
        given = _answers(test_of(viewer, store, asked, known.document), wanted) if known.document else ()
        return Decision(Verdict.REFUSED, given, provision(wanted.ground), reason)
    if not known.document:
        raise InvalidRequestError("Välj handlingen som ska lämnas ut", next="Sök den i det egna arkivet.")
    masked = wanted.verdict is Verdict.MASKED
    redaction = _masking(viewer, purpose, store, known.document, wanted) if masked else None
    decision = Decision(wanted.verdict, reason=reason, redaction=redaction)
    marked = _marked(viewer, store, known.document, decision)
    test = _test(asked, marked)
    answers = _answers(test, wanted)
    check_answers(test.questions, answers)
    return replace(decision, answers=answers, marked=tuple(marked))


def _check_length(wanted: Wanted) -> None:
    if any(len(each) > LONGEST_REASON for each in (wanted.reason, *wanted.answers.values())):
        raise InvalidRequestError(f"För långt: ett svar får ha högst {LONGEST_REASON} tecken", next="Korta texten.")


def check_release(viewer: Viewer, store: Store, asked: DisclosureRequest, trial: Trial) -> list[str]:
    """The provisions that what goes out is marked by, where it may go out now as it was decided: asked anew of all that
    may have changed since, each time that something is about to leave.

    Raises :class:`AccessDeniedError` where the matrix does not carry the request, the viewer is not the owner's officer
    or does not read all of the document and, where the whole goes, of what lies in it, or it is gone;
    :class:`InvalidRequestError` for what its markings shut or nobody has tried it with; as
    :func:`search.redacting.deciding.check_swept`, and as ``check_goes`` beside it for its masks.
    """
    check_officer(viewer, asked)
    check_agreed(store, asked)
    if trial.verdict not in RELEASED:
        return []
    check_document(viewer, store, asked, trial.document)
    decision = trial.decision
    if decision.redaction is None:
        check_swept(store, asked.owner)
    else:
        check_goes(viewer, store, decision.redaction)
    marked = _marked(viewer, store, trial.document, decision)
    check_answers(_test(asked, marked).questions, decision.answers)
    if new := [each for each in marked if each not in decision.marked]:
        raise InvalidRequestError(
            f"Handlingen är markerad {', '.join(new)} sedan den prövades",
            next="Ta tillbaka avgörandet och pröva handlingen igen.",
        )
    return marked


def _marked(viewer: Viewer, store: Store, document: str, decision: Decision) -> list[str]:
    """The provisions that what would go out is marked by. Raises as :func:`_check_within`."""
    if decision.redaction is None:
        _check_within(viewer, store, document)
        return provisions(viewer, store, document)
    return provisions_shown(viewer, store, decision.redaction)


def _check_within(viewer: Viewer, store: Store, document: str) -> None:
    """Raises :class:`AccessDeniedError` where the viewer does not read all that lies in the document: its file goes out
    with that in it, whether search finds it or not."""
    if not store.markings.opens(viewer, store.covered.within(document)):
        raise AccessDeniedError("Handlingen rymmer något som du inte får läsa")


def _test(asked: DisclosureRequest, marked: Sequence[str]) -> Checklist:
    """The test for what would go out. Raises :class:`InvalidRequestError` where a marking shuts it."""
    test = checklist(asked.basis, marked)
    if test.shut:
        by, check = test.shut[0]
        raise InvalidRequestError(
            f"Handlingen är markerad {by} och kan inte lämnas ut med stöd av {asked.basis}: {check.text.rstrip('.')}",
            next="Maskera de markerade sidorna helt, eller avslå handlingen.",
        )
    return test


def _masking(viewer: Viewer, purpose: Purpose, store: Store, document: str, wanted: Wanted) -> Redaction:
    """The masks of the chosen copy, and those of whole pages, as they will be burnt in."""
    if not (wanted.redaction or wanted.pages):
        raise InvalidRequestError("Välj en maskad kopia, eller vilka sidor som lämnas ut")
    chosen = (
        store.redactions.get(viewer, wanted.redaction) if wanted.redaction else _own(viewer, purpose, store, document)
    )
    if chosen.document != document:
        raise AccessDeniedError("Den maskade kopian finns inte")
    check_current(store, chosen)
    if wanted.pages:
        last = store.documents.get(viewer, document).pages
        away = tuple(Place(page) for page in sorted(set(range(1, last + 1)) - pages_of(wanted.pages, last)))
        chosen = chosen.acted(Act(Masking.MASK, away, provision(wanted.ground))) if away else chosen
    now = standing(viewer, store, chosen)
    if wanted.redaction:  # what was begun there is decided there
        check_ready(now, seen=True)
    elif now.undecided:  # the pages that are given out go as they stand: what is proposed on them later is not among it
        chosen = chosen.acted(Act(Masking.LEAVE, tuple(each.place for each in now.undecided)))
    if not chosen.masks:
        raise InvalidRequestError("I den maskade kopian är inget maskerat")
    return chosen


def _own(viewer: Viewer, purpose: Purpose, store: Store, document: str) -> Redaction:
    """A draft of the viewer's without a mask: only pages are chosen."""
    empty = (each for each in store.redactions.all(viewer, document) if each.by == viewer.name and not each.acts)
    found = next((each for each in empty if not store.redactions.is_stale(each)), None)
    if found is None:
        record(viewer, purpose, store, document, store.documents.get(viewer, document).owner, act="begin")
    return found or store.redactions.add(viewer, document)


def _answers(test: Checklist, wanted: Wanted) -> tuple[Answer, ...]:
    """What was answered, with the questions' words; a "yes" to a question of words is none."""
    given = [(each, wanted.answers.get(each.name, "").strip()) for each in test.questions]
    return tuple(Answer(each.name, each.text, said) for each, said in given if said and _fits(each.asks, said))


def _fits(asks: Asks, said: str) -> bool:
    return asks is Asks.WORDS or said in (YES, NO)
