"""Consistency of the files that describe the project, and of the plugin's imports with what QGIS ships."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "satclip_qgis"
ALLOWED = {"qgis", "processing", "numpy", "satclip_qgis", *sys.stdlib_module_names}
"""Modules that the plugin may import. `processing` is a part of QGIS."""


def metadata(key: str) -> str:
    return re.search(rf"(?m)^{key}=(.*)$", (ROOT / "metadata.txt").read_text(encoding="utf-8"))[1].strip()


def imported(path: Path) -> set[str]:
    """Return the top-level names of all modules that a file imports, also inside functions."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module if not node.level else "satclip_qgis")
    return {name.split(".")[0] for name in names}


def test_the_plugin_imports_only_qgis_numpy_and_the_standard_library():
    others = {str(path.relative_to(ROOT)): imported(path) - ALLOWED for path in PLUGIN.rglob("*.py")}
    assert len(others) > 20
    assert {path: names for path, names in others.items() if names} == {}


def test_the_citation_names_this_version_and_the_paper():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["message"]
    assert citation["authors"][0]["name"] == metadata("author")
    assert citation["title"] == "SatCLIP for QGIS"
    assert citation["version"] == metadata("version")
    assert citation["license"] == "GPL-3.0-or-later"
    assert citation["repository-code"] == metadata("repository")
    (paper,) = citation["references"]
    names = [author["family-names"] for author in paper["authors"]]
    assert names == ["Klemmer", "Rolf", "Robinson", "Mackey", "Rußwurm"]
    assert paper["year"] == 2025
    assert paper["url"] == "https://arxiv.org/abs/2311.17179"


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"(?m)^\.PHONY: (.*)$", makefile)[0].split())


def test_continuous_integration_calls_targets_of_make():
    checks = yaml.safe_load((ROOT / ".github/workflows/checks.yml").read_text(encoding="utf-8"))
    assert set(checks["jobs"]["make"]["strategy"]["matrix"]["target"]) <= targets()


def test_hooks_are_local():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repository["repo"] for repository in hooks["repos"]] == ["local"]


@pytest.mark.parametrize("file", ["CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md"])
def test_paths_named_in_contributor_documentation_exist(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets()
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    paths = re.findall(r"`((?:backend|satclip_qgis|docs|resources)/?[\w/]*(?:\.md)?)`", text)
    assert [path for path in links + paths if not (ROOT / path).exists()] == []
