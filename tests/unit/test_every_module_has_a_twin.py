"""Every source module has a test of its own name, or stands here with the test that holds it."""

from __future__ import annotations

from fnmatch import fnmatch
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "mailsim_desktop"

HELD_ELSEWHERE = {
    "store/migrations/env.py": ("tests/unit/store/test_migrate.py", "run by every upgrade"),
    "store/migrations/versions/*.py": ("tests/unit/store/test_migrate.py", "upgraded and back"),
    # the parts of the window do nothing alone: tests open the whole window and use them
    "ui/contents.py": ("tests/ui/test_keyboard.py", "shows the pages"),
    "ui/main_window.py": ("tests/ui/test_application.py", "shown first, filled later"),
    "ui/menus.py": ("tests/ui/test_window_actions.py", "each action does what it says"),
    "ui/menu_bar.py": ("tests/ui/test_window_actions.py", "every action stands in its menu"),
    "ui/action_rules.py": ("tests/ui/test_window_actions.py", "reasons of what is refused"),
    "ui/view_actions.py": ("tests/ui/test_window_actions.py", "theme, text size, ways"),
    "ui/models/offers.py": ("tests/ui/test_command_palette.py", "rules of models, words"),
    "ui/deck.py": ("tests/ui/test_frame.py", "ways back, views that cover a page"),
    "ui/context.py": ("tests/ui/conftest.py", "a record; no window is built without it"),
    "ui/campaign_ways.py": ("tests/ui/test_run_control.py", "opens the report that was written"),
    "ui/campaign_flow.py": ("tests/ui/test_run_control.py", "launch and cancel"),
    "ui/engine_room.py": ("tests/ui/test_run_control.py", "drives and closes"),
    "ui/shutdown.py": ("tests/ui/test_run_control.py", "closing pauses the run"),
    "ui/contact_flow.py": ("tests/ui/test_contacts.py", "search, export, sample list"),
    "ui/import_flow.py": ("tests/ui/test_drop.py", "import of dropped files"),
    "ui/reader.py": ("tests/ui/test_live_figures.py", "reads what is drawn"),
    "ui/snapshot.py": ("tests/ui/test_live_figures.py", "a record of what is drawn"),
    "ui/figures.py": ("tests/ui/test_live_figures.py", "values equal the log"),
    "ui/crash.py": ("tests/ui/test_application.py", "put in place; no bug is raised"),
    "ui/dialogs/closing.py": ("tests/ui/test_run_control.py", "closing is asked, called off"),
    "ui/dialogs/details.py": ("tests/unit/ui/dialogs/test_message.py", "unfolded and copied"),
    "ui/dialogs/unsaved.py": ("tests/ui/test_writing_flow.py", "saves, discards, goes on"),
    "ui/models/campaign_table.py": ("tests/ui/test_campaign_editor.py", "rows of the table"),
    "ui/models/source.py": ("tests/unit/ui/models/test_paged_table.py", "a protocol"),
    "ui/models/reject_table.py": ("tests/ui/test_drop.py", "rejected rows"),
    "ui/pages/campaign_menu.py": ("tests/ui/test_campaigns.py", "its acts, their names and keys"),
    "ui/pages/no_match.py": ("tests/ui/test_contacts.py", "says so, shows all at one press"),
    "ui/pages/campaign_offers.py": ("tests/ui/test_campaigns.py", "shows all at one press"),
    "ui/pages/contact_offers.py": ("tests/ui/test_contacts.py", "shows all at one press"),
    "ui/pages/campaign_panel.py": ("tests/ui/test_campaigns.py", "opens, follows, closes"),
    "ui/pages/import_result.py": ("tests/ui/test_drop.py", "every row is accounted for"),
    "ui/pages/live_view.py": ("tests/ui/test_live_figures.py", "what it draws equals the log"),
    "ui/pages/page.py": ("tests/ui/test_frame.py", "panels, steps, widths of all pages"),
    "ui/pages/queue_cards.py": ("tests/ui/test_queue.py", "workers and lanes in each state"),
    "ui/pages/queue_parts.py": ("tests/ui/test_queue.py", "places them, one at a time"),
    "ui/pages/dead_letters_card.py": ("tests/ui/test_queue_flow.py", "asks for all, some, one"),
    "ui/pages/drill_card.py": ("tests/ui/test_drill_flow.py", "shows the last drill"),
    "ui/queue_actions.py": ("tests/ui/test_queue_flow.py", "requeues from the menu"),
    "ui/dialogs/form.py": ("tests/unit/ui/dialogs/test_limit.py", "a dialog with fields"),
    "ui/gallery/*.py": ("tests/ui/test_gallery.py", "every component is shown, sizes, keys"),
    "store/invariants/*.py": ("tests/unit/store/test_checks.py", "each violation is told"),
    "store/run_figures.py": ("tests/unit/services/test_exposition.py", "every figure"),
    "services/run_families.py": ("tests/unit/services/test_exposition.py", "every metric"),
    "services/worker_families.py": ("tests/unit/services/test_exposition.py", "every metric"),
    "store/dead_letters.py": (
        "tests/unit/services/test_dead_letters.py",
        "finds, exports, requeues",
    ),
    # what a run that goes on takes: in the database, the worker and the lane at once
    "domain/epoch.py": ("tests/golden/test_epochs.py", "counts, ends"),
    "domain/priority.py": ("tests/golden/test_shared_workers.py", "weighs the shares"),
    "services/launching.py": ("tests/unit/services/test_runs.py", "launches, refuses, replays"),
    "services/results.py": ("tests/unit/services/test_runs.py", "counts, digests"),
    "services/interventions.py": ("tests/golden/test_interventions.py", "adds, refuses, lists"),
    "store/epochs.py": ("tests/golden/test_epochs.py", "counts, decides once"),
    "store/interventions.py": ("tests/golden/test_interventions.py", "adds, copies, in order"),
    "store/requeue.py": ("tests/golden/test_interventions.py", "puts back, counts"),
    "workers/epochs.py": ("tests/golden/test_epochs.py", "limits, asks the rules"),
    "simulation/job_batch.py": ("tests/property/test_lane_properties.py", "batches of any size"),
    "simulation/lane_state.py": ("tests/property/test_lane_properties.py", "changes of rate"),
    "store/batches.py": ("tests/unit/store/test_queue.py", "read and committed"),
    "store/leases.py": ("tests/unit/store/test_queue.py", "freed, counted, revoked"),
    "store/counters.py": ("tests/unit/store/test_runs.py", "sums of the lanes"),
    "store/hosts.py": ("tests/unit/store/test_runs.py", "claimed, kept, left"),
    "store/run_control.py": ("tests/unit/store/test_runs.py", "horizon, pace, end"),
    "workers/crossing.py": ("tests/golden/test_interventions.py", "equals the oracle"),
    "workers/lane_rows.py": ("tests/golden/test_digest.py", "in every run; requeues: above"),
    # the crash drill, which nothing but real processes can show
    "cli/drill.py": ("tests/process/test_drill.py", "the command and its verdict"),
    "services/drill.py": ("tests/process/test_drill.py", "holds, and finds planted faults"),
    "services/drill_steps.py": ("tests/process/test_drill.py", "told, called off"),
    "services/drill_audit.py": ("tests/process/test_drill.py", "its figures, and its verdict"),
    "store/audit.py": ("tests/process/test_drill.py", "finds what planted faults lose"),
    "workers/log_keeper.py": ("tests/process/test_long_reader.py", "bounds the log"),
    "workers/watched_child.py": ("tests/process/test_hung_workers.py", "kills the silent"),
    "workers/saboteur.py": ("tests/process/test_drill.py", "harms at each moment"),
    # parts of one component each, whose test uses them
    "ui/widgets/attempt_delegate.py": ("tests/unit/ui/widgets/test_attempt_timeline.py", "rows"),
    "ui/widgets/filter_chip.py": ("tests/unit/ui/widgets/test_filter_chips.py", "one of them"),
    "ui/widgets/markdown_view.py": ("tests/ui/test_licences.py", "shows the notices"),
    "ui/widgets/preview.py": ("tests/ui/test_campaign_editor.py", "the message for a recipient"),
    "ui/widgets/rail_delegate.py": ("tests/unit/ui/widgets/test_rail.py", "draws its places"),
    "ui/widgets/rail_view.py": ("tests/unit/ui/widgets/test_rail.py", "its places"),
    "ui/widgets/run_controls.py": ("tests/unit/ui/widgets/test_run_bar.py", "speed, pause, menu"),
    "ui/widgets/run_times.py": ("tests/unit/ui/widgets/test_run_bar.py", "clock and time left"),
    "ui/widgets/side_panel.py": ("tests/unit/ui/widgets/test_panel_area.py", "the panel in it"),
}
"""Pattern of modules without a twin: the file that holds them instead, and how.

A new widget, page or dialog needs a test: no pattern speaks for a folder of them.
"""
NEVER_IN_BULK = ("ui/widgets/new.py", "ui/pages/new.py", "ui/dialogs/new.py", "ui/plots/new.py")


def modules() -> list[str]:
    """Paths of all modules that hold more than a docstring, relative to the package."""
    found = (path.relative_to(SOURCE) for path in SOURCE.rglob("*.py"))
    return sorted(path.as_posix() for path in found if path.name != "__init__.py")


def has_twin(module: str) -> bool:
    """A test named after the module is where the tests of its layer are."""
    twin = Path(module).with_name(f"test_{Path(module).name}")
    places = [ROOT / "tests" / "unit" / twin]
    if module.startswith("ui/"):
        places.append(ROOT / "tests" / "ui" / twin.name)
    return any(place.is_file() for place in places)


WITHOUT = [module for module in modules() if not has_twin(module)]


def test_every_module_has_a_twin_or_a_reason():
    missing = [
        module
        for module in WITHOUT
        if not any(fnmatch(module, pattern) for pattern in HELD_ELSEWHERE)
    ]

    assert missing == []


@pytest.mark.parametrize("module", NEVER_IN_BULK)
def test_new_part_of_the_window_is_not_excused_by_its_folder(module: str):
    assert not any(fnmatch(module, pattern) for pattern in HELD_ELSEWHERE)


@pytest.mark.parametrize("pattern", HELD_ELSEWHERE)
def test_no_reason_outlives_its_use(pattern: str):
    holder, reason = HELD_ELSEWHERE[pattern]

    assert (ROOT / holder).is_file()
    assert reason
    assert any(fnmatch(module, pattern) for module in WITHOUT), "has a twin by now, or is gone"


def test_package_docstring_modules_hold_nothing_else():
    for path in SOURCE.rglob("__init__.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) == 1, f"{path.relative_to(ROOT)} holds code, so it needs a twin"


def test_every_unit_test_is_named_after_a_module():
    unit = ROOT / "tests" / "unit"
    tests = (path.relative_to(unit) for path in unit.rglob("test_*.py"))
    alone = {
        path.as_posix()
        for path in tests
        if not (SOURCE / path).with_name(path.name.removeprefix("test_")).is_file()
    }

    assert alone == {Path(__file__).name}
