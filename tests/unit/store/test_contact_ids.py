"""A selection is the contacts for which list, text and state all hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.domain.contact import ContactState
from mailsim_desktop.store import contact_ids
from mailsim_desktop.store.contact_ids import Selection, keep
from mailsim_desktop.store.contacts import ContactRow
from mailsim_desktop.store.database import Store
from tests.helpers.workspace import Workspace

IDS = st.lists(st.integers(1, 60), unique=True, max_size=30)


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Two lists that share a contact; one contact is risky, one has a name."""
    workspace.add_list(["eva@gmail.com", "ana@gmx.de", "luis@gmx.de"], "first")
    workspace.add_list(["ana@gmx.de", "zoe@free.fr"], "second")
    workspace.execute("UPDATE contacts SET state = 'risky' WHERE email LIKE 'luis%'")
    workspace.execute("UPDATE contacts SET name = 'Zoé 100%' WHERE email LIKE 'zoe%'")
    return workspace


def emails(store: Store, list_id: int | None, selection: Selection) -> list[str]:
    with store.read() as connection:
        if list_id is not None:
            selection = replace(selection, members=contact_ids.member_ids(connection, list_id))
        ids = contact_ids.selected_ids(connection, selection)
        rows = contact_ids.contacts_by_id(connection, ids.tolist())
    return [rows[number].email.partition("@")[0] for number in ids.tolist()]


@pytest.mark.parametrize(
    ("list_id", "selection", "found"),
    [
        (None, Selection(), ["eva", "ana", "luis", "zoe"]),
        (2, Selection(), ["ana", "zoe"]),
        (None, Selection(search="GMX"), ["ana", "luis"]),
        (None, Selection(search="zoé 100%"), ["zoe"]),
        (None, Selection(search="%"), ["zoe"]),
        (None, Selection(search="Zoe 100"), []),  # accents count
        (None, Selection(state=ContactState.RISKY), ["luis"]),
        (1, Selection(search="gmx"), ["ana", "luis"]),
        (2, Selection(search="gmx"), ["ana"]),
        (1, Selection(search="gmx", state=ContactState.VALID), ["ana"]),
        (9, Selection(), []),
        (9, Selection(search="gmx"), []),
    ],
)
def test_selection_holds_what_fits_every_condition(
    filled: Workspace, store: Store, list_id: int | None, selection: Selection, found: list[str]
):
    assert filled
    assert emails(store, list_id, selection) == found


def test_contact_that_is_gone_is_left_out_of_a_page(filled: Workspace, store: Store):
    assert filled
    with store.read() as connection:
        rows = contact_ids.contacts_by_id(connection, [4, 99, 1])

    assert {number: row.email for number, row in rows.items()} == {
        1: "eva@gmail.com",
        4: "zoe@free.fr",
    }
    assert rows[4] == ContactRow(4, "zoe@free.fr", "Zoé 100%", "free.fr", ContactState.VALID)


@given(order=IDS, chosen=IDS)
def test_keep_is_the_chosen_ones_in_the_order_given(order: list[int], chosen: list[int]):
    kept = keep(np.array(order, dtype=np.int64), np.array(chosen, dtype=np.int64))

    assert kept.tolist() == [number for number in order if number in chosen]
