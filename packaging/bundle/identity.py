"""How the programs are called and described on each system; the version is the project's one."""

from __future__ import annotations

import re
import sys
from typing import Any

from mailsim_desktop.version import version

TITLE = "MailSim Desktop"
SUMMARY = "Rehearse a mass mailing before you send it"
MAKER = "The MailSim Desktop developers"
PACKAGE = "mailsim-desktop"
WINDOW = "MailSim"
FOLDER = "MailSim"
MAC_ID = "desktop.mailsim"


def command(platform: str = sys.platform) -> str:
    """Name of the command's file; another one where ``MailSim`` and ``mailsim`` are the same."""
    return "mailsim-cli" if platform in {"win32", "darwin"} else "mailsim"


def version_numbers() -> tuple[int, int, int, int]:
    """The version as the four numbers that Windows wants, such as (0, 1, 0, 0)."""
    found = [int(number) for number in re.findall(r"\d+", version())][:4]
    major, minor, patch, build = [*found, 0, 0, 0, 0][:4]
    return major, minor, patch, build


def property_list() -> dict[str, Any]:
    """What macOS is told: version, and that CSV files may be opened with the window."""
    return {
        "CFBundleDisplayName": TITLE,
        "CFBundleShortVersionString": version(),
        "CFBundleVersion": version(),
        "LSBackgroundOnly": False,
        "LSMinimumSystemVersion": "12.0",
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Contact list",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": ["public.comma-separated-values-text"],
            }
        ],
    }


def windows_strings(file_name: str) -> dict[str, str]:
    """The words of a program's version resource on Windows."""
    return {
        "CompanyName": MAKER,
        "FileDescription": SUMMARY,
        "FileVersion": version(),
        "InternalName": file_name,
        "LegalCopyright": f"{MAKER}. MIT licence.",
        "OriginalFilename": f"{file_name}.exe",
        "ProductName": TITLE,
        "ProductVersion": version(),
    }
