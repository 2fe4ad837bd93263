"""Postfix's own pair of test programs on the loopback: ``smtp-source`` into ``smtp-sink``.

Nothing leaves the machine: both are told the loopback's address, the sink throws away what it
gets, and number of messages and time are bounded.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, perf_counter, sleep

SINK, SOURCE = "smtp-sink", "smtp-source"
LIMIT_S = 60.0
LOOPBACK = "127.0.0.1"
_FOLDERS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))
_ENVELOPE = ("-f", "from@example.com", "-t", "to@example.com")


def missing() -> str | None:
    """Why this cannot be measured here, if it cannot."""
    for name in (SINK, SOURCE):
        if shutil.which(name, path=_FOLDERS) is None:
            return f"{name} is not installed"
    return None


def messages_per_second(number: int) -> float:
    """Send `number` messages of 2,000 bytes over 20 connections that stay open."""
    with _sink() as port:
        command = [_path(SOURCE), "-d", "-s", "20", "-l", "2000", "-m", str(number)]
        begun = perf_counter()
        subprocess.run([*command, *_ENVELOPE, f"{LOOPBACK}:{port}"], check=True, timeout=LIMIT_S)
        return number / (perf_counter() - begun)


def _path(name: str) -> str:
    found = shutil.which(name, path=_FOLDERS)
    if found is None:
        raise FileNotFoundError(name)
    return found


@contextmanager
def _sink() -> Iterator[int]:
    """A sink that listens; yields its port."""
    with socket.socket() as found:
        found.bind((LOOPBACK, 0))
        port = int(found.getsockname()[1])
    as_nobody = ("-u", "nobody") if os.geteuid() == 0 else ()  # it refuses to be root
    process = subprocess.Popen([_path(SINK), *as_nobody, f"{LOOPBACK}:{port}", "1000"])
    try:
        _wait_for(port)
        yield port
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    latest = monotonic() + LIMIT_S
    while True:
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
        except ConnectionRefusedError:
            if monotonic() > latest:
                raise
            sleep(0.01)
        else:
            return
