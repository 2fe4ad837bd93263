"""``make screenshots``: makes pictures of the window from real data and real runs.

``NAMES`` limits them to those whose names fit: ``NAMES="full-dashboard-* readme"``. Without it
there are all of them, in build/screenshots, and those of the README in docs/pictures.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from docs.screenshots import camera, data
from docs.screenshots.shots import README, SCALES, Shot, chosen

ROOT = Path(__file__).resolve().parents[2]
CONTACTS = 10_000


def main() -> int:
    """Make the pictures that were asked for; returns the exit code."""
    asked = _arguments()
    names = [name for name in asked.names if name != README]
    shots = chosen(names) if names or README not in asked.names else []
    if not shots and names:
        sys.stderr.write(f"No picture is called {' or '.join(names)}.\n")
        return 1
    if asked.scale:
        camera.take([shot for shot in shots if shot.scale == asked.scale], asked.data, asked.into)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        if shots:
            data.fill(Path(folder), asked.contacts)
            _take_each_scale(shots, Path(folder), asked.into.resolve(), names)
        if README in asked.names or not names:
            _run_in(Path(folder), 1, "docs.screenshots.readme", str(asked.contacts))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", help="patterns of names, or readme; without: all")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("--contacts", type=int, default=CONTACTS, help="rows of the list")
    parser.add_argument("--scale", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _take_each_scale(shots: list[Shot], filled: Path, into: Path, names: list[str]) -> None:
    for scale in SCALES:
        if any(shot.scale == scale for shot in shots):
            own = ("--scale", str(scale), "--data", str(filled), "--into", str(into))
            _run_in(filled, scale, "docs.screenshots", *names, *own)


def _run_in(folder: Path, scale: int, module: str, *arguments: str) -> None:
    """Run a module at a scale, with a home of its own: no setting of whoever runs it is seen."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("XDG_")}
    with tempfile.TemporaryDirectory(dir=folder) as home:
        own = {"HOME": home, "QT_SCALE_FACTOR": str(scale)}
        command = [sys.executable, "-m", module, *arguments]
        subprocess.run(command, cwd=ROOT, check=True, env=kept | own)


if __name__ == "__main__":
    sys.exit(main())
