"""The way of a document from the vault to the outbox, as a recipe."""

from __future__ import annotations

import logging
from dataclasses import fields
from pathlib import Path
from typing import Any

from haystack import Pipeline
from haystack.core.errors import PipelineRuntimeError

from ingest.components import DocumentReader, Finisher, NameFinder
from ingest.progress import Progress
from ingest.task import Task
from models.errors import InvalidSettingError
from models.settings import Settings

# Haystack's own log lines may quote a component's inputs; what goes wrong is logged by ingest/task.py, by code only.
logging.getLogger("haystack").setLevel(logging.CRITICAL)


def open_pipeline(settings: Settings) -> Pipeline:
    """The pipeline in force: ours, or the site's own from ``settings.ingest_pipeline``.

    Raises :class:`InvalidSettingError` where the site's file cannot be loaded.
    """
    if not settings.ingest_pipeline:
        return make_pipeline(settings.home)
    try:
        # Only Haystack's modules and ours may be named in the file: it must not become a way to run anything.
        return Pipeline.loads(Path(settings.ingest_pipeline).read_text("utf-8"), allowed_modules=["ingest.*"])
    except Exception as error:
        raise InvalidSettingError(f"SAMSYN_INGEST_PIPELINE: {settings.ingest_pipeline} kan inte läsas") from error


def make_pipeline(home: Path) -> Pipeline:
    """read → name → finish. Give it to :func:`run_document`, or write it out with ``pipeline.dumps()``."""
    pipeline = Pipeline()
    pipeline.add_component("read", DocumentReader(str(home)))
    pipeline.add_component("name", NameFinder(str(home)))
    pipeline.add_component("finish", Finisher(str(home)))
    pipeline.connect("read.read", "name.read")
    pipeline.connect("name.named", "finish.named")
    return pipeline


def run_document(pipeline: Pipeline, task: Task, worker: str) -> Progress:
    """Take the document of ``task``, which ``worker`` has claimed, the whole way.

    Raises what the components raise, not Haystack's wrapping of it.
    """
    asked = {"worker": worker, **{field.name: getattr(task, field.name) for field in fields(task)}}
    try:
        result: dict[str, Any] = pipeline.run({"read": asked})
    except PipelineRuntimeError as error:
        raise error.__cause__ or error from None
    progress: Progress = result["finish"]["finished"]
    return progress
