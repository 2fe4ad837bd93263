"""The pictures of the README: the main road in one window, with a run while it is under way."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from docs.screenshots import data
from docs.screenshots.camera import faultless, make_theme, told
from docs.screenshots.scenes import CAMPAIGNS, DASHBOARD
from docs.screenshots.stage import Stage, wait_until
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.domain.transitions import RunState
from mailsim_desktop.services import runs
from mailsim_desktop.services.database import Store, open_database
from mailsim_desktop.services.metrics import Reading

PICTURES = Path(__file__).resolve().parents[1] / "pictures"
LIVE_AT = 0.6
"""Share of the recipients that have ended when the live picture is taken."""
SPEED = 30
SIZE = (1280, 800)


def take(contacts: int) -> None:
    """Make them all, with a list of so many rows."""
    PICTURES.mkdir(exist_ok=True)
    theme = make_theme()
    with faultless(), tempfile.TemporaryDirectory() as folder:
        file = data.write_list(Path(folder), contacts)
        store = open_database(str(Path(folder) / data.DATABASE))
        stage = Stage(store.path, theme)
        stage.open(SIZE)
        _before_the_run(stage, file)
        _runs(stage, store)
        stage.close()
        store.close()


def _before_the_run(stage: Stage, file: Path) -> None:
    _save(stage, "dashboard-empty")
    contacts = stage.window.contents.contacts
    contacts.imports.add([file])
    wait_until(lambda: stage.window.frame.deck.top() is contacts.result)
    _save(stage, "import-result")
    stage.window.frame.deck.show_page(contacts.page)
    _save(stage, "contacts")


def _runs(stage: Stage, store: Store) -> None:
    spring, _privacy, autumn = data.make_campaigns(store)
    room = stage.window.contents.room
    room.launch(spring, "classic-demo", RunOptions(seed=data.SEED))
    wait_until(lambda: _state(stage, spring) is RunState.COMPLETED)
    stage.show_place(DASHBOARD)
    _save(stage, "dashboard-completed")
    room.launch(autumn, "rate-limited", RunOptions(seed=data.SEED, speed=SPEED))
    wait_until(lambda: _state(stage, autumn) is not None and _progress(stage) >= LIVE_AT)
    _save(stage, "dashboard-live")
    minimum = stage.window.minimumSize()
    stage.resize((minimum.width(), minimum.height()))
    _save(stage, "dashboard-live-small")
    stage.resize(SIZE)
    stage.show_place(CAMPAIGNS)
    stage.window.contents.campaigns.select(autumn)
    _save(stage, "campaigns")
    reading = _reading(stage)
    if reading is not None:
        runs.pause(store, reading.run.id)
    wait_until(lambda: _state(stage, autumn) is not RunState.RUNNING)


def _reading(stage: Stage) -> Reading | None:
    return stage.window.frame.deck.snapshot().reading


def _state(stage: Stage, campaign_id: int) -> RunState | None:
    """State of the run that the window shows, where it is this campaign's."""
    reading = _reading(stage)
    mine = reading is not None and reading.run.campaign_id == campaign_id
    return reading.run.state if reading is not None and mine else None


def _progress(stage: Stage) -> float:
    reading = _reading(stage)
    return 0.0 if reading is None else reading.progress or 0.0


def _save(stage: Stage, name: str) -> None:
    told(stage.save(PICTURES / f"{name}.png"))


if __name__ == "__main__":
    take(int(sys.argv[1]))
