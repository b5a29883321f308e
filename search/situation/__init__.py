"""The situation picture (*lägesbild*): what a place, a period or a theme comes to in documents, number by number.

Each number is a search, and is that search's total (docs/situation.md). It counts and shows; it scores nobody.
"""
