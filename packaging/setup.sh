#!/bin/sh
# Makes .venv with exactly what the lock file names and the project itself, editable.
# Usage: setup.sh run|test|package   (the latter two add the tools of the dependency group "dev")
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
lock=requirements.lock
[ "$1" = run ] || lock=requirements-dev.lock

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    echo "MailSim Desktop needs Python 3.11 or newer; '$python' is $("$python" -V 2>&1)" >&2
    exit 1
}
./packaging/system-packages.sh "$1"
if [ ! -x .venv/bin/python ]; then
    if ! "$python" -c 'import ensurepip' 2>/dev/null; then # Debian keeps it in a package of its own
        package=python3-venv
        if [ "$(id -u)" = 0 ]; then apt-get -q update >/dev/null && apt-get -q install -y "$package" >/dev/null
        elif sudo -n true 2>/dev/null; then sudo -n apt-get -q update >/dev/null && sudo -n apt-get -q install -y "$package" >/dev/null
        else echo "Python's venv is missing; install it with: sudo apt-get install $package" >&2; exit 1
        fi
    fi
    "$python" -m venv .venv
fi
stamp=.venv/installed-$lock
if [ ! -e "$stamp" ] || [ "$lock" -nt "$stamp" ] || [ pyproject.toml -nt "$stamp" ]; then
    echo "Installing the locked libraries into .venv ..." >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
    touch "$stamp"
fi
