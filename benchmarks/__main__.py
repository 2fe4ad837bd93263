"""``python -m benchmarks [NAME …] [--size N] [--rounds N]``: print and keep the table of ratios."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import (
    contact_table,
    gaps,
    growth,
    lane_rate,
    others,
    pace,
    percentiles,
    planning,
    plots,
    queue_rate,
    start_time,
)
from benchmarks.table import machine, markdown

BENCHMARKS = {
    "queue": queue_rate.measure,
    "growth": growth.measure,
    "planning": planning.measure,
    "others": others.measure,
    "pace": pace.measure,
    "percentiles": percentiles.measure,
    "lane": lane_rate.measure,
    "start": start_time.measure,
    "plots": plots.measure,
    "gaps": gaps.measure,
    "table": contact_table.measure,
}
RESULTS = Path(__file__).parent / "RESULTS.md"
HEAD = """# Benchmark results

Ratios, measured side by side in one run: medians of interleaved rounds. The limits Lrow and Ltight
are described in `limits.py`. Made by `make bench`.
"""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--size", type=int, default=1_000_000, help="recipients")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")
    lines = []
    for name in chosen.names or BENCHMARKS:
        lines += BENCHMARKS[name](chosen.size, chosen.rounds)
    table = markdown(lines)
    print(f"{machine()}\n\n{table}")
    if not chosen.names:
        RESULTS.write_text(f"{HEAD}\n{machine()}\n\n{table}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
