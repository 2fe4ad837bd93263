"""Samples are the same everywhere, realistic, and faulty in the shares that the mix says."""

import hashlib
from collections import Counter
from itertools import islice

import pytest

from mailsim_desktop.contacts.columns import Columns
from mailsim_desktop.contacts.csv_records import Row
from mailsim_desktop.contacts.importing import Tally, check_rows, count_rejects
from mailsim_desktop.contacts.mix import load_mix
from mailsim_desktop.contacts.sample import sample_rows
from mailsim_desktop.simulation.catalogue import load_domain_table

MIX = load_mix("b2c-eu")
SIZE = 20_000


@pytest.fixture(scope="module")
def rows() -> list[tuple[str, str]]:
    return list(sample_rows(SIZE, MIX, seed=11))


def test_rows_are_the_pinned_ones():
    text = "".join(f"{email}\t{name}\n" for email, name in sample_rows(1000, MIX, seed=7))

    assert (
        hashlib.sha256(text.encode()).hexdigest()
        == "f02143dd12c57852f1aa3b1d5a0c983added452bad78cd1d7630c72a572c194d"
    )


def test_shorter_sample_is_the_beginning_of_a_longer_one(rows: list[tuple[str, str]]):
    assert list(sample_rows(500, MIX, seed=11)) == list(islice(rows, 500))


def test_faults_have_the_shares_of_the_mix(rows: list[tuple[str, str]]):
    tally = Tally()
    accepted = 0
    for batch in check_rows((Row(n, list(row)) for n, row in enumerate(rows)), Columns(0, (1,))):
        tally += count_rejects(batch.rejects)
        accepted += len(batch.accepted)

    assert abs(tally.invalid / SIZE - 0.02) < 0.003
    assert abs(tally.duplicate / SIZE - 0.03) < 0.003
    assert tally.empty == 0
    assert accepted + tally.read == SIZE


def test_providers_have_the_shares_of_the_mix(rows: list[tuple[str, str]]):
    table = load_domain_table()
    (batch,) = check_rows(
        (Row(n, list(row)) for n, row in enumerate(rows)), Columns(0, (1,)), batch_rows=SIZE
    )

    counts = Counter(table.get(row.contact.domain, "other") for row in batch.accepted)

    for share in MIX.providers:
        assert abs(counts[share.group] / len(batch.accepted) - share.percent / 100) < 0.012


def test_names_have_accents_and_some_contacts_have_none(rows: list[tuple[str, str]]):
    assert sum(not name.isascii() for _, name in rows) > SIZE * 0.1
    assert 0 < sum(not name for _, name in rows) < SIZE * 0.02


def test_role_and_disposable_addresses_occur(rows: list[tuple[str, str]]):
    emails = [email.casefold() for email, _ in rows]

    assert any(email.startswith("info@") for email in emails)
    assert any(email.endswith(MIX.disposable_domains) for email in emails)
