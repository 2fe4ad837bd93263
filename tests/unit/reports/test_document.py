from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mailsim_desktop.reports.document import Counts, Totals

_numbers = st.integers(min_value=0, max_value=10**9)


@given(st.lists(_numbers, min_size=6, max_size=6))
def test_recipients_are_the_sum_of_what_became_of_them(parts: list[int]):
    delivered, bounced, expired, poisoned, cancelled, pending = parts
    counts = Counts(
        recipients=sum(parts),
        delivered=delivered,
        bounced=bounced,
        expired=expired,
        poisoned=poisoned,
        cancelled=cancelled,
        attempts=0,
        deferrals=0,
    )

    assert counts.pending == pending
    assert counts.dead_letters == expired + poisoned
    assert counts.terminal + counts.pending == counts.recipients


def test_excluded_contacts_are_counted_over_all_reasons():
    counts = Counts(0, 0, 0, 0, 0, 0, 0, 0)
    totals = Totals(audience=5, excluded=(("invalid", 2), ("unsubscribed", 3)), counts=counts)

    assert totals.excluded_sum == 5
