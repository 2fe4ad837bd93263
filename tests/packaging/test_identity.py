"""What Windows and macOS are told of the programs, as far as it can be told here."""

from __future__ import annotations

import plistlib

import pytest
from bundle import identity

from mailsim_desktop.version import version


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_two_programs_of_one_folder_have_names_that_their_system_tells_apart(platform):
    names = {identity.WINDOW, identity.command(platform)}
    if platform != "linux":
        names = {name.lower() for name in names}

    assert len(names) == 2


def test_command_is_called_mailsim_on_linux():
    assert identity.command("linux") == "mailsim"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("2.10", (2, 10, 0, 0)), ("1.2.3rc4", (1, 2, 3, 4))],
)
def test_version_is_four_numbers_for_windows(monkeypatch, text, numbers):
    monkeypatch.setattr(identity, "version", lambda: text)

    assert identity.version_numbers() == numbers


def test_windows_is_told_version_name_and_file():
    told = identity.windows_strings("MailSim")

    assert told["ProductVersion"] == told["FileVersion"] == version()
    assert (told["ProductName"], told["OriginalFilename"]) == ("MailSim Desktop", "MailSim.exe")


def test_macos_is_told_version_and_files_and_shows_the_app_in_the_dock():
    told = plistlib.loads(plistlib.dumps(identity.property_list()))

    assert told["CFBundleShortVersionString"] == version()
    assert told["LSBackgroundOnly"] is False
    (kind,) = told["CFBundleDocumentTypes"]
    assert kind["LSItemContentTypes"] == ["public.comma-separated-values-text"]
