"""What a file is when it is not a list: told by its first bytes.

Knows the formats that people drop by mistake. Refuses to read any of them.
"""

from __future__ import annotations

HEAD_BYTES = 8192
"""How much of a file's beginning `describe_binary` wants to see."""

_UTF16 = "text in UTF-16"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel or Word document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\xff\xfe", _UTF16),
    (b"\xfe\xff", _UTF16),
)


def describe_binary(head: bytes) -> str | None:
    """Say in words what a file that begins with `head` is, or None where it may be text."""
    for signature, words in _SIGNATURES:
        if head.startswith(signature):
            return words
    return "binary data" if b"\x00" in head else None
