"""The catalogue of the window's words: finds it and gives it to Qt.

The sources hold English with the plural written out; the English catalogue adds the
singular. ``make translations`` renews it from the code. Refuses to stop the program: without
a catalogue the window shows the sources.
"""

from __future__ import annotations

import logging
import os

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from mailsim_desktop import paths
from mailsim_desktop.ui import pseudo

LANGUAGE = "en"
VARIABLE = "MAILSIM_LANGUAGE"
"""Environment variable that has its way over the settings; "pseudo" is for tests."""
_log = logging.getLogger(__name__)


def wanted(chosen: str) -> str:
    """The language to speak: that of the environment, else the one chosen, else the program's."""
    return os.environ.get(VARIABLE) or chosen or LANGUAGE


def install(application: QCoreApplication, language: str = LANGUAGE) -> QTranslator | None:
    """Speak `language`, with its way to write numbers; returns the catalogue where there is one.

    The application owns the catalogue. It stays for as long as the application lives.
    """
    if language == pseudo.NAME:
        QLocale.setDefault(QLocale(LANGUAGE))
        catalogue: QTranslator = pseudo.PseudoTranslator(application)
        application.installTranslator(catalogue)
        return catalogue
    QLocale.setDefault(QLocale(language))
    path = paths.resource("translations", f"mailsim_{language}.qm")
    catalogue = QTranslator(application)
    if not catalogue.load(str(path)):
        _log.warning("The catalogue %s cannot be read", path)
        catalogue.deleteLater()
        return None
    application.installTranslator(catalogue)
    return catalogue
