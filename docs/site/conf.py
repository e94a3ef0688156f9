"""Configuration of Sphinx. `build.py` runs it on the pages that it has gathered in build/docs-source."""

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]

project = "SatCLIP for QGIS"
author = "The SatCLIP for QGIS developers"
copyright = author
version = re.search(r"(?m)^version=(.*)$", (ROOT / "metadata.txt").read_text(encoding="utf-8"))[1]
release = version

extensions = ["myst_nb", "numpydoc", "sphinx.ext.autodoc"]
exclude_patterns = ["README.md"]  # index.md includes it

html_theme = "furo"
html_title = f"{project} {version}"
html_favicon = "../../resources/icons/satclip.svg"
html_static_path = ["static"]
html_css_files = ["tables.css"]
html_copy_source = False
html_show_copyright = False

myst_heading_anchors = 4
smartquotes = False
nb_execution_mode = "off"
nb_merge_streams = True

default_role = "py:obj"  # `name` in a docstring is a link where it can be
autodoc_member_order = "bysource"
autodoc_typehints = "none"  # the docstrings give them
autodoc_preserve_defaults = True
python_display_short_literal_types = True
python_maximum_signature_line_length = 80
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False


def skip_member(app: Any, what: str, name: str, member: object, skip: bool, options: Any) -> bool | None:
    """Leave out what classes inherit from scikit-learn, which documents it."""
    return True if str(getattr(member, "__module__", "")).startswith("sklearn.") else None


def setup(app: Any) -> None:
    """Connect the function above."""
    app.connect("autodoc-skip-member", skip_member)
