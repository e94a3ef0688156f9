"""Translation of text for people, with gettext.

A catalogue is a text file, `locale/LANGUAGE.po`; a new language needs nothing else. `gettext` and `ngettext` give text
in the language of the running context. `gettext_lazy` and `ngettext_lazy` give text that is English wherever it is
stored and compared, and that `translated`, `gettext` and `ngettext` put into another language when a reader sees it.
Modules import them as `_` and `ngettext`, the names by which `make translations` finds the text.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any

from satclip_backend.errors import SatclipError

ENGLISH = "en"
_LOCALE = "locale"
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def languages() -> list[str]:
    """The languages that there are: English, which needs no catalogue, and those with one."""
    names = (file.name for file in (files(__package__) / _LOCALE).iterdir())
    return [ENGLISH, *sorted(name.removesuffix(".po") for name in names if name.endswith(".po"))]


def best_language(accepted: str) -> str:
    """The language that suits the value of a header Accept-Language best (RFC 9110, 12.5.4), such as
    "de-AT,fr;q=0.5"; English where none does. The name of a locale, such as de_AT, is one too.
    """
    ranked = []
    for item in accepted.split(","):
        name, _, parameter = item.partition(";")
        try:
            quality = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if quality > 0 and (found := _known(name)):
            ranked.append((quality, found))
    return max(ranked, key=lambda one: one[0])[1] if ranked else ENGLISH


def check_language(name: str) -> str:
    """The language of a name or locale: de of de_AT. Raises SatclipError where there is none."""
    found = _known(name)
    if found is None:
        raise SatclipError(
            f"There is no translation into the language {name!r}; there are: {', '.join(languages())}."
        )
    return found


def _known(name: str) -> str | None:
    """The language of a name such as de, de-AT or de_AT.UTF-8, or that with the region, where there is a catalogue."""
    known = {language.lower(): language for language in languages()}
    name = name.strip().lower().partition(".")[0].replace("-", "_")
    return known.get(name) or known.get(name.partition("_")[0])


def current_language() -> str:
    """The language of the running context."""
    return _language.get()


@contextmanager
def language(name: str) -> Iterator[None]:
    """Within it, text is in the language `name`, or English where there is no such catalogue."""
    token = _language.set(_known(name) or ENGLISH)
    try:
        yield
    finally:
        _language.reset(token)


def grouped(number: str) -> str:
    """A number that was formatted with commas between thousands, in the current language: but for English with narrow
    no-break spaces (ISO 80000-1), since a comma would be read as the decimal mark.
    """
    return number if _language.get() == ENGLISH else number.replace(",", "\u202f")


def grouped_lazy(number: str) -> str:
    """`grouped`, of a number that is English until it is translated."""
    return _lazy(("{number}",), 1, {"number": _Grouped(number)})


class Message(str):
    """English text that knows the messages that it was made of, and the values that were put in.

    It is a plain text to all that store, compare or print it; `translated` gives it in the current language.
    """

    messages: tuple[str, ...] = ()
    """The message, or those for one thing and for more."""
    number: int = 1
    values: Mapping[str, Any] = {}


def gettext(message: str, **values: Any) -> str:
    """A message in the current language, with `values` in place of the names in braces; integers get separators."""
    return _filled((message,), 1, values)


def ngettext(one: str, many: str, number: int, **values: Any) -> str:
    """The same for a `number` of things, which "{count}" stands for."""
    return _filled((one, many), number, values)


def gettext_lazy(message: str, **values: Any) -> str:
    """`gettext` in English, which can be translated later."""
    return _lazy((message,), 1, values)


def ngettext_lazy(one: str, many: str, number: int, **values: Any) -> str:
    """`ngettext` in English, which can be translated later."""
    return _lazy((one, many), number, values)


def joined(parts: Sequence[str], separator: str = " ") -> str:
    """Sentences one after another, or names in a list, which can be translated later."""
    return _lazy(("{parts}",), 1, {"parts": _Parts(parts, separator)}) if parts else ""


def listed(names: Sequence[str]) -> str:
    """Names in a sentence, such as "one, two and three", which can be translated later."""
    if len(names) < 2:
        return names[0] if names else ""
    return gettext_lazy("{names} and {last}", names=joined(names[:-1], ", "), last=names[-1])


def translated(text: Any) -> Any:
    """Text of `gettext_lazy` in the current language, also within lists and dictionaries; all else as it is."""
    if isinstance(text, Message):
        return _filled(text.messages, text.number, text.values)
    if isinstance(text, Mapping):
        return {key: translated(value) for key, value in text.items()}
    if isinstance(text, (list, tuple)):
        return [translated(value) for value in text]
    return text


@dataclass(frozen=True)
class _Parts:
    """Parts of a text, which may be translated each, and what stands between them."""

    parts: Sequence[str]
    separator: str

    def __str__(self) -> str:
        return self.separator.join(map(translated, self.parts))


@dataclass(frozen=True)
class _Grouped:
    """A number with commas between thousands."""

    number: str

    def __str__(self) -> str:
        return grouped(self.number)


def _lazy(messages: tuple[str, ...], number: int, values: Mapping[str, Any]) -> str:
    with language(ENGLISH):
        text = Message(_filled(messages, number, values))
    text.messages, text.number, text.values = messages, number, values
    return text


def _filled(messages: tuple[str, ...], number: int, values: Mapping[str, Any]) -> str:
    catalogue = _catalogue(_language.get())
    if len(messages) == 1:
        text = catalogue.gettext(messages[0])
    else:
        number = int(number)  # NumPy's integers too
        text, values = catalogue.ngettext(*messages, number), {"count": number, **values}
    return text.format(**{name: _shown(value) for name, value in values.items()}) if values else text


def _shown(value: Any) -> Any:
    return grouped(f"{value:,}") if type(value) is int else translated(value)


@lru_cache
def _catalogue(name: str) -> _gettext.NullTranslations:
    """The translations of a catalogue; those that are not finished ("fuzzy") or missing are left in English."""
    if name == ENGLISH:
        return _gettext.NullTranslations()
    import polib

    text = (files(__package__) / _LOCALE / f"{name}.po").read_text(encoding="utf-8")
    return _gettext.GNUTranslations(BytesIO(polib.pofile(text).to_binary()))
