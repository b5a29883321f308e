"""axe-core on a page as it stands (MPL-2.0; set-up fetches it for tests alone, see ``web/libraries.toml``)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from playwright.sync_api import Page

from tests.servers import missing
from web.library_list import FOLDER

WHOLE: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""WCAG 2.0 to 2.2, A and AA, and what axe advises besides: one main heading, headings in order, landmarks."""
LAID_OUT: Final = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")
"""Rules that look at colours and places: what they say changes with the width and the colours of the same page."""
_RUN: Final = """async ([type, values]) => {
  const fading = document.getAnimations().filter(each => each instanceof CSSTransition);
  const faded = Promise.allSettled(fading.map(each => each.finished));
  await Promise.race([faded, new Promise(done => setTimeout(done, 1000))]);
  const {violations} = await axe.run(document, {runOnly: {type, values}, resultTypes: ["violations"], preload: false});
  return violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id} (${rule.impact}) ${node.target}: ${node.failureSummary.split("\\n").slice(1).join("; ").trim()}`));
}"""
"""``preload`` would fetch every sheet anew, a third of the time of a run, for one rule: sound that plays by itself. Our
pages have none (complaints.js). Colours that fade are looked at when they have."""


def violations(page: Page, rules: Sequence[str] = WHOLE) -> list[str]:
    """What axe finds, a sentence each. ``rules`` are its rules or the tags of some.

    The script goes in by the browser's own door for tools, which the page's policy does not rule; to the page it is
    not there.
    """
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(_script())
    kind = "tag" if rules is WHOLE else "rule"
    found: list[str] = page.evaluate(_RUN, [kind, list(rules)])
    return found


@cache
def _script() -> str:
    if not (FOLDER / "axe.js").is_file():
        missing("axe-core is not here: deploy/setup.sh test")
    return (FOLDER / "axe.js").read_text("utf-8")
