"""What Prometheus is told (*mätvärden*), on an address of the machine's own: totals of the whole installation.

They tell how large it is and how fast it grows, so they are no page: nobody who signs in reaches them
(docs/decisions/0071-running.md). ``listener.py`` answers, ``keeper.py`` counts beforehand, ``families.py`` words it.
"""
