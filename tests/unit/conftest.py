"""What unit tests of every layer share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mailsim_desktop.store.database import Store
from tests.helpers.workspace import Workspace


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Store]:
    """A store on the workspace's database, for the test's thread."""
    opened = workspace.store()
    yield opened
    opened.close()
