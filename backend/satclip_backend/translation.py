"""Translation of messages with gettext.

A catalogue is a text file, `locale/LANGUAGE.po`. A new language needs no other file. `gettext` and `ngettext`
return text in the current language of the context. `gettext_lazy` and `ngettext_lazy` return English text
that can be stored and compared; `translated`, `gettext` and `ngettext` translate it when it is shown. Modules
import them as `_` and `ngettext`, because `make translations` extracts calls of these names.
"""

from __future__ import annotations

import gettext as _gettext
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from numbers import Integral
from typing import Any

from satclip_backend.errors import SatclipError

ENGLISH = "en"
_LOCALE = "locale"
_TRADITIONAL = {"tw", "hk", "mo"}  # regions in which Chinese is written in traditional characters
_language: ContextVar[str] = ContextVar("language", default=ENGLISH)


def languages() -> list[str]:
    """Return the available languages: English, and those with a catalogue."""
    return [ENGLISH, *_catalogues()]


@lru_cache
def _catalogues() -> tuple[str, ...]:
    """Return the languages with a catalogue. An Accept-Language header can look them up thousands of times."""
    names = (file.name for file in (files(__package__) / _LOCALE).iterdir())
    return tuple(sorted(name.removesuffix(".po") for name in names if name.endswith(".po")))


def best_language(accepted: str) -> str:
    """Return the best available language for the value of an Accept-Language header (RFC 9110, 12.5.4).

    The value may be "de-AT,fr;q=0.5", or the name of a locale such as de_AT. Falls back to English.
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
    """Return the available language of a name such as de or de_AT. Raises SatclipError if there is none."""
    found = _known(name)
    if found is None:
        raise SatclipError(
            f"There is no translation into the language {name!r}; there are: {', '.join(languages())}."
        )
    return found


def _known(name: str) -> str | None:
    """Return the language of a name such as de, de-AT or de_AT.UTF-8, with its region if there is a catalogue.

    Chinese is simplified (zh_Hans) unless the name says otherwise, such as zh_Hant or zh_TW.
    """
    known = {language.lower(): language for language in languages()}
    name = name.strip().lower().partition(".")[0].replace("-", "_")
    first, *subtags = name.split("_")
    if first == "zh":
        traditional = "hant" in subtags or ("hans" not in subtags and not _TRADITIONAL.isdisjoint(subtags))
        first = "zh_hant" if traditional else "zh_hans"
    return known.get(name) or known.get(first)


def current_language() -> str:
    """Return the current language of the context."""
    return _language.get()


@contextmanager
def language(name: str) -> Iterator[None]:
    """Set the current language within the context, or English if there is no catalogue."""
    token = _language.set(_known(name) or ENGLISH)
    try:
        yield
    finally:
        _language.reset(token)


def grouped(number: str) -> str:
    """Return a number with the thousands separators of the current language.

    The number has commas, as in English and Chinese. Other languages get narrow no-break spaces (ISO 80000-1),
    because a comma could be read as a decimal mark.
    """
    return number if _language.get()[:2] in (ENGLISH, "zh") else number.replace(",", "\u202f")


def grouped_lazy(number: str) -> str:
    """Return `grouped(number)` in English, which can be translated later."""
    return _lazy(("{number}",), 1, {"number": _Grouped(number)})


class Message(str):
    """English text with the message ids and values that it was formatted from.

    It can be stored, compared and printed as a string. `translated` returns it in the current language.
    """

    messages: tuple[str, ...] = ()
    """The message, or its singular and plural."""
    number: int = 1
    values: Mapping[str, Any] = {}


def gettext(message: str, **values: Any) -> str:
    """Return the message in the current language, formatted with `values`. Integers get thousands separators."""
    return _filled((message,), 1, values)


def ngettext(one: str, many: str, number: int, **values: Any) -> str:
    """Return the singular or plural for `number`, which replaces "{count}", in the current language."""
    return _filled((one, many), number, values)


def gettext_lazy(message: str, **values: Any) -> str:
    """Return `gettext(message)` in English, which can be translated later."""
    return _lazy((message,), 1, values)


def ngettext_lazy(one: str, many: str, number: int, **values: Any) -> str:
    """Return `ngettext(one, many, number)` in English, which can be translated later."""
    return _lazy((one, many), number, values)


def joined(parts: Sequence[str], separator: str = " ") -> str:
    """Join sentences or names into a text that can be translated later."""
    return _lazy(("{parts}",), 1, {"parts": _Parts(parts, separator)}) if parts else ""


def listed(names: Sequence[str]) -> str:
    """Join names into an enumeration such as "one, two and three", which can be translated later."""
    if len(names) < 2:
        return names[0] if names else ""
    return gettext_lazy("{names} and {last}", names=joined(names[:-1], ", "), last=names[-1])


def translated(text: Any) -> Any:
    """Translate lazy text, also in lists, dictionaries and errors. Other values are returned unchanged.

    The result for an error is its message.
    """
    if isinstance(text, BaseException):
        return translated(_kept(text))
    if isinstance(text, Message):
        return _filled(text.messages, text.number, text.values)
    if isinstance(text, Mapping):
        return {key: translated(value) for key, value in text.items()}
    if isinstance(text, (list, tuple)):
        return [translated(value) for value in text]
    return text


@dataclass(frozen=True)
class _Parts:
    """Parts of a text that are translated separately, and the separator between them."""

    parts: Sequence[str]
    separator: str

    def __str__(self) -> str:
        return translated(self.separator).join(map(translated, self.parts))


@dataclass(frozen=True)
class _Grouped:
    """A number with commas between thousands."""

    number: str

    def __str__(self) -> str:
        return grouped(self.number)


def _lazy(messages: tuple[str, ...], number: int, values: Mapping[str, Any]) -> str:
    values = {name: _kept(value) for name, value in values.items()}
    with language(ENGLISH):
        text = Message(_filled(messages, number, values))
    text.messages, text.number, text.values = messages, number, values
    return text


def _filled(messages: tuple[str, ...], number: int, values: Mapping[str, Any]) -> str:
    catalogue = _catalogue(_language.get())
    if len(messages) == 1:
        text = catalogue.gettext(messages[0])
    else:
        number = int(number)  # also for NumPy's integers
        text, values = catalogue.ngettext(*messages, number), {"count": number, **values}
    return text.format(**{name: _shown(value) for name, value in values.items()}) if values else text


def _kept(value: Any) -> Any:
    """Return a value of a message that is stored: of an error its message only."""
    if isinstance(value, BaseException):
        return value.args[0] if len(value.args) == 1 and isinstance(value.args[0], str) else str(value)
    return value


def _shown(value: Any) -> Any:
    number = isinstance(value, Integral) and not isinstance(value, (bool, Enum))
    if number:
        return grouped(f"{value:,}")
    return translated(value) if isinstance(value, Message) else value


@lru_cache
def _catalogue(name: str) -> _gettext.NullTranslations:
    """Return the translations of a catalogue. Missing and unfinished ("fuzzy") ones stay English."""
    if name == ENGLISH:
        return _gettext.NullTranslations()
    import polib

    text = (files(__package__) / _LOCALE / f"{name}.po").read_text(encoding="utf-8")
    return _gettext.GNUTranslations(BytesIO(polib.pofile(text).to_binary()))
