"""Mutations of files, as caused by bad disks, truncated transfers or attackers.

Each takes the bytes of a file and a `random.Random`, and returns other bytes. `mutants` yields mutants that
depend only on the seed, so that failures are reproducible:

    for damage, data in mutants(path.read_bytes(), seed=0, count=50, mutations=ZIP):
        ...
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

Mutation = Callable[[bytes, Random], bytes]

NUMBERS = (0, -1, 1, 7, 255, 2**31 - 1, 2**31, 2**32, 2**53 + 1, 2**63, 10**400, -0.0, 1e-320, 1e308)
TEXTS = (
    "",
    "\0",
    "\ud800",
    "\u202etxt.exe",
    "<img src=x onerror=alert(1)>",
    "../../etc/passwd",
    "a" * 200_000,
    "ß" * 3,
)


def flip_bits(data: bytes, random: Random) -> bytes:
    """Flip one to eight bits."""
    changed = bytearray(data)
    for _ in range(random.randint(1, 8)):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def flip_early_bits(data: bytes, random: Random) -> bytes:
    """Flip bits among the first 512 bytes, where most formats have their header."""
    return flip_bits(data[:512], random) + data[512:]


def truncate(data: bytes, random: Random) -> bytes:
    """Truncate the file."""
    return data[: random.randrange(len(data) + 1)]


def extend(data: bytes, random: Random) -> bytes:
    """Append bytes."""
    return data + random.randbytes(random.choice((1, 22, 4096)))


def remove_part(data: bytes, random: Random) -> bytes:
    """Remove some bytes in the middle."""
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 8, 512)) :]


def repeat_part(data: bytes, random: Random) -> bytes:
    """Duplicate some bytes."""
    start = random.randrange(len(data) + 1)
    end = start + random.choice((1, 8, 512))
    return data[:end] + data[start:]


def overwrite(data: bytes, random: Random) -> bytes:
    """Overwrite some bytes with a number that is a limit for many readers."""
    number = random.choice((0, 1, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, 2**63, 2**64 - 1))
    part = struct.pack("<Q", number)[: random.choice((1, 2, 4, 8))]
    start = random.randrange(len(data) + 1)
    return data[:start] + part + data[start + len(part) :]


def zeros(data: bytes, random: Random) -> bytes:
    """Replace a sector by zeros."""
    start = random.randrange(0, len(data) + 1, 512)
    return data[:start] + bytes(min(512, len(data) - start)) + data[start + 512 :]


BYTES: tuple[Mutation, ...] = (
    flip_bits, flip_early_bits, truncate, extend, remove_part, repeat_part, overwrite, zeros,
)  # fmt: skip
"""Mutations of any file."""


def mutated_json(data: bytes, random: Random) -> bytes:
    """Change a value, a key or the depth of a JSON text, which stays valid JSON."""
    try:
        content = json.loads(data)
    except ValueError:
        return flip_bits(data, random)
    text = json.dumps(changed_value(content, random))
    if random.random() < 0.05:
        depth = random.choice((900, 100_000))
        text = "[" * depth + text + "]" * depth
    return text.encode("ascii")


def changed_value(content: Any, random: Random) -> Any:
    """Change one value, at any depth: to another type, missing, huge or not finite."""
    places = list(_places(content))
    if not places:
        return _other(random)
    holder, key = random.choice(places)
    what = random.randrange(4)
    if what == 0 and isinstance(holder, dict):
        del holder[key]
    elif what == 1 and isinstance(holder, dict):
        holder[random.choice(TEXTS)] = holder.pop(key)
    elif what == 2 and isinstance(holder[key], (int, float)) and not isinstance(holder[key], bool):
        holder[key] = random.choice((*NUMBERS, float("nan"), float("inf"), holder[key] + 1, -holder[key]))
    else:
        holder[key] = _other(random)
    return content


def _places(content: Any) -> Iterator[tuple[Any, Any]]:
    for key in (
        list(content)
        if isinstance(content, dict)
        else range(len(content))
        if isinstance(content, list)
        else ()
    ):
        yield content, key
        yield from _places(content[key])


def _other(random: Random) -> Any:
    return random.choice((None, True, [], {}, [[]], {"a": {}}, *NUMBERS, *TEXTS, float("nan"), float("inf")))


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the members of a zip archive by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Return a zip archive with these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def mutated_member(data: bytes, random: Random) -> bytes:
    """Damage a member of a zip archive, with a correct checksum."""
    members = unzipped(data)
    name = random.choice(list(members))
    mutation = mutated_json if name.endswith(".json") and random.random() < 0.7 else random.choice(BYTES)
    return zipped({**members, name: mutation(members[name], random)})


def swapped_members(data: bytes, random: Random) -> bytes:
    """Swap the contents of two members."""
    members = unzipped(data)
    one, two = random.choice(list(members)), random.choice(list(members))
    return zipped({**members, one: members[two], two: members[one]})


def lost_member(data: bytes, random: Random) -> bytes:
    """Remove a member."""
    members = unzipped(data)
    del members[random.choice(list(members))]
    return zipped(members)


def strange_member(data: bytes, random: Random) -> bytes:
    """Add a member with a malicious or duplicate name."""
    members = unzipped(data)
    name = random.choice(
        ("../../outside", "/etc/outside", "C:\\outside", "a" * 5000, "\u202e", "", "data.pkl")
    )
    return zipped({**members, name: b"x"})


def packed(data: bytes, random: Random) -> bytes:
    """Compress the members, one of them expanded to 64 MB of zeros."""
    members = unzipped(data)
    members[random.choice(list(members))] = bytes(2**26)
    return zipped(members, zipfile.ZIP_DEFLATED)


ZIP: tuple[Mutation, ...] = (
    *BYTES,
    mutated_member,
    mutated_member,
    swapped_members,
    lost_member,
    strange_member,
)
"""Mutations of zip archives. `packed` is slow, and should be tried only once."""


def mutated_safetensors(data: bytes, random: Random) -> bytes:
    """Change the header of a safetensors file: names, shapes, offsets or texts."""
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    header = mutated_json(json.dumps(header).encode(), random)
    claimed = random.choice((len(header),) * 9 + (2**62,))
    return struct.pack("<Q", claimed) + header + data[8 + length :]


def special_floats(data: bytes, random: Random) -> bytes:
    """Overwrite a float, at a multiple of 4 or 8 bytes from the end, with one that is not finite or huge."""
    size, code = random.choice(((4, "<f"), (8, "<d")))
    value = random.choice((float("nan"), float("inf"), -float("inf"), 3e38, -1e30))
    start = len(data) - size * random.randint(1, max(1, len(data) // size - 1))
    return data[:start] + struct.pack(code, value) + data[start + size :]


SAFETENSORS: tuple[Mutation, ...] = (*BYTES, mutated_safetensors, mutated_safetensors, special_floats)
"""Mutations of safetensors files."""


def mutants(
    data: bytes, seed: int, count: int, mutations: Sequence[Mutation] = BYTES
) -> Iterator[tuple[str, bytes]]:
    """Yield `count` mutants, each with a description: one to three mutations in sequence."""
    for number in range(count):
        random = Random(f"{seed} {number}")
        mutant, done = data, []
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            mutation = random.choice(mutations)
            try:
                mutant = mutation(mutant, random)
            except (ValueError, KeyError, IndexError, struct.error, zipfile.BadZipFile, RecursionError):
                continue  # an earlier mutation has made the format invalid
            except (NotImplementedError, RuntimeError, EOFError, OverflowError):
                continue
            done.append(mutation.__name__)
        yield f"{number}: {', '.join(done)}", mutant


def outcome(read: Callable[..., Any], *arguments: Any, refusal: type[Exception]) -> tuple[Any, str]:
    """Return the result of `read` and "", or None and the message of its `refusal`. Other exceptions are failures."""
    try:
        return read(*arguments), ""
    except refusal as error:
        sentence = str(error)
    sentence.encode()  # it can be displayed
    return None, sentence
