"""Files that are not lists are named for what they are."""

import pytest

from mailsim_desktop.contacts.file_kind import describe_binary


@pytest.mark.parametrize(
    ("head", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG picture"),
        (b"PK\x03\x04rest", "a ZIP archive or an Excel workbook"),
        (b"\xff\xfee\0m\0", "text in UTF-16"),
        (b"email\0name", "binary data"),
    ],
)
def test_binary_content_is_named(head: bytes, words: str):
    assert describe_binary(head) == words


@pytest.mark.parametrize("head", [b"", b"email,name\n", "correo electrónico".encode()])
def test_text_is_let_through(head: bytes):
    assert describe_binary(head) is None
