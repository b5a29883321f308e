"""The task as a worker is told of it: a document's id and an order's. How to read it stands in the register.

The worker's own settings say which register that is: no path of who hands out the work means anything to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, Final

from ingest.task import INTERNAL, Outcome, Task, run_task
from ingest.workplace import store_at
from models.document import DocumentState
from models.errors import SamsynError
from models.logs.record import Log
from models.server_errors import NewerRegisterError
from models.settings import read_settings
from models.store.migrate import check_unmoved

log = Log(__name__)

Run = Callable[[str, Task], Outcome]

_KNOWN: Final = {field.name for field in fields(Task)} - {"document"}
ORDER_OVER: Final = "order_over"  # the run that handed it out has ended


def ordered(task: Task) -> dict[str, Any]:
    """What the task says beside its document: the order that it belongs to."""
    how = asdict(task)
    del how["document"]
    return how


def as_ordered(document: str, order: str, run: Run = run_task) -> Outcome:
    """Do it, if the order still stands. Raises nothing: whatever goes wrong is told by its code."""
    try:
        home = str(read_settings().home)
        store = store_at(home)
        check_unmoved(store.database)
        how = store.orders.get(order)
        if how is None:
            return Outcome(document, DocumentState.FAILED, ORDER_OVER)
        return run(home, _task(document, how))
    except SamsynError as error:
        log.warning("document.failed", "document {document}: {code}", document=document, code=error.code)
        return Outcome(document, DocumentState.FAILED, error.code)
    except Exception as error:
        log.error("document.fault", "document {document}: a fault of ours", error, document=document)
        return Outcome(document, DocumentState.FAILED, INTERNAL)


def some_as_ordered(documents: Sequence[str], order: str, run: Run = run_task) -> tuple[Outcome, ...]:
    """The same of several small documents, one after the other, each with its own claim and outcome."""
    return tuple(as_ordered(document, order, run) for document in documents)


def _task(document: str, how: Mapping[str, Any]) -> Task:
    """What an earlier version did not say yet is as it was then. What a later one says and this one does not know could
    be left out, and the document would be read otherwise than it was asked for."""
    if how.keys() - _KNOWN:
        raise NewerRegisterError("Uppdraget är av en senare version än programmet")
    return Task(document, **{**how, "passwords": tuple(how.get("passwords", ()))})
