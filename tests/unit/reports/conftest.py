"""A document of a real run, small and with every outcome but poison."""

from __future__ import annotations

import pytest

from mailsim_desktop.reports.document import Document
from mailsim_desktop.services import reports
from tests.helpers.in_process import run_in_process
from tests.helpers.workspace import Workspace, addresses


@pytest.fixture
def document(workspace: Workspace) -> Document:
    list_id = workspace.add_list(addresses(600))
    run_id = workspace.launch(list_id, scenario="rate-limited", name="Spring", seed=5)
    store = workspace.store()
    run_in_process(store, run_id)
    found = reports.build(store, run_id)
    store.close()
    return found
