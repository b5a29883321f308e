"""What templates say and how they write numbers: in the language of the request, whatever was said before it."""

from __future__ import annotations

from flask import render_template_string, session

from tests.web.conftest import Site

SAID = "{{ _('Sök') }} {{ 1234567|number }} {{ _('Välj %(name)s', name=name) }}"


def said(site: Site, language: str, name: str = "<b>") -> str:
    with site.app.test_request_context("/"):
        session["language"] = language
        return render_template_string(SAID, name=name)


def test_each_request_has_its_own_language(site: Site) -> None:
    for _ in range(2):
        assert said(site, "sv") == "Sök 1\u00a0234\u00a0567 Välj &lt;b&gt;"
        assert said(site, "en") == "Search 1,234,567 Choose &lt;b&gt;"


def test_what_is_put_into_a_text_is_of_this_request(site: Site) -> None:
    assert [said(site, "sv", name).split()[-1] for name in ("Provsson", "100 %", "%(name)s")] == [
        "Provsson",
        "%",
        "%(name)s",
    ]


def test_a_sign_of_per_cent_is_one(site: Site) -> None:
    with site.app.test_request_context("/"):
        assert [render_template_string("{{ _('100 %% säkert') }}") for _ in range(2)] == ["100 % säkert"] * 2
