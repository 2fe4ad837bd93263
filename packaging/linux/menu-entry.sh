#!/bin/sh
# Puts MailSim Desktop, from the folder this script lies in, into your applications menu, or takes
# it out again. Writes to your own data folder only, so it needs no administrator.
# Usage: menu-entry.sh install|remove
set -eu
export LC_ALL=C # paths are bytes, whatever the locale

name=mailsim-desktop
mark="X-MailSim-MadeBy=menu-entry.sh"

fail() {
    echo "$1" >&2
    exit 1
}

# What stands inside double quotes of an Exec line: quoted for the command line, then escaped as a
# string of the desktop entry (Desktop Entry Specification, "The Exec key").
quote_for_exec() {
    printf '%s' "$1" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g'
}

escape_string() {
    printf '%s' "$1" | sed -e 's/\\/\\\\/g'
}

is_ours() {
    grep -qxF "$mark" "$entry" 2>/dev/null
}

refresh_menus() {
    # Menus read the cache of icons anew when the folder is younger than it.
    if [ -d "$icons" ]; then touch "$icons"; fi
    if command -v update-desktop-database >/dev/null 2>&1; then
        update-desktop-database -q "$data/applications" || true # menus work without this cache
    fi
}

find_bundle() {
    here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
    program=$here/MailSim
    template=$here/_internal/$name.desktop # not beside the programs, where people would click it
    pictures=$here/_internal/mailsim_desktop/resources/icons
    # The specification forbids = in a program's path; GLib does not find one with %, even doubled.
    case $here in
    *[=%[:cntrl:]]*) fail "A menu entry cannot start a program in $here: its path has =, % or a control character. Rename the folder and run this again." ;;
    esac
    if command -v iconv >/dev/null 2>&1 && ! printf '%s' "$here" | iconv -f UTF-8 -t UTF-8 >/dev/null 2>&1; then
        fail "MailSim cannot start in $here: its path is not UTF-8. Rename the folder and run this again."
    fi
    [ -x "$program" ] || fail "The program MailSim is not in $here. Run this script in the unpacked folder."
    [ -r "$template" ] || fail "The file $template is missing. Unpack MailSim again."
    [ -r "$pictures/mailsim.svg" ] || fail "The icons are not in $pictures. Unpack MailSim again."
}

# The entry that ships, which expects the program on the PATH, with this folder's program instead.
make_entry() {
    while IFS= read -r line; do
        case $line in
        Exec=*)
            printf 'TryExec=%s\n' "$(escape_string "$program")"
            printf 'Exec="%s" %%F\n' "$(quote_for_exec "$program")"
            ;;
        *) printf '%s\n' "$line" ;;
        esac
    done <"$template"
    printf '%s\n' "$mark"
}

install_icons() {
    mkdir -p "$icons/scalable/apps"
    cp -f "$pictures/mailsim.svg" "$icons/scalable/apps/$name.svg"
    for size in $sizes; do
        mkdir -p "$icons/${size}x$size/apps"
        cp -f "$pictures/mailsim-$size.png" "$icons/${size}x$size/apps/$name.png"
    done
}

install_entry() {
    find_bundle
    if [ -e "$entry" ] && ! is_ours; then
        fail "$entry was not made by this script, so it stays. Move it away and run this again."
    fi
    mkdir -p "$data/applications"
    install_icons
    make_entry >"$entry.new"
    mv -f "$entry.new" "$entry" # whole or not at all
    refresh_menus
    echo "MailSim Desktop is in your menu: $entry"
    echo "It also offers itself for CSV files; choose their default program in your file manager, under Open With."
    echo "If you move the folder $here, run this again."
}

remove_entry() {
    [ -e "$entry" ] || { echo "There is no menu entry of MailSim Desktop to remove." && return; }
    is_ours || fail "$entry was not made by this script, so it stays."
    for size in $sizes; do rm -f "$icons/${size}x$size/apps/$name.png"; done
    rm -f "$icons/scalable/apps/$name.svg" "$entry"
    refresh_menus
    echo "MailSim Desktop is no longer in your menu. Program and data are untouched."
}

sizes="16 24 32 48 64 128 256 512"
case ${XDG_DATA_HOME:-} in
/*) data=$XDG_DATA_HOME ;;
*) # a relative path there is to be ignored (XDG Base Directory Specification)
    [ -n "${HOME:-}" ] || fail "The variable HOME is not set, so your menu cannot be found. Set it to your home folder and run this again."
    data=$HOME/.local/share
    ;;
esac
icons=$data/icons/hicolor
entry=$data/applications/$name.desktop

case ${1:-} in
install) install_entry ;;
remove) remove_entry ;;
*)
    echo "Usage: $0 install|remove" >&2
    exit 2
    ;;
esac
