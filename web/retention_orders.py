"""*Gallringsbeslut* and what is left of them: orders and how far they have come, tombstones, the yearly report."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from models.erasure import ItemState, OrderState
from models.store.erased_counts import FEW
from search.retention import ordered
from search.retention.report import Report, as_csv, report, this_year
from search.retention.report_pdf import as_pdf
from web import session, typed
from web.headers import attachment
from web.parts import parts

blueprint = Blueprint("retention_orders", __name__, url_prefix="/arkiv/gallring")

_MOST: Final = 500  # tombstones on a page


@blueprint.get("/beslut")
def overview() -> ResponseReturnValue:
    """Orders, the newest first."""
    found = ordered.listed(session.viewer(), session.purpose(), parts().store)
    return render_template("retention-orders.html", orders=found, rules=_rules())


@blueprint.get("/beslut/<opaque:id>")
def show(id: str) -> ResponseReturnValue:
    """One order: how far it has come, and what hindered some of it."""
    who, store = session.viewer(), parts().store
    order, items = ordered.one(who, session.purpose(), store, id)
    left = [each for each in items if each.state is not ItemState.ERASED and each.document]
    return render_template(
        "retention-order.html",
        order=order,
        left=left[:_MOST],
        documents=store.documents.many(who, [each.document for each in left[:_MOST]]),
        going=order.state in (OrderState.ORDERED, OrderState.GOING),
        rules=_rules(),
    )


@blueprint.get("/bevis")
def tombstones() -> ResponseReturnValue:
    """What is left of what was erased: that it was, when and by what."""
    year = typed.count(request.args.get("ar")) or None
    found = ordered.tombstones(session.viewer(), session.purpose(), parts().store, year, _MOST)
    return render_template("retention-tombstones.html", found=found, most=_MOST, rules=_rules(), year=year)


@blueprint.get("/redovisning")
def yearly() -> ResponseReturnValue:
    """What was erased in a year, by rule, source and kind, and which holds came and went."""
    return render_template("retention-report.html", report=_report(), few=FEW)


@blueprint.get("/redovisning.csv")
def yearly_csv() -> ResponseReturnValue:
    told = _report("csv")
    return attachment(as_csv(told), f"gallring-{told.year}.csv", "text/csv")


@blueprint.get("/redovisning.pdf")
def yearly_pdf() -> ResponseReturnValue:
    told = _report("pdf")
    content = as_pdf(told, session.account().display, session.purpose())
    return attachment(content, f"gallring-{told.year}.pdf", "application/pdf")


def _report(format: str = "") -> Report:
    year = typed.count(request.args.get("ar")) or this_year()
    return report(session.viewer(), session.purpose(), parts().store, min(year, 9999), format=format)


def _rules() -> dict[str, object]:
    return {rule.id: rule for rule in parts().store.retention.all(session.viewer(), standing=False)}
