"""A disk of a few megabytes that is filled and freed at will; needs root, and Linux."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Self

import pytest


class SmallDisk:
    """A file system in memory, mounted at `folder` in a mount namespace that it alone sees.

    Programs run inside by the prefix `inside`; from outside its files are below `root`.
    """

    def __init__(self, folder: Path, megabytes: int) -> None:
        mount = f'mount -t tmpfs -o size={megabytes}m tmpfs "{folder}" && echo ready && read _'
        self._holder = subprocess.Popen(
            ["unshare", "--mount", "--propagation", "private", "sh", "-c", mount],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._holder.stdout is not None
        if self._holder.stdout.readline() != "ready\n":
            self.close()
            pytest.skip("nothing can be mounted here")
        self.inside = ("nsenter", "--mount", f"--target={self._holder.pid}")
        self.root = Path(f"/proc/{self._holder.pid}/root{folder}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def fill(self, left_bytes: int) -> None:
        """Leave so much room, and no more."""
        seen = os.statvfs(self.root)
        (self.root / "ballast").write_bytes(bytes(seen.f_bavail * seen.f_frsize - left_bytes))

    def free(self) -> None:
        """Give the room back."""
        (self.root / "ballast").unlink()

    def close(self) -> None:
        """Unmount it, with all that is on it."""
        self._holder.communicate("\n")


def may_mount() -> bool:
    """Whether this user may mount a disk of its own."""
    return sys.platform == "linux" and os.geteuid() == 0
