"""The grade of a number can be seen by the line of its frame."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from mailsim_desktop.ui import grades
from mailsim_desktop.ui.grades import Grade
from mailsim_desktop.ui.theme import Theme
from mailsim_desktop.ui.tokens import LIGHT

pytestmark = [pytest.mark.ui, pytest.mark.usefixtures("theme")]


def drawn(grade: Grade) -> QImage:
    size = grades.size(grade)
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.surface))
    painter = QPainter(image)
    grades.paint(painter, (0, size.height() / 2), grade, LIGHT)
    painter.end()
    return image


def inked_share_of_the_edge(image: QImage) -> float:
    edge = [image.pixelColor(x, 0) for x in range(6, image.width() - 6)]
    return sum(dot.lightness() < 200 for dot in edge) / len(edge)


def test_lines_tell_the_grades_apart():
    shares = {grade: inked_share_of_the_edge(drawn(grade)) for grade in Grade}

    assert shares[Grade.MEASURED] == shares[Grade.DERIVED] == 1
    assert 0.5 < shares[Grade.ASSUMED] < 0.85
    assert shares[Grade.REPORTED] < shares[Grade.ASSUMED]


def test_only_what_is_measured_is_filled():
    fills = {grade: drawn(grade).pixelColor(drawn(grade).width() - 3, 9).name() for grade in Grade}

    assert fills.pop(Grade.MEASURED) == LIGHT.hover
    assert set(fills.values()) == {LIGHT.surface}


def test_each_grade_has_its_own_word_and_meaning():
    assert len({grades.word(grade) for grade in Grade}) == len(Grade)
    assert all(grades.meaning(grade).startswith(grades.word(grade)) for grade in Grade)


def test_frame_grows_with_the_text(theme: Theme):
    before = grades.size(Grade.ASSUMED)
    theme.set_text_size(150)

    assert before.height() == 18
    assert grades.size(Grade.ASSUMED).height() == 28
    assert grades.size(Grade.ASSUMED).width() > before.width()
