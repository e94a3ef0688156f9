"""Safe reading of untrusted files written by `torch.save`. No other module opens them.

Such a file is a zip archive that contains a pickle, so it is treated as malicious. The archive is checked first,
then the pickle, opcode by opcode: it may only create plain values and tensors, and no object whose size is a
number in the file. Then torch's restricted unpickler builds them, with tensors mapped from the file instead of
allocated, so no storage is larger than the file. The result is at most as large as the file.
"""

from __future__ import annotations

import pickle
import pickletools
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import torch

from satclip_backend.encoders.file_checks import check_file
from satclip_backend.errors import SatclipError
from satclip_backend.translation import gettext_lazy as _

LARGEST_PICKLE = 2**20
"""Largest size of a pickle in bytes. A checkpoint of 300 tensors with the state of its optimiser has 0.2 MB."""

BUILT = {
    "collections OrderedDict",
    "torch Size",
    "torch device",
    "_codecs encode",
    "builtins set",
    "__builtin__ set",
    *(f"torch._utils _rebuild_{what}" for what in ("tensor", "tensor_v2", "parameter")),
    *(
        f"torch {kind}Storage"
        for kind in ("Double", "Float", "Half", "BFloat16", "Long", "Int", "Short", "Char")
    ),
    *(f"torch {kind}" for kind in ("ByteStorage", "BoolStorage", "uint8", "int8", "int16", "int32", "int64")),
    *(f"torch {kind}" for kind in ("bool", "bfloat16", "float16", "float32", "float64")),
}
"""Globals that a pickle may use. torch allows more, such as a bytearray of any length."""

FOREIGN = {"STACK_GLOBAL", "INST", "OBJ", "NEWOBJ_EX", "PERSID", "EXT1", "EXT2", "EXT4"}
"""Opcodes that refer to or create objects in other ways, and that `torch.save` does not write."""


def read_archive(path: Path) -> Any:
    """Return the saved object, with tensors on the CPU that are mapped from the file: copy what must outlive it.

    Every tensor is dense, and all its values are in the file. Raises NotFoundError if there is no file, and
    SatclipError if it is damaged, contains anything but tensors and plain values, or would expand.
    """
    check_file(path)
    try:
        _check_pickle(_pickle(path), path.name)
    except OSError as error:
        raise SatclipError(
            _("{file} can't be read: {value}.", file=path, value=error.strerror or error)
        ) from None
    try:
        content = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except pickle.UnpicklingError:
        raise _foreign(path.name, "") from None
    except Exception as error:  # a damaged archive can raise any exception
        raise _damaged(path.name, str(error).partition("\n")[0][:200]) from None
    for tensor in _tensors(content):
        if tensor.layout != torch.strided or tensor.device.type != "cpu" or tensor.is_quantized:
            raise SatclipError(
                _("{file} is damaged: it holds a tensor that is not an ordinary one.", file=path.name)
            )
        if tensor.numel() * tensor.element_size() > tensor.untyped_storage().nbytes():
            raise SatclipError(
                _("{file} is damaged: a tensor claims to hold more than the file does.", file=path.name)
            )
    return content


def tensors_below(state: Mapping, prefixes: Iterable[str]) -> dict[str, Any]:
    """Return the entries of the first prefix that occurs, named without it; none if no prefix occurs."""
    for prefix in prefixes:
        found = {
            name.removeprefix(prefix): value
            for name, value in state.items()
            if isinstance(name, str) and name.startswith(prefix)
        }
        if found:
            return found
    return {}


def copied(tensors: Mapping[str, Any], file_name: str) -> dict[str, torch.Tensor]:
    """Return copies of tensors of a file. Raises SatclipError if one is something else."""
    for name, value in tensors.items():
        if not isinstance(value, torch.Tensor):
            raise SatclipError(
                _("{file} is damaged: '{name}' is not a tensor.", file=file_name, name=name[:100])
            )
    return {name: value.detach().clone() for name, value in tensors.items()}


def matrix_shape(tensors: Mapping[str, torch.Tensor], name: str, file_name: str) -> tuple[int, int]:
    """Return the numbers of rows and columns of a matrix. Raises SatclipError if it is missing or no matrix."""
    shape = tuple(tensors[name].shape) if name in tensors else ()
    if len(shape) != 2:
        raise SatclipError(
            _(
                "{file} is damaged: the tensor '{name}' is missing, or not a matrix.",
                file=file_name,
                name=name,
            )
        )
    return shape


def _pickle(path: Path) -> bytes:
    """Return the pickle of an uncompressed archive whose sizes are consistent and that ends with the file."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            size = path.stat().st_size
            stored = all(entry.compress_type == zipfile.ZIP_STORED for entry in entries)
            if not stored or sum(entry.file_size for entry in entries) > size or archive.comment:
                raise SatclipError(
                    _("{file} claims to hold more than the file does; it was refused.", file=path.name)
                )
            pickles = [entry for entry in entries if entry.filename.rpartition("/")[2] == "data.pkl"]
            if len(pickles) != 1 or len({entry.filename for entry in entries}) != len(entries):
                raise SatclipError(
                    _("{file} is a zip archive, but not a checkpoint of PyTorch.", file=path.name)
                )
            if pickles[0].file_size > LARGEST_PICKLE:
                raise SatclipError(
                    _(
                        "{file} holds {size} bytes beside its tensors, more than {most}; it was refused.",
                        file=path.name,
                        size=pickles[0].file_size,
                        most=LARGEST_PICKLE,
                    )
                )
            return archive.read(pickles[0])
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, RuntimeError):
        raise SatclipError(
            _(
                "{file} is not a checkpoint, or not a whole one (no archive of PyTorch 1.6 or later). Get the"
                " file again.",
                file=path.name,
            )
        ) from None


def _check_pickle(data: bytes, file_name: str) -> None:
    try:
        for opcode, argument, _unused in pickletools.genops(data):
            if opcode.name in FOREIGN:
                raise _foreign(file_name, "")
            if opcode.name == "GLOBAL" and argument not in BUILT:
                raise _foreign(file_name, _(" ({operation})", operation=argument.replace(" ", ".")[:100]))
            if opcode.name == "PROTO" and argument > 2:
                raise _damaged(
                    file_name,
                    _("its pickle is of protocol {version}, not 2 as torch.save's own", version=argument),
                )
            # Arbitrarily long integers can be chosen to collide as dictionary keys.
            if opcode.name in ("LONG", "LONG1", "LONG4", "INT") and not -(2**63) <= argument < 2**63:
                raise _damaged(file_name, _("a number is too long"))
    except (ValueError, UnicodeDecodeError, OverflowError) as error:
        raise _damaged(file_name, str(error)[:200]) from None


def _tensors(content: Any) -> Iterator[torch.Tensor]:
    """Yield all tensors at any depth. Shared objects are visited once."""
    seen, left = set(), [content]
    while left:
        part = left.pop()
        if id(part) in seen:
            continue
        seen.add(id(part))
        if isinstance(part, torch.Tensor):
            yield part
        elif isinstance(part, Mapping):
            left += [*part.keys(), *part.values()]
        elif isinstance(part, (list, tuple, set)):
            left += part


def _foreign(file_name: str, what: str) -> SatclipError:
    return SatclipError(
        _(
            "{file} holds more than weights and plain values{what}. It was refused; nothing in it was run.",
            file=file_name,
            what=what,
        )
    )


def _damaged(file_name: str, reason: str) -> SatclipError:
    return SatclipError(
        _(
            "{file} is damaged and can't be read ({reason}). Get the file again.",
            file=file_name,
            reason=reason,
        )
    )
