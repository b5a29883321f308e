from collections.abc import Iterable
from tests.e2e.test_accessible import *  # noqa
from tests.e2e.test_accessible import _STILL, _cookie, _look, place
from tests.e2e.walking import Walk as Whole
from tests.e2e.conftest import *  # noqa

for name in [n for n in dict(globals()) if n.startswith("test_")]:
    del globals()[name]

class Masked(Whole):
    def _links(self, path, *, always):
        return [l for l in super()._links(path, always=always) if l.startswith("/maskade")]

@pytest.mark.timeout(900)
def test_masked(browser, place):
    found = []
    app = create_app(place.store, place.index)
    walker = WALKERS[2]
    with served(place.store, place.index) as site:
        context = browser.new_context(viewport={"width": WIDE, "height": 900})
        context.add_init_script(_STILL)
        context.set_default_timeout(15_000)
        context.add_cookies([_cookie(app, place, walker, site.address)])
        page = context.new_page()
        walk = Masked(page, site.address, app.url_map.bind("127.0.0.1"), lambda page: (print("LOOK", page.url, page.locator("h1, [role=alert]").all_inner_texts()), _look(page, found)))
        docs = [f"/d/{place.ids[p.name]}/" for p in Making(7).papers() if p.owner in ALVA.owners][:3]
        walk.through(["/maskade", "/maskade/", *docs])
        walk._forms = {r: p for r, p in walk._forms.items() if r.startswith("redaction")}
        print("FORMS", walk._forms)
        walk.send_forms()
        walk.through([l for l in ["/maskade/"]])
        # every draft that there is, each page of it
        page.goto(f"{site.address}/maskade")
        for each in sorted(set(page.locator("a[href^='/maskade/']").evaluate_all("a=>a.map(e=>e.getAttribute('href'))"))):
            try:
                answer = page.goto(f"{site.address}{each}")
            except Exception:
                continue
            base = page.url
            for url in [base, base + "?visa=1", base.rsplit("/", 1)[0] + "/granska"]:
                r = page.goto(url)
                print("EACH", url, r.status)
                if r.status == 200:
                    _look(page, found)
        page.screenshot(path="/tmp/mend-e2e/last.png", full_page=True)
        context.close()
    for each in found: print("FOUND", each)
    assert found == []
