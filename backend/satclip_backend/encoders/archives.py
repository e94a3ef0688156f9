"""Files that `torch.save` wrote, from anywhere: the one place that opens them.

A file is a zip archive with a pickle in it, so it is taken for hostile. The archive is looked at first, then the
pickle, opcode by opcode: it may make plain values and tensors, and nothing that allocates by a number in the file.
torch's restricted reader then builds them, with nothing else allowed and tensors mapped from the file rather than
allocated, so that no storage is larger than the file says. What comes out is at most as large as what went in.
"""

from __future__ import annotations

import pickle
import pickletools
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch

from satclip_backend.encoders.files import check_file
from satclip_backend.errors import SatclipError

LARGEST_PICKLE = 2**20
"""Bytes. A checkpoint of 300 tensors with the state of its optimiser has 0.2 MB."""

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
"""What a pickle may call or name: torch would also let it make a bytearray of any length, for one."""

FOREIGN = {"STACK_GLOBAL", "INST", "OBJ", "NEWOBJ_EX", "PERSID", "EXT1", "EXT2", "EXT4"}
"""Opcodes that name or make objects in other ways, which `torch.save` does not write."""


def read_archive(path: Path) -> Any:
    """What was saved, its tensors on the CPU and mapped from the file: copy what is to outlive it.

    Every tensor is an ordinary one, whose numbers are all in the file. Raises NotFoundError, or SatclipError where the
    file is damaged, holds anything but tensors and plain values, or would unfold.
    """
    check_file(path)
    try:
        _check_pickle(_pickle(path), path.name)
    except OSError as error:
        raise SatclipError(f"{path} can't be read: {error.strerror or error}.") from None
    try:
        content = torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except pickle.UnpicklingError:
        raise _foreign(path.name, "") from None
    except Exception as error:  # whatever a damaged archive makes the reader stumble over
        raise _damaged(path.name, str(error).partition("\n")[0][:200]) from None
    for tensor in _tensors(content):
        if tensor.layout != torch.strided or tensor.device.type != "cpu" or tensor.is_quantized:
            raise SatclipError(f"{path.name} is damaged: it holds a tensor that is not an ordinary one.")
        if tensor.numel() * tensor.element_size() > tensor.untyped_storage().nbytes():
            raise SatclipError(f"{path.name} is damaged: a tensor claims to hold more than the file does.")
    return content


def _pickle(path: Path) -> bytes:
    """The pickle in an uncompressed archive that is as large as it says, and ends where the file does."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            size = path.stat().st_size
            stored = all(entry.compress_type == zipfile.ZIP_STORED for entry in entries)
            if not stored or sum(entry.file_size for entry in entries) > size or archive.comment:
                raise SatclipError(f"{path.name} claims to hold more than the file does; it was refused.")
            pickles = [entry for entry in entries if entry.filename.rpartition("/")[2] == "data.pkl"]
            if len(pickles) != 1 or len({entry.filename for entry in entries}) != len(entries):
                raise SatclipError(f"{path.name} is a zip archive, but not a checkpoint of PyTorch.")
            if pickles[0].file_size > LARGEST_PICKLE:
                raise SatclipError(
                    f"{path.name} holds {pickles[0].file_size:,} bytes beside its tensors, more than "
                    f"{LARGEST_PICKLE:,}; it was refused."
                )
            return archive.read(pickles[0])
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, RuntimeError):
        raise SatclipError(
            f"{path.name} is not a checkpoint, or not a whole one (no archive of PyTorch 1.6 or later). "
            "Get the file again."
        ) from None


def _check_pickle(data: bytes, file_name: str) -> None:
    try:
        for opcode, argument, _ in pickletools.genops(data):
            if opcode.name in FOREIGN:
                raise _foreign(file_name, "")
            if opcode.name == "GLOBAL" and argument not in BUILT:
                raise _foreign(file_name, f" ({argument.replace(' ', '.')[:100]})")
            if opcode.name == "PROTO" and argument > 2:
                raise _damaged(file_name, f"its pickle is of protocol {argument}, not 2 as torch.save's own")
            # Numbers of any length can be made to collide as the keys of a dictionary.
            if opcode.name in ("LONG", "LONG1", "LONG4", "INT") and not -(2**63) <= argument < 2**63:
                raise _damaged(file_name, "a number is too long")
    except (ValueError, UnicodeDecodeError, OverflowError) as error:
        raise _damaged(file_name, str(error)[:200]) from None


def _tensors(content: Any) -> Iterator[torch.Tensor]:
    """All tensors at any depth, each part looked at once however often it is shared."""
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
        f"{file_name} holds more than weights and plain values{what}. It was refused; nothing in it was run."
    )


def _damaged(file_name: str, reason: str) -> SatclipError:
    return SatclipError(f"{file_name} is damaged and can't be read ({reason}). Get the file again.")
