"""An installed archive moves to a new version with one command, and back: ``python3 -m deploy.versions``.

Standard library only: it runs before anything is installed (docs/upgrading.md).
"""
