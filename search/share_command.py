"""``samsyn share``: ask another owner for documents, decide of what is asked, and hand out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from models import swedish
from models.checklist import checks
from models.console import documents_said, emit
from models.disclosure import DisclosureRequest, Release, RequestState
from models.errors import WrongUsageError
from models.masking import mask
from models.settings import read_settings
from models.sharing import Mode, askable, legal_bases, same_purpose
from models.trial import NamedDocument, Told
from search import disclosing, trying
from search.operator import asked_by, looked
from search.saved_command import opened

if TYPE_CHECKING:
    from models.access import Viewer
    from models.store.store import Store

_DECISIONS = {"grant": RequestState.GRANTED, "refuse": RequestState.REFUSED, "close": RequestState.CLOSED}
_STATES = {
    RequestState.WAITING: "väntar på ägaren",
    RequestState.GRANTED: "beviljad",
    RequestState.REFUSED: "avslagen",
    RequestState.CLOSED: "avslutad",
}


@click.group("share")
def share() -> None:
    """Delning mellan ägare: vad som får begäras, begäran, beslut och utlämnande (docs/sharing.md)."""


@share.command("matrix")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def matrix(as_json: bool) -> None:
    """Visa överenskommelserna i samsyn.toml, var och en med sin rättsliga grund."""
    rows = [
        {
            "agreement": each.id,
            **{name: getattr(each, name) for name in ("owner", "reader", "purpose", "basis")},
            "mode": each.mode.value,
            "source": legal_bases()[each.basis].source,
        }
        for each in read_settings().sharing
    ]
    emit(rows, as_json, lambda found: "\n".join(map(_square, found)) or "Inget delas.")


@share.command("request")
@click.option("--owner", required=True, help="Ägaren som tillfrågas.")
@click.option("--basis", required=True, help="Rättslig grund, som i samsyn share matrix.")
@click.option("--words", required=True, help="Vad som begärs, i ord.")
@click.option("--named", multiple=True, help="En handling: diarienummer; rubrik; datum; källhänvisning. Kan upprepas.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def request(
    owner: str,
    basis: str,
    words: str,
    named: tuple[str, ...],
    as_user: str | None,
    purpose: str,
    case: str,
    as_json: bool,
) -> None:
    """Begär uppgifter hos en annan ägare, för det ändamål och ärende som anges med --purpose och --case."""
    asked = [NamedDocument(*(part.strip() for part in (each + ";;;").split(";")[:4])) for each in named]
    with opened(as_user, purpose, case) as (store, viewer, why):
        squares = [
            each
            for each in askable(viewer, store.settings.sharing)
            if (each.owner, each.basis) == (owner, basis) and same_purpose(each.purpose) == same_purpose(why.text)
        ]
        if len(squares) > 1:
            raise WrongUsageError("Flera överenskommelser passar: fråga i webbgränssnittet, där den väljs")
        chosen = squares[0].id if squares else ""
        row = _row(disclosing.ask(viewer, why, store, chosen, why.case, words, asked))
    emit(row, as_json, _line)


@share.command("list")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def list_requests(as_user: str | None, purpose: str, case: str, as_json: bool) -> None:
    """Visa egna begäranden, och dem som man avgör, den senaste först."""
    with opened(as_user, purpose, case) as (store, viewer, why):
        looked(viewer, why, store, "share list")
        rows = [
            {
                **_row(each),
                "releases": _all_released(viewer, store, each),
                "told": [_told(one) for one in store.trials.told(viewer, each.id)],
            }
            for each in store.requests.all(viewer)
        ]
    emit(rows, as_json, lambda found: "\n".join(map(_line, found)) or "Det finns inga begäranden.")


@share.command("decide")
@click.argument("request_id", metavar="REQUEST")
@click.argument("decision", type=click.Choice(list(_DECISIONS)))
@click.option("--reason", default="", help="Varför; ett avslag anger alltid skäl.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def decide(
    request_id: str, decision: str, reason: str, as_user: str | None, purpose: str, case: str, as_json: bool
) -> None:
    """Bevilja (grant), avslå (refuse) eller avsluta (close) en begäran som ägarens sekretessansvariga."""
    with opened(as_user, purpose, case) as (store, viewer, why):
        row = _row(disclosing.decide(viewer, why, store, request_id, _DECISIONS[decision], reason))
    emit(row, as_json, _line)


@share.command("test")
@click.argument("basis")
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def test(basis: str, as_json: bool) -> None:
    """Visa vad som prövas innan något lämnas ut med stöd av grunden, och vilken sekretess den inte bryter."""
    if basis not in legal_bases():
        raise WrongUsageError(f"Den rättsliga grunden finns inte: {', '.join(legal_bases())}")
    rows = [
        {
            "check": each.name,
            "asks": each.asks.value,
            **{name: getattr(each, name) for name in ("text", "source", "sure")},
            "provisions": list(each.provisions),
        }
        for each in checks(basis)
    ]
    emit(rows, as_json, lambda found: "\n".join(f"{row['check']:14} {row['text']} ({row['source']})" for row in found))


@share.command("release")
@click.argument("request_id", metavar="REQUEST")
@click.argument("documents", metavar="DOCUMENT...", nargs=-1, required=True)
@click.option("--answer", "answers", multiple=True, help="FRÅGA=yes, no eller ord; frågorna visar samsyn share test.")
@asked_by
@click.option("--json", "as_json", is_flag=True, help="Svara med ett JSON-värde.")
def release(
    request_id: str,
    documents: tuple[str, ...],
    answers: tuple[str, ...],
    as_user: str | None,
    purpose: str,
    case: str,
    as_json: bool,
) -> None:
    """Lämna ut hela handlingar, med dessa svar på grundens frågor; samsyn worker gör kopiorna."""
    said = {name: value for name, _, value in (each.partition("=") for each in answers)}
    with opened(as_user, purpose, case) as (store, viewer, why):
        rows = [_released(trying.release(viewer, why, store, request_id, each, said)) for each in documents]
    emit(rows, as_json, lambda found: f"{documents_said(len(found))} lämnas ut; samsyn worker gör kopiorna.")


def _square(row: dict[str, Any]) -> str:
    how = {Mode.REQUEST: "på begäran", Mode.DIRECT: "direkt", Mode.NONE: "inget"}[Mode(row["mode"])]
    return f"{row['owner']} → {row['reader']}  {how}  {row['purpose']}  {row['basis']} ({row['source']})"


def _row(found: DisclosureRequest) -> dict[str, Any]:
    told = ("reader", "owner", "purpose", "basis", "case", "by", "decided_by")
    return {
        "request": found.id,
        **{name: getattr(found, name) for name in told},
        "words": mask(found.words),
        "reason": mask(found.reason),
        "named": [mask(each.said) for each in found.named],
        "state": found.state.value,
        "at": swedish.local(found.at).isoformat(timespec="seconds"),
    }


def _all_released(viewer: Viewer, store: Store, asked: DisclosureRequest) -> list[dict[str, Any]]:
    on_their_way = disclosing.on_their_way(viewer, store, asked)
    return [_released(each, waiting=each.id in on_their_way) for each in store.releases.of(viewer, asked.id)]


def _released(found: Release, *, waiting: bool = True) -> dict[str, Any]:
    masked = None if found.masked is None else list(found.masked)
    told = {"release": found.id, "copy": found.copy, "marked": list(found.marked), "masked": masked}
    return {**told, "done": found.done is not None, "waiting": waiting and found.done is None}


def _told(found: Told) -> dict[str, Any]:
    return {"row": found.row, "verdict": found.verdict.value, "ground": found.ground}


def _line(row: dict[str, Any]) -> str:
    state = _STATES[RequestState(row["state"])]
    told = [row["request"], row["at"], f"{row['reader']} → {row['owner']}", state, row["words"], row["reason"]]
    return "  ".join(each for each in told if each)
