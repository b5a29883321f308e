"""How the classifier of kinds in models/pipelines/sv_samsyn_kinds is made (docs/training-kinds.md)."""
