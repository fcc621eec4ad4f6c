"""The catalogue from its cache: plain JSON, so that the daemon and the player need no TOML and no checks."""

from __future__ import annotations

from deskbreak.catalog.cache import CheckedCatalog, read_cache
from deskbreak.catalog.folders import content_folders, content_signature
from deskbreak.core.catalog import Catalog
from deskbreak.paths import Profile


def load_cached(profile: Profile, *, lean: bool = False) -> Catalog:
    """The person's catalogue, from the cache while no content file changed, else loaded and cached again.

    Packs with problems are left out here; `content check` and `config check` report them.
    """
    catalog, _ = load_checked(profile, lean=lean)
    return catalog


def load_checked(profile: Profile, *, lean: bool = False) -> CheckedCatalog:
    """The same, with every problem of the packs."""
    cached = read_cache(profile, content_signature(content_folders(profile)), lean=lean)
    if cached is not None:
        return cached
    from deskbreak.catalog.load import load_and_cache

    catalog, problems = load_and_cache(profile)
    return (catalog.lean() if lean else catalog), problems
