"""How the name pipelines in models/pipelines are made, from weights to tagger (docs/training-names.md).

Every stage is a module that reads what the stages before it left in a work folder and writes its own files there, so
that it can be taken up again: ``python -m training.names STAGE``. Needs ``../shared`` and the group ``training``.
"""
