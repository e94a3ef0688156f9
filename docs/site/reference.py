"""The pages of the reference, written from the code: algorithms, Python interface, commands and processes."""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import satclip_backend
from satclip_backend.cli import argument_parser
from satclip_backend.processes.process import Process
from satclip_backend.processes.registry import PROCESSES
from satclip_backend.server.descriptions import description

ALGORITHMS = (
    "setup_backend",
    "embed_points",
    "embedding_map",
    "similarity_map",
    "cluster_map",
    "fit_model",
    "predict_points",
    "predict_map",
    "evaluate_model",
    "suggest_points",
    "compare_encoders",
    "assess_map",
    "sample_imagery",
    "pretrain",
)
"""The help pages in the order of a user's work."""
WINDOWS = {"panel": "SatCLIP panel", "label_places": "Label places", "encoders": "Encoders"}
"""The help pages that belong to no algorithm, and their titles."""
ERRORS = ("SatclipError", "NotFoundError", "Cancelled")
_MEMBERS = "   :members:\n   :inherited-members:\n"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|$~])")


def write(folder: Path, root: Path) -> None:
    """Write all pages of the reference to `folder`, and a heading above each help page beside it."""
    os.environ.update(COLUMNS="90", NO_COLOR="1")  # argparse looks at both
    pages = {
        **algorithm_pages(folder.parent / "resources" / "help", root),
        **python_pages(),
        **command_pages(argument_parser()),
        **process_pages(PROCESSES.values()),
    }
    for name, text in pages.items():
        path = folder / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def metadata(root: Path, key: str) -> str:
    """A value in metadata.txt."""
    return re.search(rf"(?m)^{key}=(.*)$", (root / "metadata.txt").read_text(encoding="utf-8"))[1].strip()


# QGIS


def algorithm_pages(pages: Path, root: Path) -> dict[str, str]:
    """The list of the help pages. Puts a heading above each page, which QGIS shows without one."""
    found = {path.stem for path in pages.glob("*.md")}
    if found != {*ALGORITHMS, *WINDOWS}:
        difference = sorted(found ^ {*ALGORITHMS, *WINDOWS})
        raise SystemExit(
            f"docs/site/reference.py and resources/help do not list the same pages: {difference}"
        )
    rows = []
    for name in ALGORITHMS:
        source = root / "satclip_qgis" / "algorithms" / f"{name}.py"
        id, (title, summary) = name.replace("_", ""), _texts(source)
        _add_heading(pages / f"{name}.md", f"# {title}\n\n`satclip:{id}`")
        rows.append((f"[{title}](../resources/help/{name}.md)", f"`satclip:{id}`", escaped(summary)))
    for name, title in WINDOWS.items():
        _add_heading(pages / f"{name}.md", f"# {title}")
    text = (
        "The algorithms are in the Processing Toolbox, in the group *SatCLIP*. QGIS shows these pages beside the "
        "dialog of each algorithm. Scripts and `qgis_process run` use the id. The "
        "[panel](../resources/help/panel.md), with [Label places](../resources/help/label_places.md), and the window "
        "[Encoders](../resources/help/encoders.md) are in "
        "Plugins > SatCLIP.\n\n" + _table(("Algorithm", "Id", "Description"), rows)
    )
    names = (*ALGORITHMS, *WINDOWS)
    return {"qgis": _page("QGIS algorithms", text, [f"../resources/help/{name}" for name in names])}


def _texts(source: Path) -> list[str]:
    """Title and short description, read from the source: algorithms can only be imported in QGIS."""
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name == "texts":
            return [text.args[0].value for text in node.body[-1].value.elts[:2]]
    raise SystemExit(f"{source.name} has no method texts")


def _add_heading(page: Path, heading: str) -> None:
    page.write_text(f"{heading}\n\n{page.read_text(encoding='utf-8')}", encoding="utf-8")


# Python


def python_pages() -> dict[str, str]:
    """A page for each name in `satclip_backend.__all__`, and one for the errors."""
    names = [name for name in satclip_backend.__all__ if not name.startswith("__")]
    objects = {name: getattr(satclip_backend, name) for name in names}
    names.sort(key=lambda name: (inspect.isclass(objects[name]), name.lower()))
    pages = {}
    rows = []
    for name in names:
        kind, options = ("autoclass", _MEMBERS) if inspect.isclass(objects[name]) else ("autofunction", "")
        pages[f"python/{name}"] = _page(name, _rst(f".. {kind}:: satclip_backend.{name}\n{options}"))
        summary = _summary(objects[name])
        rows.append((f"[`{name}`](python/{name}.md)", summary))
    errors = "".join(f".. autoexception:: satclip_backend.errors.{name}\n\n" for name in ERRORS)
    pages["python/errors"] = _page("Errors", _rst(errors))
    rows.append(("[Errors](python/errors.md)", "The exceptions of `satclip_backend.errors`."))
    text = (
        "The package is imported as `satclip`: `import satclip_backend as satclip`. [Python](../docs/python.md) shows "
        "the first steps.\n\n" + _table(("Name", "Description"), rows)
    )
    pages["python"] = _page("Python interface", text, [f"python/{name}" for name in (*names, "errors")])
    return pages


def _summary(documented: Any) -> str:
    return " ".join(inspect.getdoc(documented).split("\n\n")[0].split())


def _rst(text: str) -> str:
    return f"```{{eval-rst}}\n{text}```"


# The command line


class _Words(argparse.HelpFormatter):
    """How argparse writes an option and its help."""

    def invocation(self, action: argparse.Action) -> str:
        return self._format_action_invocation(action)

    def help_text(self, action: argparse.Action) -> str:
        return self._expand_help(action) if action.help else ""

    def groups(self, parser: argparse.ArgumentParser) -> Iterator[tuple[str, list[argparse.Action]]]:
        for group in parser._action_groups:  # noqa: SLF001  argparse has no public way to the groups
            actions = group._group_actions  # noqa: SLF001
            shown = [
                action for action in actions if action.dest != "help" and action.help != argparse.SUPPRESS
            ]
            yield group.title or "", shown


def command_pages(parser: argparse.ArgumentParser) -> dict[str, str]:
    """A page for each command of `parser`, and their list."""
    commands, helps = _subcommands(parser)
    pages = {f"commands/{name}": _command(command, 1) for name, command in commands.items()}
    rows = [(f"[`{name}`](commands/{name}.md)", _sentence(helps[name])) for name in commands]
    usage = f"```text\n{parser.format_usage()}```"
    text = f"{escaped(parser.description or '')}\n\n{usage}\n\n{_table(('Command', 'Description'), rows)}"
    pages["commands"] = _page("Command line", text, [f"commands/{name}" for name in commands])
    return pages


def _subcommands(
    parser: argparse.ArgumentParser,
) -> tuple[dict[str, argparse.ArgumentParser], dict[str, str]]:
    """The parsers of the commands of `parser`, and their one-line descriptions."""
    words = _Words(parser.prog)
    for _title, actions in words.groups(parser):
        for action in actions:
            if isinstance(action.choices, dict):
                helps = {choice.dest: choice.help for choice in action._get_subactions()}  # noqa: SLF001
                return action.choices, helps
    return {}, {}


def _command(parser: argparse.ArgumentParser, level: int) -> str:
    """The section of a command, with those of its own commands below."""
    words = _Words(parser.prog)
    commands, helps = _subcommands(parser)
    parts = [f"{'#' * level} {parser.prog}", *_paragraphs(parser.description or "")]
    parts += [f"```text\n{parser.format_usage()}```", f"```{{program}} {parser.prog}\n```"]
    for title, actions in words.groups(parser):
        options = [_option(words, action) for action in actions if not isinstance(action.choices, dict)]
        if options:
            parts += [f"**{title[:1].upper()}{title[1:]}**", *options]
    parts += _paragraphs(parser.epilog or "")
    for name, command in commands.items():
        if not command.description:
            command.description = _sentence(helps[name])
        parts.append(_command(command, level + 1))
    return "\n\n".join(parts) + "\n"


def _option(words: _Words, action: argparse.Action) -> str:
    return f"````{{option}} {words.invocation(action)}\n{_sentence(escaped(words.help_text(action)))}\n````"


def _paragraphs(text: str) -> list[str]:
    """Text as argparse shows it, as Markdown: indented lines are kept as they are."""
    parts: list[str] = []
    for line in text.splitlines():
        indented = line.startswith("  ")
        if parts and indented == parts[-1].startswith("  ") and line and parts[-1]:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
    return [
        f"```text\n{inspect.cleandoc(part)}\n```" if part.startswith("  ") else _sentence(escaped(part))
        for part in parts
        if part.strip()
    ]


# Processes


def process_pages(processes: Iterable[Process]) -> dict[str, str]:
    """A page for each process, with the inputs and outputs that it declares, and their list."""
    processes = list(processes)
    pages = {f"processes/{process.id}": _process(process) for process in processes}
    rows = [(f"[`{process.id}`](processes/{process.id}.md)", escaped(process.title)) for process in processes]
    text = (
        "The [server](../docs/server.md) runs these processes as jobs of OGC API - Processes, and QGIS uses them. "
        "`GET /processes/ID` returns the same descriptions as JSON schemas.\n\n"
        + _table(("Process", "Title"), rows)
    )
    pages["processes"] = _page("Processes", text, [f"processes/{process.id}" for process in processes])
    return pages


def _process(process: Process) -> str:
    described = description(process, "").model_dump()
    inputs = []
    for name, declared in described["inputs"].items():
        schema = declared["schema"]
        default = "*required*" if declared["minOccurs"] else _value(schema.get("default"))
        inputs.append(
            (f"`{name}`", type_of(schema), default, escaped(declared["description"] or declared["title"]))
        )
    outputs = [
        (f"`{name}`", type_of(declared["schema"]), escaped(declared["title"]))
        for name, declared in described["outputs"].items()
    ]
    return _page(
        f"{process.title} (process)",
        f"`{process.id}`\n\n{escaped(process.description)}\n\n"
        f"## Inputs\n\n{_table(('Input', 'Type', 'Default', 'Description'), inputs)}\n\n"
        f"## Outputs\n\n{_table(('Output', 'Type', 'Description'), outputs)}",
    )


def _value(value: Any) -> str:
    return "" if value is None or value == "" else f"`{json.dumps(value, ensure_ascii=False)}`"


def type_of(schema: dict[str, Any]) -> str:
    """A JSON schema in a few words, as Markdown."""
    if "anyOf" in schema:
        return " or ".join(type_of(one) for one in schema["anyOf"] if one.get("type") != "null")
    if "enum" in schema:
        return ", ".join(_value(value) for value in schema["enum"])
    if "contentMediaType" in schema:
        return f"file, `{schema['contentMediaType']}`"
    if schema.get("pattern") == "^[0-9a-f]{32}$":
        return "id of an upload"
    kind = schema.get("type", "any value")
    if kind == "array":
        return _array(schema)
    if kind == "object" and schema.get("properties"):
        return f"object ({', '.join(f'`{name}`' for name in schema['properties'])})"
    return kind + _limits(schema)


def _array(schema: dict[str, Any]) -> str:
    low, high = schema.get("minItems"), schema.get("maxItems")
    count = "" if high is None else f"{high:,} " if low == high else f"at most {high:,} "
    items = [type_of(item) for item in schema.get("prefixItems", ())] or [type_of(schema.get("items", {}))]
    return f"array of {count}{_plural(items[0])}" if len(set(items)) == 1 else f"array ({', '.join(items)})"


def _plural(words: str) -> str:
    return re.sub(r"^(array|boolean|id|integer|number|object|string|any value)\b", r"\1s", words)


def _limits(schema: dict[str, Any]) -> str:
    words = (
        ("minimum", "≥ {:,}"),
        ("exclusiveMinimum", "> {:,}"),
        ("maximum", "≤ {:,}"),
        ("exclusiveMaximum", "< {:,}"),
        ("pattern", "`{}`"),
        ("maxLength", "at most {:,} characters"),
    )
    limits = [text.format(schema[key]) for key, text in words if key in schema]
    return f" ({', '.join(limits)})".replace("<", "\\<").replace(">", "\\>") if limits else ""


# Markdown


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it unchanged."""
    return _SPECIAL.sub(r"\\\1", text)


def _sentence(text: str) -> str:
    """`text` with a capital letter and a full stop, where it begins with a plain word."""
    if not text:
        return text
    if re.match(r"[a-z]+[ ,;:]", text):
        text = text[0].upper() + text[1:]
    return text if text.endswith((".", ":", "?")) else f"{text}."


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join(f"| {' | '.join(' '.join(cell.split()) for cell in line)} |" for line in lines)


def _page(title: str, text: str, pages: Iterable[str] = ()) -> str:
    toctree = "".join(f"{page}\n" for page in pages)
    return f"# {title}\n\n{text}\n" + (f"\n```{{toctree}}\n:hidden:\n\n{toctree}```\n" if toctree else "")
