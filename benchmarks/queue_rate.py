"""Attempts a second of a whole run, divided by Lrow and by Ltight."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import limits
from benchmarks.table import Line
from benchmarks.workspace import copy, drive, planned
from mailsim_desktop.domain.run import RunOptions
from mailsim_desktop.simulation import catalogue
from mailsim_desktop.store import batches

SCENARIO = "classic-demo"


def measure(number: int, rounds: int) -> list[Line]:
    """Run product, Lrow and Ltight in turn and compare medians."""
    seconds: dict[str, list[float]] = {"product": [], "row": [], "tight": []}
    with TemporaryDirectory(prefix="mailsim-bench-") as folder:
        begun = planned(Path(folder), number, RunOptions(), SCENARIO)
        path, run_id = begun.path, begun.run_id
        recorded = copy(path, "recorded")
        recorded_batches = limits.record(recorded, run_id, limits.ROWS)
        attempts = sum(len(batch.log) for batch in recorded_batches)
        outcomes = [str(reply.outcome) for reply in catalogue.load_scenario(SCENARIO).replies]
        final = limits.final_rollups(recorded)
        rows = limits.row_transactions(recorded_batches, run_id, final, outcomes)
        tight = [(batches.statements(batch), batch) for batch in recorded_batches]
        ended: dict[str, dict[str, int]] = {}
        for _ in range(rounds):
            seconds["product"].append(drive(copy(path, "product"), run_id))
            ended["product"] = limits.contents(path.with_name("product.sqlite3"))
            seconds["row"].append(limits.run_rows(copy(path, "row"), rows))
            ended["row"] = limits.contents(path.with_name("row.sqlite3"))
            seconds["tight"].append(limits.run_tight(copy(path, "tight"), run_id, tight))
            ended["tight"] = limits.contents(path.with_name("tight.sqlite3"))
    rate = {name: attempts / median(values) for name, values in seconds.items()}
    size = ended["product"]["bytes"]
    added = (size - begun.bytes_before) / number
    same = {tuple(list(found.values())[:3]) for found in ended.values()}
    counts = "equal" if len(same) == 1 else f"DIFFERENT: {ended}"
    sizes = ", ".join(f"{name} {found['bytes'] / 1e6:.0f} MB" for name, found in ended.items())
    fact = f"{number:,} recipients, {attempts:,} attempts, 2 workers"
    return [
        Line("run ÷ Lrow", rate["product"] / rate["row"], "≥ 1.1", fact),
        Line("run ÷ Ltight", rate["product"] / rate["tight"], "≥ 0.28", fact),
        Line(
            "run, attempts/s",
            rate["product"],
            "",
            f"Lrow {rate['row']:,.0f}/s, Ltight {rate['tight']:,.0f}/s; rows {counts}; {sizes}",
        ),
        Line("MB per million jobs, logs included", added, "≤ 110", "what launch and run add"),
        Line("bytes per job, contacts included", size / number, "", "whole database file"),
    ]
