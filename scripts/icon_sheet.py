"""Draw all icons of the plugin at 16, 24 and 48 pixels, on light and dark backgrounds, to look at: build/icons.png.

Run it with a Python that has PyQt5: QT_QPA_PLATFORM=offscreen /usr/bin/python3 scripts/icon_sheet.py
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PyQt5.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter

ROOT = Path(__file__).resolve().parents[1]
SHEET = ROOT / "build" / "icons.png"
SIZES = (16, 24, 48)
BACKGROUNDS = ("#ffffff", "#f0f0f0", "#2d2d2d")
MARGIN, TEXT = 8, 170


def main() -> int:
    """Draw the sheet: an icon a row, a background a group of columns."""
    application = QGuiApplication(sys.argv)
    icons = sorted((ROOT / "resources" / "icons").glob("*.svg"))
    row, group = max(SIZES) + MARGIN, sum(SIZES) + MARGIN * (len(SIZES) + 1)
    sheet = QImage(TEXT + group * len(BACKGROUNDS), row * len(icons), QImage.Format_RGB32)
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    for number, path in enumerate(icons):
        top = number * row
        painter.drawText(MARGIN, top + row // 2, path.stem)
        for column, background in enumerate(BACKGROUNDS):
            left = TEXT + column * group
            painter.fillRect(left, top, group, row, QColor(background))
            for size in SIZES:
                left += MARGIN
                QIcon(str(path)).paint(painter, left, top + (row - size) // 2, size, size)
                left += size
    painter.end()
    SHEET.parent.mkdir(exist_ok=True)
    sheet.save(str(SHEET))
    print(SHEET.relative_to(ROOT))
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main())
