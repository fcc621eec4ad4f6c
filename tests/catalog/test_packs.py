"""A person's packs beside the shipped content, from the first read to the cache."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from deskbreak.cache_file import read_json, write_json
from deskbreak.catalog.cache import cache_file
from deskbreak.catalog.cached import load_cached
from deskbreak.catalog.folders import content_folders, content_signature
from deskbreak.catalog.load import load_and_cache, load_catalog
from deskbreak.catalog.schemas import schemas, text_of
from deskbreak.core.catalog import Catalog
from deskbreak.core.script import exercise_seconds, routine_seconds
from deskbreak.paths import Profile, find_profile, shipped

SHIPPED = len(list((shipped("content") / "exercises").glob("*.toml")))


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    found = find_profile(tmp_path / "home")
    found.packs.mkdir(parents=True)
    return found


def test_a_pack_is_merged_with_what_is_shipped(make_pack: Any, shipped_catalog: Catalog) -> None:
    catalog, problems = load_catalog([shipped("content"), make_pack()])
    assert problems == []
    assert set(catalog.exercises) == {*shipped_catalog.exercises, "heel-slide"}
    assert catalog.exercises["heel-slide"].pack == "physio"
    first, second = (catalog.exercises[one] for one in ("heel-slide", "cat-cow"))
    whole = exercise_seconds(first) + exercise_seconds(second, before=first.position)
    assert routine_seconds(catalog.routines["evening"], catalog) == whole
    assert catalog.sources == shipped_catalog.sources


def test_a_pack_without_a_figure_shows_one_in_the_same_position(make_pack: Any, good_exercise: str) -> None:
    catalog, _ = load_catalog([shipped("content"), make_pack()])
    borrowed = catalog.exercises["heel-slide"].figure
    assert catalog.exercises[borrowed].position == "supine"
    own = {"figures/heel-slide.toml": "", "exercises/heel-slide.toml": good_exercise}
    catalog, _ = load_catalog([shipped("content"), make_pack(own, "drawn")])
    assert catalog.exercises["heel-slide"].figure == "heel-slide"


def test_a_spoiled_file_takes_only_itself_and_what_needs_it(make_pack: Any, good_exercise: str) -> None:
    other = good_exercise.replace("heel-slide", "toe-slide").replace("Heel", "Toe")
    root = make_pack({"exercises/heel-slide.toml": "id = 1", "exercises/toe-slide.toml": other})
    catalog, problems = load_catalog([shipped("content"), root])
    assert problems
    assert "toe-slide" in catalog.exercises
    assert "heel-slide" not in catalog.exercises
    assert "evening" not in catalog.routines
    assert set(catalog.routines) == set(load_catalog([shipped("content")])[0].routines)


def test_a_pack_cannot_replace_what_is_shipped(make_pack: Any, good_exercise: str) -> None:
    root = make_pack({"exercises/cat-cow.toml": good_exercise.replace("heel-slide", "cat-cow")})
    catalog, problems = load_catalog([shipped("content"), root])
    assert catalog.exercises["cat-cow"].name == "Cat-Cow"
    assert any('"my-cat-cow"' in str(one) for one in problems)


def test_all_problems_come_at_once(make_pack: Any, good_exercise: str) -> None:
    text = (
        good_exercise.replace('"supine"', '"supin"')
        .replace('"wakes"', '"wake"')
        .replace("min = 8", "min = 0")
    )
    _, problems = load_catalog([shipped("content"), make_pack({"exercises/heel-slide.toml": text})])
    said = [str(one) for one in problems if one.file.endswith("heel-slide.toml")]
    assert len(said) == 3
    assert any(':4: "supin"' in one.replace("'", '"') and 'did you mean "supine"?' in one for one in said)


# -- the cache ----------------------------------------------------------------------------------------------


def test_the_cache_says_the_same_as_the_files(profile: Profile) -> None:
    fresh, _ = load_and_cache(profile)
    assert load_cached(profile) == fresh
    assert load_cached(profile, lean=True) == fresh.lean()


def test_the_cache_notices_a_new_a_changed_and_a_removed_pack(
    profile: Profile, make_pack: Any, good_exercise: str
) -> None:
    assert "heel-slide" not in load_cached(profile).exercises
    make_pack().rename(profile.packs / "physio")
    assert load_cached(profile).exercises["heel-slide"].name == "Heel slide"
    path = profile.packs / "physio" / "exercises" / "heel-slide.toml"
    path.write_text(good_exercise.replace("Heel slide", "Heel slides"))
    assert load_cached(profile).exercises["heel-slide"].name == "Heel slides"
    path.unlink()
    assert "heel-slide" not in load_cached(profile).exercises


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"signature": 1}', b"\xff", b"[" * 100_000])
def test_a_damaged_cache_is_made_anew(profile: Profile, damage: bytes) -> None:
    load_cached(profile)
    cache_file(profile).write_bytes(damage)
    assert len(load_cached(profile).exercises) == SHIPPED
    assert read_json(cache_file(profile))["signature"]


def test_a_cache_of_the_right_signature_but_wrong_shape_is_made_anew(profile: Profile) -> None:
    signature = content_signature(content_folders(profile))
    cache_file(profile).parent.mkdir(parents=True)
    odd = {"signature": signature, "catalog": {"exercises": [{"id": 1}]}, "problems": []}
    write_json(cache_file(profile), odd)
    assert len(load_cached(profile).exercises) == SHIPPED


def test_without_a_place_for_the_cache_it_only_takes_longer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    nowhere = Profile(None, tmp_path / "c", tmp_path / "d", tmp_path / "file" / "cache")
    assert len(load_cached(nowhere).exercises) == SHIPPED


def test_reading_the_cache_needs_no_toml_and_no_checks() -> None:
    import subprocess
    import sys

    code = (
        "import sys, deskbreak.catalog.cached, deskbreak.core.choose\n"
        "heavy = {'tomllib', 'pydantic', 'deskbreak.catalog.load', 'deskbreak.catalog.kinds', 'hashlib'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    env = {**os.environ, "PYTHONPATH": str(shipped("content").parent)}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=env, check=True)
    assert found.stdout.strip() == "[]"


def test_the_published_schemas_are_those_of_the_checks() -> None:
    for name, schema in schemas().items():
        assert (shipped("content") / "schemas" / name).read_text("utf-8") == text_of(schema), name


def test_a_new_figure_is_seen_and_a_deleted_one_is_gone(make_pack: Any, profile: Profile) -> None:
    root = make_pack()
    root.rename(profile.packs / "physio")
    assert load_cached(profile).exercises["heel-slide"].figure == "knee-rolls"
    drawn = profile.packs / "physio" / "figures" / "heel-slide.toml"
    drawn.parent.mkdir()
    drawn.write_bytes((shipped("content") / "figures" / "cat-cow.toml").read_bytes())
    assert load_cached(profile).exercises["heel-slide"].figure == "heel-slide"
    drawn.unlink()
    assert load_cached(profile).exercises["heel-slide"].figure == "knee-rolls"
