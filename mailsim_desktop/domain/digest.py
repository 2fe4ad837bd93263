"""Digest of a run: one SHA-256 over its event log, free of ids, workers and wall times.

Rows are (contact_key, attempt, lane name, start_us, finish_us, reply id), sorted,
integers as little-endian int64, strings as UTF-8 prefixed by their length in bytes
as little-endian int64. `docs/digest.md` publishes a vector that a test pins.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable

_HEAD = struct.Struct("<qq")
_LENGTH = struct.Struct("<q")

LogRow = tuple[int, int, str, int, int, str]
"""(contact_key, attempt, lane name, start_us, finish_us, reply id)."""


def _prefixed(text: str) -> bytes:
    data = text.encode()
    return _LENGTH.pack(len(data)) + data


def digest_of(rows: Iterable[LogRow]) -> str:
    """Hexadecimal SHA-256 of `rows`, which must come sorted.

    Sorting by (contact_key, attempt) is sorting by the whole row: a run has one row
    for each.
    """
    strings: dict[str, bytes] = {}
    sha = hashlib.sha256()
    for key, attempt, lane, start_us, finish_us, reply in rows:
        lane_bytes = strings.get(lane) or strings.setdefault(lane, _prefixed(lane))
        reply_bytes = strings.get(reply) or strings.setdefault(reply, _prefixed(reply))
        times = _HEAD.pack(start_us, finish_us)
        sha.update(_HEAD.pack(key, attempt) + lane_bytes + times + reply_bytes)
    return sha.hexdigest()
