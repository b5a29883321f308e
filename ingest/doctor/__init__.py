"""What ``samsyn doctor`` looks at (*kontroll*): the machine, the stores, what reads, and what goes on.

Each check answers with its name, whether it is well, what was found, and what to do where it is not. Every name stands
in docs/runbook.md. A worker makes the same checks each hour (``ingest/checking.py``), for the front end and Prometheus.
"""
