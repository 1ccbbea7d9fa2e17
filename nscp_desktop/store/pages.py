"""The pages of an encrypted file, read one by one: what SQLCipher cannot open, this still reads.

SQLCipher 4 keeps pages of 4,096 bytes, the last 80 of each for the initialisation vector (16) and the
HMAC-SHA512 (64) over ciphertext, vector and page number. A page that was changed is known by it; every
other page is read, whatever became of the pages that lead to it.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from .engine import unauthentic

PAGE: Final = 4096
_RESERVED: Final = 80
_USABLE: Final = PAGE - _RESERVED
_VECTOR: Final = 16
_SALT: Final = 16
_PLAIN_START: Final = b"SQLite format 3\x00"
_LEAF_OF_A_TABLE: Final = 0x0D

# How much of a row lies in its leaf before the rest goes to pages of its own (SQLite's file format).
_MOST_LOCAL: Final = _USABLE - 35
_LEAST_LOCAL: Final = (_USABLE - 12) * 32 // 255 - 23

Value = None | int | float | str | bytes


def plain_pages(file: Path, key: bytes) -> dict[int, bytes]:
    """Every authentic page of the store at ``file`` by its number, decrypted, with what its log says later.

    Where not one is authentic the salt itself is damaged, which lies in the first sixteen bytes: then every
    page is given, and whether it says anything is for whoever reads it to tell.
    """
    sealed, authentic = _sealed(file, key)
    return {number: _plain(number, sealed[number], key) for number in authentic or sealed}


def damaged(file: Path, key: bytes) -> int:
    """How many pages of the store at ``file`` are not what was written.

    A page that its write-ahead log says later does not count: after a power cut the file may hold a part of
    it, which the log puts right. Nobody may write meanwhile. The quick check by SQLCipher itself comes
    first, for it says at once that all is well.
    """
    if not unauthentic(file, key):
        return 0
    sealed, authentic = _sealed(file, key)
    return len(sealed) - len(authentic)


def _sealed(file: Path, key: bytes) -> tuple[dict[int, bytes], set[int]]:
    """Every page as it lies in the file or, later, in the log; and the numbers of those that are authentic."""
    content = file.read_bytes()
    mac_key = _mac_key(key, content[:_SALT])
    sealed = {
        number: content[(number - 1) * PAGE : number * PAGE] for number in range(1, len(content) // PAGE + 1)
    }
    sealed |= _logged(file.with_name(file.name + "-wal"))
    return sealed, {number for number, page in sealed.items() if _is_authentic(number, page, mac_key)}


def _is_authentic(number: int, page: bytes, mac_key: bytes) -> bool:
    body, mac = page[_SALT if number == 1 else 0 : _USABLE + _VECTOR], page[_USABLE + _VECTOR :]
    seal = hmac.new(mac_key, body + struct.pack("<I", number), hashlib.sha512).digest()
    return hmac.compare_digest(seal, mac)


def _plain(number: int, page: bytes, key: bytes) -> bytes:
    start = _SALT if number == 1 else 0
    body, vector = page[start:_USABLE], page[_USABLE : _USABLE + _VECTOR]
    decryptor = Cipher(AES(key), CBC(vector)).decryptor()
    return (_PLAIN_START if start else b"") + decryptor.update(body) + decryptor.finalize()


def _mac_key(key: bytes, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha512", key, bytes(sign ^ 0x3A for sign in salt), 2, 32)


def _logged(wal: Path) -> dict[int, bytes]:
    """The pages of the write-ahead log's committed transactions, the latest of each."""
    content = wal.read_bytes() if wal.is_file() else b""
    header, salts = content[:32], content[16:24]
    found: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    for at in range(len(header), len(content) - 24 - PAGE + 1, 24 + PAGE):
        number, committed = struct.unpack(">II", content[at : at + 8])
        if content[at + 8 : at + 16] != salts:
            break  # what follows is left over from an earlier round
        waiting[number] = content[at + 24 : at + 24 + PAGE]
        if committed:
            found |= waiting
            waiting = {}
    return found


def rows(pages: Mapping[int, bytes]) -> Iterator[tuple[Value, ...]]:
    """Every row of every table that can be read whole, of whatever table, from the leaves themselves.

    Rows of pages that are no longer in use may come too: tell them by what they say.
    """
    for number, page in pages.items():
        start = 100 if number == 1 else 0
        if page[start] != _LEAF_OF_A_TABLE:
            continue
        for at in range(int.from_bytes(page[start + 3 : start + 5])):
            pointer = start + 8 + 2 * at
            try:
                payload = _payload(pages, page, int.from_bytes(page[pointer : pointer + 2]))
                yield _row(payload)
            except (LookupError, ValueError, struct.error):
                continue


def _payload(pages: Mapping[int, bytes], page: bytes, at: int) -> bytes:
    size, at = _varint(page, at)
    if size > len(pages) * PAGE:
        raise ValueError("a row larger than its file")
    _rowid, at = _varint(page, at)
    local = size
    if size > _MOST_LOCAL:
        local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (_USABLE - 4)
        local = local if local <= _MOST_LOCAL else _LEAST_LOCAL
    payload = page[at : at + local]
    following = int.from_bytes(page[at + local : at + local + 4]) if local < size else 0
    while len(payload) < size:
        more = pages[following]
        payload += more[4 : 4 + min(size - len(payload), _USABLE - 4)]
        following = int.from_bytes(more[:4])
    if len(payload) != size:
        raise ValueError("a row that is cut off")
    return payload


def _row(payload: bytes) -> tuple[Value, ...]:
    head, at = _varint(payload, 0)
    kinds = []
    while at < head:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    found: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, kind, at)
        found.append(value)
    return tuple(found)


_WHOLE: Final = (0, 1, 2, 3, 4, 6, 8)


def _value(payload: bytes, kind: int, at: int) -> tuple[Value, int]:
    if kind >= 12:
        end = at + (kind - 12) // 2
        content = payload[at:end]
        if end > len(payload):
            raise ValueError("a value that is cut off")
        return (content.decode("utf-8") if kind % 2 else content), end
    if kind in {8, 9}:
        return kind - 8, at
    if kind == 7:
        return float(struct.unpack_from(">d", payload, at)[0]), at + 8
    size = _WHOLE[kind]
    return (int.from_bytes(payload[at : at + size], signed=True) if size else None), at + size


def _varint(content: bytes, at: int) -> tuple[int, int]:
    number = 0
    for taken in range(8):
        sign = content[at + taken]
        number = number << 7 | sign & 0x7F
        if sign < 0x80:
            return number, at + taken + 1
    return number << 8 | content[at + 8], at + 9
