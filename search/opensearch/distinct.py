"""How many values a facet has in all, told by one number: the engine can only list them, or guess.

To list some 20,000 values that nobody is shown took the node 60 ms and a megabyte; its own ``cardinality`` guesses. So
each value has a *code* beside it (``codes.py``), and a script of the engine's own language puts the codes of the
documents found into a table (open addressing, a code's low bits say where). It also tells how many it saw: where that
is not what the facet counted (an index of an earlier analysis has no codes, a table was full) its number is not used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from search.opensearch.codes import CODES

_CONTEXT: Final = "aggs_map"  # where the server must allow scripts

# A script may take a million turns of a loop: a table of 524,288 places, filled by half, is gone through within that.
_START: Final = "state.table = new long[2048]; state.counts = new long[2];"  # counts: held in the table, seen
_EACH: Final = """
if (!doc.containsKey(params.field)) { return; }
def codes = doc[params.field];
int size = codes.size();
long[] counts = (long[]) state.counts;
if (size == 0 || counts[0] < 0) { return; }
long[] table = (long[]) state.table;
int mask = table.length - 1;
for (int each = 0; each < size; ++each) {
  long code = codes.get(each);
  int at = (int) (code & mask);
  while (table[at] != 0L && table[at] != code) { at = (at + 1) & mask; }
  if (table[at] == 0L) { table[at] = code; ++counts[0]; }
  if (2 * counts[0] > table.length) {
    if (table.length >= 524288) { counts[0] = -1; state.table = new long[0]; return; }
    long[] wider = new long[4 * table.length];
    mask = wider.length - 1;
    for (int from = 0; from < table.length; ++from) {
      long moved = table[from];
      if (moved != 0L) {
        int to = (int) (moved & mask);
        while (wider[to] != 0L) { to = (to + 1) & mask; }
        wider[to] = moved;
      }
    }
    table = wider;
    state.table = table;
  }
}
counts[1] += size;
"""
_ALONE: Final = "return ['held': state.counts[0], 'seen': state.counts[1]]"
_ONE_OF_SEVERAL: Final = """
List held = new ArrayList();
for (long code : (long[]) state.table) { if (code != 0L) { held.add(code); } }
return ['codes': held, 'held': state.counts[0], 'seen': state.counts[1]]
"""
_ALL: Final = """
Set codes = new HashSet(); long seen = 0; long held = 0; boolean full = false;
for (state in states) {
  if (state != null) {
    seen += state.seen; held += state.held; full = full || state.held < 0;
    if (state.containsKey('codes')) { codes.addAll(state.codes); }
  }
}
return ['held': full ? -1 : (params.several ? codes.size() : held), 'seen': seen]
"""


def counting(kind: str, *, several: bool) -> dict[str, Any]:
    """The aggregation that counts the values of a facet type in one index, or in ``several``."""
    scripts = {
        "init_script": _START,
        "map_script": _EACH,
        "combine_script": _ONE_OF_SEVERAL if several else _ALONE,
        "reduce_script": _ALL,
    }
    return {"scripted_metric": {**scripts, "params": {"field": f"{CODES}.{kind}", "several": several}}}


def told(answer: Mapping[str, Any], seen: int) -> int | None:
    """How many values there are, where the script saw as many as the facet counted in its documents."""
    value = answer["value"]
    return int(value["held"]) if value["seen"] == seen and value["held"] >= 0 else None


def allowed(languages: Mapping[str, Any]) -> bool:
    """Whether the server, by what it says of its languages, runs such a script."""
    contexts = {each["language"]: each["contexts"] for each in languages.get("language_contexts", ())}
    return "inline" in languages.get("types_allowed", ()) and _CONTEXT in contexts.get("painless", ())
