"""What every command says when it cannot do what was asked."""

from __future__ import annotations

from tests.cli.schemas.parts import TEXT, object_of

ERROR = object_of(error=object_of(code=TEXT, message=TEXT, next=TEXT))
