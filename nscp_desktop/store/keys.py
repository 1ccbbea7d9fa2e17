"""Who may open the store: a random key, wrapped in slots, each opened by its own secret.

Changing the passphrase rewrites one slot, never the store. The cost of a slot is stored beside it,
authenticated together with the store's id, and capped so that a hostile file cannot eat all memory.
Both copies of the file are written whole. The first is the one that counts and gets its name last: a change
is made in that moment, or refused and not made at all. The next opening brings a second copy into step that a
power cut left otherwise.
"""

import base64
import json
import os
import secrets
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from nscp_desktop.errors import NotAStore, Refused, Unknown, WrongPassphrase
from nscp_desktop.outside import HALVES, write_whole
from nscp_desktop.rules import recovery_key

_MOST_MEMORY_KIB = 1 << 20
_MOST_PASSES = 20
_MOST_LANES = 16
_MOST_SLOTS = 16
_MOST_BYTES = 100_000
_LONGEST = 200
_NO_KEY_FILE = (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError)

PASSPHRASE: Final = "passphrase"  # noqa: S105 the kind of a slot
RECOVERY: Final = "recovery"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: memory in KiB, passes, lanes (Argon2id)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""A cost for tests only; a store made with it opens in under a millisecond."""


RECOVERY_COST = Cost(memory_kib=8 * 1024, passes=1)
"""160 random bits need no stretching; this only keeps one way of reckoning for every slot."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy of the store's key; ``name`` says whose it is, ``made`` the day (2027-01-14).

    The random ``salt`` tells a slot from every other.
    """

    kind: str
    memory_kib: int
    passes: int
    lanes: int
    salt: str
    wrapped: str = ""
    name: str = ""
    made: str = ""


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The slots of one store."""

    store_id: str
    slots: tuple[Slot, ...]


def new_key() -> bytes:
    """A fresh random store key of 32 bytes."""
    return secrets.token_bytes(32)


def _stretched(secret: str, slot: Slot) -> bytes:
    # NFKC: the same passphrase typed on another keyboard layout or system must give the same bytes.
    typed = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    return hash_secret_raw(
        typed,
        base64.b64decode(slot.salt),
        time_cost=slot.passes,
        memory_cost=slot.memory_kib,
        parallelism=slot.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _bound_to(store_id: str, slot: Slot) -> bytes:
    facts = {name: value for name, value in asdict(slot).items() if name != "wrapped" and value != ""}
    return json.dumps([store_id, facts], sort_keys=True).encode()


def wrap(
    key: bytes,
    secret: str,
    store_id: str,
    kind: str = PASSPHRASE,
    cost: Cost | None = None,
    *,
    name: str = "",
    made: date | None = None,
) -> Slot:
    """A slot that gives ``key`` back to whoever knows ``secret``."""
    cost = cost or Cost()
    salt = base64.b64encode(os.urandom(16)).decode()
    bare = Slot(
        kind, cost.memory_kib, cost.passes, cost.lanes, salt, "", name, made.isoformat() if made else ""
    )
    nonce = os.urandom(12)
    sealed = ChaCha20Poly1305(_stretched(secret, bare)).encrypt(nonce, key, _bound_to(store_id, bare))
    return replace(bare, wrapped=base64.b64encode(nonce + sealed).decode())


def unwrap(keys: KeyFile, secret: str) -> bytes:
    """The store's key; :class:`WrongPassphrase` when no slot opens with ``secret``."""
    return opened_by(keys, secret)[1]


def opened_by(keys: KeyFile, secret: str) -> tuple[Slot, bytes]:
    """The slot that opens with ``secret``, a passphrase or a recovery key, and the store's key.

    Refuses with :class:`WrongPassphrase`; what was meant as a recovery key but has a slip is told so.
    """
    key_typed = recovery_key.typed(secret)
    for slot in keys.slots:
        if slot.kind == RECOVERY and key_typed is None:
            continue
        said = key_typed if slot.kind == RECOVERY and key_typed is not None else secret
        sealed = base64.b64decode(slot.wrapped)
        try:
            return slot, ChaCha20Poly1305(_stretched(said, slot)).decrypt(
                sealed[:12], sealed[12:], _bound_to(keys.store_id, slot)
            )
        except InvalidTag:
            continue
    if key_typed is None and recovery_key.looks_typed(secret):
        raise WrongPassphrase(
            "That recovery key has a slip in it: its last signs do not fit the others. "
            "Compare it with the paper, sign by sign. Nothing has been changed."
        )
    what = "passphrase" if key_typed is None else "recovery key"
    other = (
        " If it is forgotten, type the recovery key that was printed on paper." if key_typed is None else ""
    )
    raise WrongPassphrase(f"That {what} does not open this store.{other} Nothing has been changed.")


# -- slots -------------------------------------------------------------------------------------------


def with_passphrase(keys: KeyFile, old: str, new: str, made: date, cost: Cost | None = None) -> KeyFile:
    """The key file in which ``new`` opens the slot that ``old`` opened; the other slots stay.

    Refuses with :class:`WrongPassphrase` when ``old`` opens no slot, and when it is a recovery key:
    a recovery key is replaced by a new one, not by a passphrase.
    """
    slot, key = opened_by(keys, old)
    if slot.kind != PASSPHRASE:
        raise Refused(
            "That is a recovery key. To choose a new passphrase with it, add the passphrase and revoke "
            "the old one. Nothing has been changed."
        )
    fresh = wrap(key, new, keys.store_id, PASSPHRASE, cost, name=slot.name, made=made)
    return _whole(
        replace(keys, slots=tuple(fresh if one == slot else one for one in keys.slots)), fresh, new, key
    )


def with_slot(keys: KeyFile, key: bytes, secret: str, slot: Slot) -> KeyFile:
    """The key file with one slot more, made by :func:`wrap` for ``secret``; refuses more than sixteen."""
    if len(keys.slots) >= _MOST_SLOTS:
        raise Refused(
            f"This store already has {_MOST_SLOTS} passphrases and recovery keys. Revoke one first. "
            "Nothing has been changed."
        )
    return _whole(replace(keys, slots=(*keys.slots, slot)), slot, secret, key)


def without_slot(keys: KeyFile, salt: str) -> KeyFile:
    """The key file without the slot of that salt.

    Refuses one that is not there (:class:`Unknown`) and the last passphrase: without it only paper would open the store.
    """
    gone = next((slot for slot in keys.slots if slot.salt == salt), None)
    if gone is None:
        raise Unknown("That passphrase or recovery key is not there any more. Nothing has been changed.")
    if gone.kind == PASSPHRASE and sum(slot.kind == PASSPHRASE for slot in keys.slots) == 1:
        raise Refused(
            "This is the last passphrase of this store. Add another one before you revoke it. "
            "Nothing has been changed."
        )
    return replace(keys, slots=tuple(slot for slot in keys.slots if slot is not gone))


def _whole(keys: KeyFile, fresh: Slot, secret: str, key: bytes) -> KeyFile:
    """``keys``, once its fresh slot has been seen to open: a slot that does not would be noticed too late."""
    slot, opened = opened_by(replace(keys, slots=(fresh,)), secret)
    if slot != fresh or opened != key:
        raise RuntimeError("a fresh slot does not give the key back")
    return keys


# -- the file ----------------------------------------------------------------------------------------


def _places(store: Path) -> tuple[Path, Path]:
    return store.with_name(store.name + ".keys"), store.with_name(store.name + ".keys2")


def save(store: Path, keys: KeyFile, noted: Callable[[], None] = lambda: None) -> None:
    """Write both copies of the key file beside ``store``; where it refuses (:class:`CannotWrite`), the old one counts.

    ``noted`` is called just before the change is made: what it refuses is not made either. What :func:`load`
    would refuse is a fault of the program (ValueError) and never written.
    """
    _read(json.loads(_text(keys)))
    first, second = _places(store)

    def rest() -> None:
        write_whole(second, _text(keys))
        noted()

    write_whole(first, _text(keys), rest)


def mend(store: Path, keys: KeyFile) -> None:
    """Bring up a copy that is missing, damaged or behind: a revoked slot must not live on in it.

    Nor in what a kill left half written. The caller holds the guard. Refuses (:class:`CannotWrite`) where that
    cannot be done.
    """
    for half in store.parent.glob(HALVES):
        if _store_in(half) == keys.store_id:
            with suppress(OSError):
                half.unlink()
    for place in _places(store):
        if not _says(place, _text(keys)):
            write_whole(place, _text(keys))


def _store_in(place: Path) -> str:
    """The id of the store whose key file that is, or nothing."""
    try:
        return _loaded(place).store_id
    except _NO_KEY_FILE:
        return ""


def _says(place: Path, text: bytes) -> bool:
    try:
        return place.is_file() and place.read_bytes() == text
    except OSError:
        # Somebody has it for themselves, or the disk cannot read it.
        return False


def _text(keys: KeyFile) -> bytes:
    slots = [{name: value for name, value in asdict(slot).items() if value != ""} for slot in keys.slots]
    return json.dumps({"store": keys.store_id, "slots": slots}, indent=1).encode()


def load(store: Path) -> KeyFile:
    """The key file beside ``store``, from its second copy when the first is damaged.

    Refuses with :class:`NotAStore` when neither copy can be read or a slot asks for more than the caps.
    """
    for place in _places(store):
        with suppress(*_NO_KEY_FILE):
            return _loaded(place)
    raise NotAStore(
        f"{store.name} cannot be opened: its key file ({store.name}.keys) is missing or damaged. "
        "Put it back beside the store, or restore a backup. Nothing has been changed."
    )


def _loaded(place: Path) -> KeyFile:
    # A pipe or a device says that it is empty, and never ends.
    if not place.is_file() or place.stat().st_size > _MOST_BYTES:
        raise ValueError("no key file")
    return _read(json.loads(place.read_text(encoding="utf-8")))


def _read(document: Any) -> KeyFile:  # noqa: ANN401 whatever JSON holds is looked at field by field
    slots = tuple(_slot(row) for row in document["slots"])
    if not 0 < len(slots) <= _MOST_SLOTS:
        raise ValueError("number of slots")
    return KeyFile(str(document["store"]), slots)


def _slot(row: Any) -> Slot:  # noqa: ANN401 as it stands in the file
    if any(not isinstance(row.get(field, ""), str) for field in ("kind", "name", "made")):
        raise TypeError("words of a slot")
    slot = Slot(**row)
    if any(type(cost) is not int for cost in (slot.memory_kib, slot.passes, slot.lanes)):
        raise TypeError("cost of a slot")
    fits = (
        8 * slot.lanes <= slot.memory_kib <= _MOST_MEMORY_KIB
        and 0 < slot.passes <= _MOST_PASSES
        and 0 < slot.lanes <= _MOST_LANES
        and len(base64.b64decode(slot.salt, validate=True)) == 16
        and len(base64.b64decode(slot.wrapped, validate=True)) == 60
        and slot.kind in {PASSPHRASE, RECOVERY}
        and max(len(slot.name), len(slot.made)) <= _LONGEST
    )
    if not fits:
        raise ValueError("slot beyond the caps")
    return slot
