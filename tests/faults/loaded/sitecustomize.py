"""Python runs this first where its folder is on ``PYTHONPATH``: whoever has a plan tells of its steps."""

import os

if os.environ.get("STEPS_PLAN"):
    from tests.faults.stepping import load

    load()
