"""Names have their accents, and their addresses have none."""

import unicodedata

import pytest

from mailsim_desktop.contacts.people import fold, load_names

COUNTRIES = ("es", "de", "fr", "it", "gb")


@pytest.mark.parametrize(
    ("name", "country", "folded"),
    [
        ("María José", "es", "mariajose"),
        ("Ibáñez", "es", "ibanez"),
        ("Müller-Groß", "de", "muellergross"),
        ("Gaëlle", "fr", "gaelle"),
        ("D'Angelo", "it", "dangelo"),
        ("Øystein", "gb", "oystein"),
    ],
)
def test_names_are_folded_as_people_fold_them(name: str, country: str, folded: str):
    assert fold(name, country) == folded


@pytest.mark.parametrize("country", COUNTRIES)
def test_folded_names_run_parallel_and_are_plain_letters(country: str):
    names = load_names(country)

    assert len(names.first) == len(names.first_folded) >= 200
    assert len(names.last) == len(names.last_folded) >= 200
    assert all(text.isascii() and text.isalpha() for text in names.first_folded)
    assert all(text.isascii() and text.isalpha() for text in names.last_folded)


@pytest.mark.parametrize("country", COUNTRIES)
def test_names_are_composed_and_unique(country: str):
    names = load_names(country)

    for values in (names.first, names.last):
        assert len(set(values)) == len(values)
        assert all(unicodedata.is_normalized("NFC", value) for value in values)


def test_only_spaniards_have_two_surnames():
    assert [load_names(country).two_surnames for country in COUNTRIES] == [
        True,
        False,
        False,
        False,
        False,
    ]
