"""The log (*driftlogg*): what our programs tell of their own work, and never of a case.

``record.py`` is what a room logs with, ``line.py`` how a record is written, ``starting.py`` the one place that says
where it goes. The audit ledger (:mod:`models.store.ledger`) is another thing: it says who read what.
"""
