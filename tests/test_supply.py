"""What deskbreak is made of: pinned with hashes, listed in a bill of materials, and audited honestly."""

from __future__ import annotations

import importlib.util
import json
import re
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import pytest

from deskbreak import __version__

ROOT = Path(__file__).resolve().parent.parent
LOCKS = sorted(ROOT.glob("requirements-*.lock"))


def script(name: str) -> Any:
    """A program of scripts/ as a module."""
    loader = SourceFileLoader(name, str(ROOT / "scripts" / name))
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


sbom, audit = script("sbom"), script("audit")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_pinned_with_its_hashes(lock):
    text = lock.read_text("utf-8")
    packages = list(sbom.locked(text))
    assert len(packages) == len(re.findall(r"(?m)^[A-Za-z]", text)) > 20
    assert all(one["hashes"] and re.fullmatch(r"[\w.+!-]+", one["version"]) for one in packages)


def test_the_bill_of_materials_has_what_the_standard_asks_for():
    text = (ROOT / "requirements-run.lock").read_text("utf-8")
    bill = sbom.bill(text)
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    ours = bill["metadata"]["component"]
    assert (ours["type"], ours["name"], ours["version"]) == ("application", "deskbreak", __version__)
    for one in bill["components"]:
        assert one["type"] == "library" and one["name"] and one["version"] and one["bom-ref"] == one["purl"]
        assert all(re.fullmatch("[0-9a-f]{64}", part["content"]) for part in one["hashes"])
        assert one["hashes"] == [
            dict(part) for part in {part["content"]: part for part in one["hashes"]}.values()
        ]
    refs = [one["bom-ref"] for one in bill["components"]] + [ours["bom-ref"]]
    assert len(set(refs)) == len(refs) == len(list(sbom.locked(text))) + 1
    assert sorted(one["ref"] for one in bill["dependencies"]) == sorted(refs)
    assert all(set(one["dependsOn"]) <= set(refs) for one in bill["dependencies"])
    needed = next(one["dependsOn"] for one in bill["dependencies"] if one["ref"] == ours["bom-ref"])
    assert any(ref.startswith("pkg:pypi/pydantic@") for ref in needed)
    assert bill == sbom.bill(text) and json.dumps(bill)


def test_most_licences_are_known():
    bill = sbom.bill((ROOT / "requirements-run.lock").read_text("utf-8"))
    known = [one for one in bill["components"] if one.get("licenses")]
    assert len(known) > len(bill["components"]) / 2


FOUND = {"name": "rich", "version": "14.0", "vulns": []}
BAD = {"name": "pillow", "version": "12.0", "vulns": [{"id": "CVE-1", "fix_versions": ["12.1"]}]}
SKIPPED = {"name": "plyer", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("found", "code", "said"),
    [
        ([FOUND], 0, "1 of 1 packages audited, 0 vulnerabilities"),
        ([FOUND, BAD], 1, "pillow 12.0: CVE-1, repaired in 12.1"),
        ([FOUND, SKIPPED], 2, "NOT AUDITED, no advisories could be had for them from here: plyer"),
        ([BAD, SKIPPED], 1, "NOT AUDITED"),
        (None, 2, "NOT AUDITED, no advisories could be had from here"),
    ],
)
def test_an_audit_says_what_it_could_not_ask(found, code, said):
    got, lines = audit.judged("requirements-run.lock", found)
    assert got == code and said in "\n".join(lines)
