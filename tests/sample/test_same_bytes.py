"""The same draft and chance give the same bytes in another process, whatever the order of its hashes and its locale."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from random import Random
from typing import Final

from tests.faults.seeds import FULL, TODAY

_MAKE = """
import hashlib
from random import Random
from sample.carriers import CARRIERS, scan
from sample.carriers.mail import mail_file, mbox_file
from tests.sample.drafts import draft, mail
for name in sorted(CARRIERS):
    for seed in range(4):
        print(name, seed, hashlib.sha256(CARRIERS[name](draft(annex=True), Random(seed), "").content).hexdigest())
for name in sorted(scan.CARRIERS):
    print(name, hashlib.sha256(scan.CARRIERS[name](draft(annex=True), Random(1), "").content).hexdigest())
mails = [(one, mail_file(one, [])) for one in map(mail, "abc")]
print(hashlib.sha256(mbox_file(mails).content).hexdigest())
"""


ON_ANOTHER_MACHINE: Final = "3dd4f5f2de8eb451f30d93aae0d8a650b1ccf20528383975c941bb69cc5b6579"
"""The digest of what the script above prints, as the machine printed it on which a carrier was last changed."""
ELSEWHERE: Final = [("1", "Europe/Stockholm"), ("2", "Asia/Tokyo")]
"""Seeds of hashes, and zones. Which of them is drawn anew each day; with the full count it is both."""


def _made(seed: str, zone: str) -> str:
    env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"}
    return subprocess.run([sys.executable, "-c", _MAKE], env=env, check=True, capture_output=True, text=True).stdout


def test_another_process_makes_the_same_bytes() -> None:
    for seed, zone in ELSEWHERE if FULL else [Random(TODAY).choice(ELSEWHERE)]:
        made = _made(seed, zone)
        assert made.count("\n") == 4 * 13 + 13 + 1
        digest = hashlib.sha256(made.encode()).hexdigest()
        assert digest == ON_ANOTHER_MACHINE, (
            f"{digest}: write it here if a carrier was changed; else two machines differ"
        )
