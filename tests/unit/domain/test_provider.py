"""Provider groups and the domains that share them."""

from __future__ import annotations

import pytest

from mailsim_desktop.domain.provider import OTHER, ProviderGroup, domain_table
from mailsim_desktop.domain.rate import Rate
from mailsim_desktop.errors import ScenarioError

GOOGLE = ProviderGroup("google", "Google", ("gmail.com", "g.de"), 5, None, "measured", "x")
LAST = ProviderGroup(OTHER, "Other", (), 10, Rate(7, 1_000_000, 3), "assumed", "y")


@pytest.mark.parametrize(
    ("domain", "group"), [("gmail.com", "google"), ("g.de", "google"), ("b.es", OTHER)]
)
def test_domain_finds_its_group_and_any_other_the_last(domain, group):
    assert domain_table((GOOGLE, LAST)).get(domain, OTHER) == group


@pytest.mark.parametrize("connections", [0, -1])
def test_group_without_a_connection_is_refused(connections):
    with pytest.raises(ScenarioError, match="google"):
        ProviderGroup("google", "", (), connections, None, "", "")


def test_snapshot_keeps_all_but_the_domains():
    assert ProviderGroup.from_json(LAST.to_json()) == LAST
    kept = ProviderGroup.from_json(GOOGLE.to_json())
    assert (kept.domains, kept.connections, kept.rate, kept.source) == ((), 5, None, "x")
