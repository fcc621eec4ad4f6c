"""What the articles state, as values: there and back as the JSON that files and commands have."""

from __future__ import annotations

from deskbreak.core.facts import Expert, Fact, Notice, Source, Sourced, Study


def test_a_sentence_is_ours_unless_it_names_its_source() -> None:
    assert Sourced("Move often").to_json() == {"text": "Move often", "source": "own"}
    stated = Sourced("Move often", "S1", fact="breaks")
    assert stated.to_json() == {"text": "Move often", "source": "S1", "fact": "breaks"}
    assert Sourced.from_json(stated.to_json()) == stated


def test_a_source_is_written_whole() -> None:
    assert Source("S1", "Desk backs").to_json() == {"id": "S1", "title": "Desk backs", "publisher": ""}


def test_a_fact_and_an_expert_leave_out_what_is_empty() -> None:
    plain = {"id": "breaks", "kind": "rationale", "text": "Move often", "sources": ["S1", "S2"]}
    fact = Fact("breaks", "rationale", "Move often", ("S1", "S2"))
    assert fact.to_json() == plain and Fact.from_json(plain) == fact
    credited = plain | {"experts": ["jo"]}
    assert Fact.from_json(credited).to_json() == credited
    assert Fact.from_json(credited).experts == ("jo",)

    table = {"id": "jo", "name": "Jo", "words": "a therapist", "sources": ["S1"]}
    expert = Expert("jo", "Jo", "a therapist", ("S1",))
    assert expert.to_json() == table and Expert.from_json(table) == expert
    named = table | {"exercises": ["cat-cow", "plank"]}
    assert Expert.from_json(named).to_json() == named
    assert Expert.from_json(named).exercises == ("cat-cow", "plank")


def test_a_study_says_where_it_is_found() -> None:
    study = Study("s", "S1", "Doe and Roe", 2019, "Sitting", "Spine", "https://example.org/1")
    assert study.words == "Doe and Roe (2019): Sitting. Spine. https://example.org/1"
    assert study.to_json()["year"] == 2019


def test_a_notice_keeps_its_lines_in_order() -> None:
    table = {"id": "stop", "title": "Stop", "text": ["When it hurts", "stop"], "sources": ["S2"]}
    notice = Notice("stop", "Stop", ("When it hurts", "stop"), ("S2",))
    assert Notice.from_json(table) == notice and notice.to_json() == table
    assert Notice("stop", "Stop", ("When it hurts",)).to_json() == {
        "id": "stop",
        "title": "Stop",
        "text": ["When it hurts"],
    }
