"""Errors of work in a cluster: a part of the tree of :mod:`models.errors`."""

from __future__ import annotations

from models.errors import RefusedError, UnavailableError


class ClusterRefusedError(RefusedError):
    """What a cluster would need is not there, or it would show its work to others: nothing was begun."""

    code = "cluster_refused"
    next = "Rätta SAMSYN_CLUSTER eller --cluster; docs/cluster.md visar hur ett kluster ställs upp."


class ClusterUnavailableError(UnavailableError):
    """The scheduler does not answer, or no worker of this installation is there."""

    code = "cluster_unavailable"
    next = "Se att samsyn scheduler och samsyn worker --cluster är igång, och kör samma kommando igen: det fortsätter."
