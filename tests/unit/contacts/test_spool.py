"""What is spooled comes back, from memory or from a file."""

import tempfile

import pytest

from mailsim_desktop.contacts.importing import Accepted, Batch, Reject, RejectKind
from mailsim_desktop.contacts.spool import Spool
from mailsim_desktop.domain.contact import NewContact
from mailsim_desktop.errors import DiskFullError

BATCHES = [
    Batch(
        2,
        [Accepted(2, " josé@b.es", NewContact("josé@b.es", 'Jo"sé\n', "b.es"))],
        [Reject(3, RejectKind.INVALID, "No @ sign", "x,\u2028y")],
    ),
    Batch(1, [], [Reject(4, RejectKind.EMPTY, "No address", "")]),
]


@pytest.mark.parametrize("memory_bytes", [1, 1_000_000])
def test_batches_come_back_in_order(memory_bytes: int):
    spool = Spool(memory_bytes=memory_bytes)
    for batch in BATCHES:
        spool.add(batch)

    back = list(spool.batches())
    spool.close()

    assert back == BATCHES


def test_full_temporary_folder_is_a_condition_not_a_bug(monkeypatch: pytest.MonkeyPatch):
    class Full:
        def write(self, _: str) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda **_: Full())

    with pytest.raises(DiskFullError, match="No space left"):
        Spool().add(BATCHES[0])
