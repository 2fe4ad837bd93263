"""Columns are recognised by their headers, in two languages."""

import pytest

from mailsim_desktop.contacts.columns import ColumnChoice, Columns, find_columns
from mailsim_desktop.errors import UnknownColumnError


@pytest.mark.parametrize(
    "header",
    [
        "email",
        "E-Mail",
        "e_mail",
        "E-mail Address",
        "MAIL",
        "Correo",
        "correo electrónico",
        "CORREO ELECTRONICO",
        "Dirección de correo electrónico",
        "direccion_de_correo",
    ],
)
def test_email_column_is_recognised(header: str):
    assert find_columns(["id", f" {header} "]).email == 1


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (["email", "name"], (1,)),
        (["email", "Nombre"], (1,)),
        (["Full Name", "email"], (0,)),
        (["email", "nombre", "nombre completo"], (2,)),
        (["apellidos", "email", "nombre"], (2, 0)),
        (["first name", "last name", "email"], (0, 1)),
        (["nombre", "primer apellido", "segundo apellido", "email"], (0, 1, 2)),
        (["email", "city"], ()),
    ],
)
def test_name_columns_are_joined_first_name_first(header: list[str], name: tuple[int, ...]):
    assert find_columns(header).name == name


def test_explicit_choice_wins_over_recognition():
    header = ["email", "work mail", "name", "Nick"]

    assert find_columns(header, ColumnChoice("Work Mail", "nick")) == Columns(1, (3,))


def test_missing_email_column_lists_what_was_found_and_what_is_recognised():
    with pytest.raises(UnknownColumnError) as caught:
        find_columns(["name", "city"], where="n.csv")

    assert 'n.csv has no e-mail column. Its columns are: "name", "city".' in caught.value.message
    assert "correo electrónico" in caught.value.hint


def test_unknown_choice_suggests_the_nearest_column():
    with pytest.raises(UnknownColumnError) as caught:
        find_columns(["email", "surname"], ColumnChoice(name="surnam"))

    assert 'Did you mean "surname"?' in caught.value.hint


def test_list_without_a_header_is_told_so():
    with pytest.raises(UnknownColumnError, match="begins with a contact"):
        find_columns(["ana@correo.es", "Ana"])


def test_long_headers_are_listed_in_part():
    with pytest.raises(UnknownColumnError, match="and 8 more"):
        find_columns([f"c{number}" for number in range(20)])
