"""A server that has started has met the words of its own archive."""

from __future__ import annotations

import threading

from models.store.store import Store
from search.analysis import analyse
from search.forms import forms
from search.warming import learn_beside, learn_words, learning_on
from tests.search.archive import Paper, put

TEXT = "Xylofonstillståndet beviljades av Tungviktarnämnden i Provköping."


def test_words_of_each_owner_are_learnt(store: Store) -> None:
    put(store, None, Paper("a.txt", "tillsyn", [TEXT]))
    put(store, None, Paper("b.txt", "promemorior", [TEXT.replace("Prov", "Ut")]))
    learn_words(store, seconds=60.0)
    met = forms.cache_info().misses
    analyse(TEXT)
    analyse(TEXT.replace("Prov", "Ut"))
    assert forms.cache_info().misses == met


def test_no_longer_than_it_may(store: Store) -> None:
    for number in range(3):
        put(store, None, Paper(f"{number}.txt", "tillsyn", [f"Ord{'abc'[number]}provets handling."]))
    met = forms.cache_info().misses
    learn_words(store, seconds=-1.0)
    assert forms.cache_info().misses - met < 4  # of one document, and then time is over


def test_beside_those_who_are_answered_until_all_are_met(store: Store) -> None:
    put(store, None, Paper("a.txt", "tillsyn", ["Trombonlovet söktes av Bassklarinettsnämnden."]))
    learn_beside(store, threading.Event(), rest=0.0)
    met = forms.cache_info().misses
    analyse("Trombonlovet söktes av Bassklarinettsnämnden.")
    assert forms.cache_info().misses == met


def test_it_ends_with_the_server(store: Store) -> None:
    """There is more to learn (some ten seconds with its rests) than the block lasts."""
    pages = [" ".join(f"Ord{_letters(page * 100 + word)}provet" for word in range(100)) for page in range(200)]
    put(store, None, Paper("a.txt", "tillsyn", pages))
    with learning_on(store):
        assert _learning()
    assert not _learning()
    met = forms.cache_info().misses
    analyse(pages[-1])
    assert forms.cache_info().misses - met >= 100


def _learning() -> bool:
    return any(each.name == "learning" for each in threading.enumerate())


def _letters(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:05}")
