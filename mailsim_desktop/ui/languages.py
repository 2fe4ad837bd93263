"""The catalogue of the window's words: finds it and gives it to Qt.

The sources hold English with the plural written out; the English catalogue adds the
singular. ``make translations`` renews it from the code. Refuses to stop the program: without
a catalogue the window shows the sources.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from mailsim_desktop import paths

LANGUAGE = "en"
_log = logging.getLogger(__name__)


def install(application: QCoreApplication, language: str = LANGUAGE) -> QTranslator | None:
    """Speak `language`, with its way to write numbers; returns the catalogue where there is one.

    The application owns the catalogue. It stays for as long as the application lives.
    """
    QLocale.setDefault(QLocale(language))
    path = paths.resource("translations", f"mailsim_{language}.qm")
    catalogue = QTranslator(application)
    if not catalogue.load(str(path)):
        _log.warning("The catalogue %s cannot be read", path)
        catalogue.deleteLater()
        return None
    application.installTranslator(catalogue)
    return catalogue
