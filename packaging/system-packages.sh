#!/bin/sh
# Installs the Debian packages that Qt, the tests or the packaging need, where this user may; else
# names them in one line.
# Usage: system-packages.sh [run|test|package]
set -eu
qt="libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfreetype6 libfontconfig1 libdbus-1-3 libgssapi-krb5-2"
x11="libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 libwayland-cursor0 fonts-dejavu-core"
wanted="$qt $x11"
tests="xvfb openbox xdotool x11-utils dbus-daemon at-spi2-core python3-gi gir1.2-atspi-2.0 desktop-file-utils appstream groff-base locales faketime" # a screen, what a screen reader reads, what judges desktop files, and a wrong clock
build="binutils chrpath dpkg-dev xz-utils" # PyInstaller's and Debian's tools
case ${1:-run} in
test) wanted="$wanted $tests" ;;
package)
    wanted="$wanted $tests $build"
    # Debian's own python3 has its library in a package of its own; PyInstaller needs it.
    case $(command -v "${PYTHON:-python3}") in
    /usr/bin/*) wanted="$wanted lib$(basename "$(readlink -f "$(command -v "${PYTHON:-python3}")")")" ;;
    esac
    ;;
esac

command -v dpkg-query >/dev/null 2>&1 || exit 0 # not Debian: docs/install.md names what Qt needs
missing=""
for package in $wanted; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    # Later releases renamed the 64-bit-time builds: libglib2.0-0t64 stands for libglib2.0-0.
    [ "$state" = installed ] || state=$(dpkg-query -W -f '${db:Status-Status}' "${package}t64" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if [ "$(id -u)" = 0 ]; then as_root=""; elif sudo -n true 2>/dev/null; then as_root="sudo -n"; else
    echo "These Debian packages are needed; install them with: sudo apt-get install$missing" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # both are lists of words
if ! { $as_root apt-get -q update && $as_root apt-get -q install -y --no-install-recommends $missing; } >/dev/null; then
    echo "These Debian packages could not be installed; not everything may work without them:$missing" >&2
fi
