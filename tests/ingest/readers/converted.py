"""Files in the old formats, which only LibreOffice writes: a test that needs one fails where it is not installed."""

from __future__ import annotations

import subprocess
from pathlib import Path


def converted(source: Path, ending: str) -> Path:
    """``source`` saved beside itself in the format of this ending."""
    profile = f"-env:UserInstallation={(source.parent / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", ending, "--outdir", str(source.parent), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(f".{ending}")
