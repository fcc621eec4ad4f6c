"""A cache is what was written, or as if there were none."""

from __future__ import annotations

import os

from deskbreak.cache_file import checksum, read_json, write_json

VALUE = {"plan": [1, 2.5, None, "Käse"], "deep": {"a": {"b": []}}}


def test_what_is_kept_is_read_again(tmp_path):
    write_json(tmp_path / "folder" / "x.json", VALUE)
    assert read_json(tmp_path / "folder" / "x.json") == VALUE
    assert (tmp_path / "folder" / "x.json").stat().st_mode & 0o777 == 0o600


def test_any_other_byte_is_found_out(tmp_path):
    file = tmp_path / "x.json"
    write_json(file, VALUE)
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert read_json(file) is None, at
        file.write_bytes(whole[:at])
        assert read_json(file) is None, at
    for body in (b"[" * 5000, b"7" * 5000, b"\xff", b""):
        file.write_bytes(checksum(body) + b"\n" + body)
        assert read_json(file) is None


def test_what_is_no_file_is_no_cache(tmp_path):
    assert read_json(tmp_path / "missing") is None and read_json(tmp_path) is None
    os.mkfifo(tmp_path / "pipe")
    assert read_json(tmp_path / "pipe") is None
