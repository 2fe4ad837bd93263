"""The run divided by other programs that do a like work, each at its best.

SimPy simulates the same model and stores nothing; Postfix's test programs only pass messages
on; huey is a task queue whose task writes the rows of one attempt. They get fewer attempts
than the run, whose time includes the start of its workers.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import huey_tasks, simpy_model, smtp_pair
from benchmarks.table import Line
from benchmarks.workspace import attempts, copy, drive, planned
from mailsim_desktop.domain.run import RunOptions

SCENARIO = "classic-demo"


def measure(number: int, rounds: int) -> list[Line]:
    """Run all of them in turn and compare medians."""
    rates: dict[str, list[float]] = {"run": [], "simpy": [], "smtp": [], "huey": []}
    simulated, messages, tasks = number // 10, number // 20, number // 50
    why_not = smtp_pair.missing()
    with TemporaryDirectory(prefix="mailsim-bench-") as folder:
        plan = planned(Path(folder), number, RunOptions(), SCENARIO)
        lanes = simpy_model.lanes_of(plan.path, SCENARIO, simulated)
        for _ in range(rounds):
            ended = copy(plan.path, "ended")
            seconds = drive(ended, plan.run_id)
            rates["run"].append(attempts(ended, plan.run_id) / seconds)
            made, seconds = simpy_model.run(lanes)
            rates["simpy"].append(made / seconds)
            if why_not is None:
                rates["smtp"].append(smtp_pair.messages_per_second(messages))
            Path(f"{plan.path.with_name('tasks.sqlite3')}-huey").unlink(missing_ok=True)
            rates["huey"].append(huey_tasks.tasks_per_second(copy(plan.path, "tasks"), tasks))
    rate = {name: median(found) for name, found in rates.items() if found}
    run = f"run {rate['run']:,.0f} attempts/s"
    smtp = why_not or f"{messages:,} messages, {rate['smtp']:,.0f}/s"
    return [
        Line(
            "run ÷ SimPy, nothing stored",
            rate["run"] / rate["simpy"],
            "≥ 8",
            f"{run}; SimPy {made:,} attempts, {rate['simpy']:,.0f}/s",
        ),
        Line(
            "run ÷ smtp-source into smtp-sink",
            rate["run"] / rate["smtp"] if "smtp" in rate else None,
            "≥ 13",
            smtp,
        ),
        Line(
            "run ÷ huey on SQLite, 2 processes",
            rate["run"] / rate["huey"],
            "≥ 35",
            f"{tasks:,} tasks with the same row writes, {rate['huey']:,.0f}/s",
        ),
    ]
