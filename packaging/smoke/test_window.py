"""The frozen window, used by an ordinary user with the keyboard alone."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bundle.__main__ import DIST

from smoke.person import Person, make_person
from smoke.programs import Programs
from smoke.screen import Screen
from smoke.watch import processes_of, wait_for, wait_until_none

pytestmark = pytest.mark.xvfb

TITLE = "MailSim Desktop"
PICTURES = DIST / "pictures"
TO_THE_LAUNCH_BUTTON = ("ctrl+n", "alt+o", *6 * ["Tab"], "space")
LIVE = ("alt+e", "Tab", "Down", "Tab", "ctrl+a", "5")
"""In the dialog: past the seed to the speed; live, at five times real time."""
FEW = 20
"""Colours of a window in which nothing is written yet, and more."""
BROWSER = """#!/bin/sh
printf '%s\\n' "$1" "LD_LIBRARY_PATH=$LD_LIBRARY_PATH" > "$HOME/opened"
"""


@pytest.fixture
def user(place: Path, shown: Screen, request: pytest.FixtureRequest) -> Person:
    """A person at the screen, whose system opens documents by writing down what it was given."""
    tools = place / f"tools-{request.node.name}"
    tools.mkdir()
    (tools / "xdg-open").write_text(BROWSER, encoding="utf-8")
    (tools / "xdg-open").chmod(0o755)
    return make_person(
        place, f"home-{request.node.name}", display=shown.name, path=f"{tools}:/usr/bin:/bin"
    )


@pytest.fixture
def opened(
    bundle: Programs, user: Person, people: Path, shown: Screen
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The window, opened with a list as a file manager does, once the list is imported."""
    process = user.start(bundle.window, str(people))
    window = shown.wait_for_window(TITLE)
    wait_for(lambda: bundle.ask(user, "contacts", "list")["lists"], "an imported list")
    yield process, window
    process.kill()
    process.communicate()


def launch(shown: Screen, window: str, *keys: str) -> None:
    """Write a campaign with all its defaults, and press `keys` in the dialog that launches it."""
    shown.press(window, *TO_THE_LAUNCH_BUTTON)
    dialog = shown.wait_for_window("Launch rehearsal")
    shown.press(dialog, *keys)


def test_list_campaign_and_report_by_keyboard(bundle, user, opened, shown, expected):
    process, window = opened
    shown.save(PICTURES / "imported.png")

    launch(shown, window, "Return")
    run = bundle.wait_for_run(user, "completed")
    shown.save(PICTURES / "completed.png")
    shown.press(window, "ctrl+2", "ctrl+e")
    report, library_path = wait_for(lambda: lines(user.home / "opened"), "an opened report")
    shown.press(window, "ctrl+q")
    out, err = process.communicate(timeout=30)

    assert bundle.ask(user, "runs", "show", str(run["run"]))["digest"] == expected["digest"]
    assert expected["digest"] in Path(unquote(urlsplit(report).path)).read_text(encoding="utf-8")
    assert str(bundle.folder) not in library_path, "the browser would load our libraries"
    assert (process.returncode, out, err) == (0, "", "")


def lines(file: Path) -> list[str]:
    """The lines of a file, or none while it is not written."""
    found = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return found if len(found) == 2 else []


def test_killed_in_the_middle_the_window_leaves_no_process_and_no_loss(
    bundle, user, opened, shown, expected
):
    process, window = opened
    launch(shown, window, *LIVE, "Return")
    bundle.wait_for_run(user, "running")
    wait_for(lambda: bundle.attempts(user) > 100, "attempts")
    shown.save(PICTURES / "running.png")
    assert len(processes_of(bundle.folder)) >= 3

    process.kill()
    process.communicate()
    wait_until_none(bundle.folder)

    assert bundle.resume(user)["digest"] == expected["digest"]


def quits(process: subprocess.Popen[str], shown: Screen, window: str) -> bool:
    """Press the keys that end the program, which hears none while its page is being made."""
    with suppress(subprocess.CalledProcessError):  # the window has just gone
        shown.press(window, "ctrl+q")
    with suppress(subprocess.TimeoutExpired):
        process.wait(2)
    return process.poll() is not None


def test_window_without_a_file_opens_on_the_empty_dashboard(bundle, user, shown):
    with user.start(bundle.window) as process:
        try:
            window = shown.wait_for_window(TITLE)
            wait_for(lambda: shown.colours(window) > FEW, "a window with its page")
            shown.save(PICTURES / "empty.png")
            assert len(shown.clients()) == 1, "a dialog says that something went wrong"
            wait_for(lambda: quits(process, shown, window), "the end of the program")
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()

    assert (process.returncode, out, err) == (0, "", "")
