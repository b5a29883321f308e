"""The part of the register's contract that is about who is who."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import select

from models.document import DocumentKind, DocumentState, Page, PageMethod, Reading
from models.errors import AccessDeniedError
from models.identity import entity_id
from models.mention import Label, Mention
from models.reference import Key, Mark, Reference
from models.source import Source
from models.store import schema
from models.store.resolution import join, part, references_in, references_of, unjoin, unpart
from models.store.schema_references import draft_references, entity_marks, key_holders
from models.store.store import Store
from models.store.suggestions import suggestions
from nlp.resolution.memory import Memory
from tests.conftest import viewer_of
from tests.nlp.resolution.papers import said

OWNER, OTHER = "Nämnden", "Polisen"
BOTH = viewer_of(OWNER, OTHER)
KIND = DocumentKind("tip", 0.9, "prov")
FIRST, SECOND = "198503122391", "195003169934"


def person(name: str, *keys: Key, number: str = "", at: int = 0) -> Reference:
    """A reference to a person, tied by ``keys``, and by a personnummer."""
    ties = (*keys, *((Key("personnummer", f"number:{number}", 1.0),) if number else ()))
    marks = (Mark("number", number),) if number else ()
    return Reference(Label.PERSON, name, ((1, at),), (), ties, marks)


def rare(name: str) -> Key:
    """The key of a name that few bear."""
    return Key("name", f"name:{name}", 0.98)


def told(store: Store, content: bytes, references: Sequence[Reference], source: str = "tillsyn") -> str:
    """A read document that says so; one with the same content says it anew."""
    arrival = store.arrivals.arrive(
        store.sources.get(source), store.vault.put(content), len(content), path=f"/in/{content!r}", name="a.txt"
    )
    store.registration.claim(arrival.document, "prov")
    page = Page(1, PageMethod.TEXT, "file_text", "x" * 100, 1.0)
    store.registration.keep_reading(arrival.document, Reading("text/plain", DocumentState.READ, "", (page,)))
    found = [Mention(one.label, *place, place[1] + 1, "x", one.value, 0.9, "prov")
             for one in references for place in one.mentions]  # fmt: skip
    store.registration.keep_knowledge(arrival.document, found, KIND, (), None, references=references)
    store.registration.finish(arrival.document, "prov", DocumentState.READ)
    return arrival.document


def entities_of(store: Store, document: str) -> list[str]:
    """The entities of the document's mentions, in reading order."""
    return [entity for _, entity in store.documents.mentions(BOTH, document)]


def entity_of(store: Store, document: str) -> str:
    """The one entity that the document names."""
    (entity,) = set(entities_of(store, document))
    return entity


def drained(store: Store) -> list[str]:
    """The documents that the index is asked to follow, which are struck."""
    rows = store.outbox.all()
    store.outbox.done([row.sequence for row in rows])
    return sorted({row.document for row in rows})


class ResolutionContract:
    """Each test gets an empty ``store``."""

    @pytest.fixture(autouse=True)
    def _sources_to_resolve(self, store: Store) -> None:
        store.sources.add(Source("tillsyn", OWNER))
        store.sources.add(Source("pm", OTHER, "police"))

    def test_a_number_ties_names_that_differ(self, store: Store) -> None:
        one = told(store, b"1", [person("Anna Berg", number=FIRST)])
        two = told(store, b"2", [person("Anna Maria Lindqvist", number=FIRST)])
        entity = entity_of(store, one)
        assert entity_of(store, two) == entity == entity_id(store.key, "PERSON", "Anna Maria Lindqvist")
        assert store.entities.get(BOTH, entity).name == "Anna Maria Lindqvist"  # the fullest
        assert store.entities.find(BOTH, "PERSON", "Anna Berg") == [entity]
        assert dict(store.entities.documents(BOTH, entity)) == {one: 1, two: 1}

    def test_two_of_a_common_name_stay_two_and_are_both_found_by_it(self, store: Store) -> None:
        weak = Key("name", "name:johan andersson", 0.1)
        one = told(store, b"1", [person("Johan Andersson", weak)])
        two = told(store, b"2", [person("Johan Andersson", weak)])
        assert entity_of(store, one) == entity_id(store.key, "PERSON", "Johan Andersson")
        assert entity_of(store, two) != entity_of(store, one)
        both = sorted([entity_of(store, one), entity_of(store, two)])
        assert store.entities.find(BOTH, "PERSON", "Johan Andersson") == both
        assert store.entities.find(viewer_of(OTHER), "PERSON", "Johan Andersson") == []

    def test_what_a_rare_name_tied_is_parted_when_two_are_found_to_bear_it(self, store: Store) -> None:
        one = told(store, b"1", [person("Magnus Provic", rare("mp"), number=FIRST)])
        bare = told(store, b"2", [person("Magnus Provic", rare("mp"))])
        assert entity_of(store, bare) == entity_of(store, one)
        drained(store)
        two = told(store, b"3", [person("Magnus Provic", rare("mp"), number=SECOND)])
        assert len({entity_of(store, each) for each in (one, bare, two)}) == 3
        assert entity_of(store, one) == entity_id(store.key, "PERSON", "Magnus Provic")  # it keeps its id
        assert drained(store) == sorted([bare, two])
        again = told(store, b"4", [person("Magnus Provic", rare("mp"), number=SECOND)])
        assert entity_of(store, again) == entity_of(store, two)

    def test_the_order_of_arrival_tells_ids_only(self, store: Store) -> None:
        two = told(store, b"3", [person("Magnus Provic", rare("mp"), number=SECOND)])
        one = told(store, b"1", [person("Magnus Provic", rare("mp"), number=FIRST)])
        bare = told(store, b"2", [person("Magnus Provic", rare("mp"))])
        assert len({entity_of(store, each) for each in (one, bare, two)}) == 3

    def test_a_bridge_joins_and_its_end_parts(self, store: Store) -> None:
        case, phone = Key("name+case", "a|case:1", 0.99), Key("name+phone", "a|phone:2", 0.99)
        one, two = told(store, b"1", [person("Anna Berg", case)]), told(store, b"2", [person("Anna Berg", phone)])
        assert entity_of(store, one) != entity_of(store, two)
        drained(store)
        bridge = told(store, b"3", [person("Anna Berg", case, phone)])
        assert len({entity_of(store, each) for each in (one, two, bridge)}) == 1
        assert len(drained(store)) == 2  # the bridge, and the one that got another id
        told(store, b"3", [person("Anna Berg", case)])
        assert entity_of(store, one) == entity_of(store, bridge) != entity_of(store, two)
        changed = drained(store)
        assert bridge in changed
        assert len(changed) >= 2  # and the one that keeps not its id

    def test_the_same_reading_again_changes_nothing(self, store: Store) -> None:
        one = told(store, b"1", [person("Johan Andersson")])
        two = told(store, b"2", [person("Johan Andersson")])
        before = [entity_of(store, each) for each in (one, two)]
        with store.database.read() as connection:
            kept = references_in(connection, OWNER, two)
        told(store, b"2", [person("Johan Andersson")])
        assert [entity_of(store, each) for each in (one, two)] == before
        with store.database.read() as connection:
            assert references_in(connection, OWNER, two) == kept

    def test_two_of_one_name_in_a_document(self, store: Store) -> None:
        two = [person("Magnus Provic", number=FIRST, at=0), person("Magnus Provic", number=SECOND, at=20)]
        document = told(store, b"1", two)
        assert len(set(entities_of(store, document))) == 2
        assert len(store.entities.find(BOTH, "PERSON", "Magnus Provic")) == 2

    def test_owners_are_apart_and_share_the_first_id(self, store: Store) -> None:
        ours = told(store, b"1", [person("Anna Berg", rare("ab"), number=FIRST)])
        theirs = told(store, b"2", [person("Anna Berg", rare("ab"), number=SECOND)], source="pm")
        assert entity_of(store, ours) == entity_of(store, theirs)  # by the name alone, as each owner knows it
        third = told(store, b"3", [person("Anna Berg", rare("ab"))], source="pm")
        assert entity_of(store, third) == entity_of(store, theirs)
        assert {each.name for each in store.entities.names(viewer_of(OTHER), [entity_of(store, third)]).values()} == {
            "Anna Berg"
        }

    def test_no_number_stands_among_the_keys(self, store: Store) -> None:
        told(store, b"1", [person("Anna Berg", number=FIRST)])
        with store.database.read() as connection:
            for table in (
                schema.document_references,
                schema.reference_keys,
                key_holders,
                entity_marks,
                draft_references,
            ):
                rows = connection.execute(select(table)).all()
                assert all(FIRST not in str(value) for row in rows for value in row)

    def test_the_register_and_the_memory_agree(self, store: Store) -> None:
        first, second = "[PERSONNUMMER 850312-2391=198503122391]", "[PERSONNUMMER 500316-9934=195003169934]"
        pages = [
            f"[PERSON Viggo Provsköld], {first}, i [CASE X 2024-1] med [ORG Provmat i Norr AB]",
            "[ORG Provmat i Norr] i [CASE X 2024-1]: [PERSON Viggo Provsköld] på [ADDRESS Provgatan 1]",
            "[PERSON V. Provsköld] i [CASE X 2024-1]. [ADDRESS Provgatan 1, 903 26 Umeå]",
            "[PERSON Viggo Provsköld] och [PERSON Johan Andersson]",
            f"[PERSON Viggo Provsköld], {second}, och [PERSON Johan Andersson] [ORG Provmat i Norr HB]",
            "[PERSON Johan Andersson], [PHONE 070-1=+46701]",
            "[PERSON Johan Andersson], [PHONE 070-1=+46701], handläggare",
        ]
        memory, ours, theirs = Memory(), dict[str, set[str]](), dict[str, set[str]]()
        for number, page in enumerate(pages):
            references = said(page)
            document = told(store, page.encode(), references)
            memory.take(str(number), references)
            pages[number] = document
        for number, document in enumerate(pages):
            with store.database.read() as connection:
                kept = references_in(connection, OWNER, document)
            for at, one in enumerate(kept):  # both in order of place
                ours.setdefault(one.entity, set()).add(f"{number}/{at}")
                theirs.setdefault(memory.entity(str(number), at), set()).add(f"{number}/{at}")
        assert sorted(map(sorted, ours.values())) == sorted(map(sorted, theirs.values()))

    def test_who_may_be_the_same_is_suggested_and_not_joined(self, store: Store) -> None:
        pages = ["[PERSON Maggan Provsköld]", "[PERSON Margareta Provsköld]", "[PERSON Johan Andersson]",
                 "[PERSON Kjell Larsson]", "[PERSON Kjell Larsson] på [ORG Provmat AB]"]  # fmt: skip
        entities = [entity_of(store, told(store, page.encode(), said(page))) for page in pages[:4]]
        last = entities_of(store, told(store, pages[4].encode(), said(pages[4])))
        with store.database.read() as connection:
            found = suggestions(connection, OWNER)
        pairs = [{each.left, each.right} for each in found]
        assert {*entities[:2]} in pairs
        assert {entities[3], last[0]} in pairs
        assert all(each.confidence < 0.95 and each.reasons for each in found)
        assert [each.confidence for each in found] == sorted((each.confidence for each in found), reverse=True)
        with store.database.read() as connection:
            assert suggestions(connection, OTHER) == []
            for one in {id for each in found for id in (each.left, each.right)}:  # by its own keys: the same of it
                mine = [each for each in found if one in (each.left, each.right)]
                assert suggestions(connection, OWNER, about=one) == mine

    def test_two_given_names_with_one_initial_are_not_suggested(self, store: Store) -> None:
        pages = ["[PERSON Sofia Provsköld] i ärende [CASE MN 2024-7731]",
                 "[PERSON Senad Provsköld] i ärende [CASE MN 2024-7731]"]  # fmt: skip
        left, right = ({*entities_of(store, told(store, page.encode(), said(page)))} for page in pages)
        with store.database.read() as connection:
            found = suggestions(connection, OWNER)
        assert len(left | right) == 3
        assert not any(each.left in left ^ right and each.right in left ^ right for each in found)

    # --- people's word ------------------------------------------------------------------------------------------------

    def test_a_person_joins_two_and_takes_it_back(self, store: Store) -> None:
        one = told(store, b"1", [person("Anna Berg", number=FIRST)])
        two = told(store, b"2", [person("Anna Lindqvist", number=SECOND)])
        before = [entity_of(store, each) for each in (one, two)]
        drained(store)
        with store.database.write() as connection:
            changed = join(connection, store.key, OWNER, before[0], before[1], "j1")
        assert entity_of(store, one) == entity_of(store, two) in before
        assert len(changed.documents) == 1
        assert drained(store) == sorted(changed.documents)
        third = told(store, b"3", [person("Anna Berg-Lindqvist", number=SECOND)])
        assert entity_of(store, third) == entity_of(store, one)
        told(store, b"2", [person("Anna Lindqvist", number=SECOND, at=9)])  # read again
        assert entity_of(store, two) == entity_of(store, one)
        with store.database.write() as connection:
            unjoin(connection, store.key, OWNER, "j1")
        assert entity_of(store, two) == entity_of(store, third) != entity_of(store, one)

    def test_what_is_not_there_or_of_another_sort_is_not_joined(self, store: Store) -> None:
        one = told(store, b"1", [person("Anna Berg")])
        firm = told(store, b"2", [Reference(Label.ORG, "Berg AB", ((1, 0),))])
        ids = [entity_of(store, each) for each in (one, firm)]
        with store.database.write() as connection:
            with pytest.raises(ValueError, match="label"):
                join(connection, store.key, OWNER, ids[0], ids[1], "j")
            for wrong in ((ids[0], "0" * 32), ("0" * 32, ids[0])):
                with pytest.raises(AccessDeniedError):
                    join(connection, store.key, OWNER, wrong[0], wrong[1], "j")
            with pytest.raises(AccessDeniedError):
                join(connection, store.key, OTHER, ids[0], ids[1], "j")

    def test_a_person_parts_one_and_takes_it_back(self, store: Store) -> None:
        documents = [told(store, bytes([at]), [person("Magnus Provic", rare("mp"))]) for at in range(3)]
        entity = entity_of(store, documents[0])
        with store.database.read() as connection:
            chosen = references_in(connection, OWNER, documents[1])[0].id
        drained(store)
        with store.database.write() as connection:
            changed = part(connection, store.key, OWNER, entity, [chosen], "j2")
        assert changed.documents == {documents[1]} == set(drained(store))
        assert [entity_of(store, each) == entity for each in documents] == [True, False, True]
        new = told(store, b"new", [person("Magnus Provic", rare("mp"))])
        assert entity_of(store, new) == entity  # what comes by the shared key goes with the rest
        told(store, bytes([1]), [person("Magnus Provic", rare("mp"), at=7)])
        assert entity_of(store, documents[1]) != entity
        with store.database.write() as connection:
            unpart(connection, store.key, OWNER, "j2")
        assert {entity_of(store, each) for each in [*documents, new]} == {entity}

    def test_what_was_parted_is_not_joined_by_what_comes_later(self, store: Store) -> None:
        case = Key("name+case", "mp|case:1", 0.99)
        one = told(store, b"1", [person("Magnus Provic", rare("mp"))])
        two = told(store, b"2", [person("Magnus Provic", rare("mp"), case)])
        with store.database.write() as connection:
            chosen = references_in(connection, OWNER, two)[0].id
            part(connection, store.key, OWNER, entity_of(store, one), [chosen], "j3")
        told(store, b"3", [person("Magnus Provic", rare("mp"), case)])
        assert entity_of(store, one) != entity_of(store, two)

    def test_all_or_what_is_not_its_own_cannot_be_parted(self, store: Store) -> None:
        one = told(store, b"1", [person("Anna Berg")])
        with store.database.write() as connection:
            (only,) = references_of(connection, OWNER, entity_of(store, one))
            with pytest.raises(ValueError, match="all or none"):
                part(connection, store.key, OWNER, only.entity, [only.id], "j")
            with pytest.raises(AccessDeniedError):
                part(connection, store.key, OWNER, only.entity, ["0" * 32], "j")
