"""Who may open the store: a random key, wrapped in slots, each opened by its own secret.

Changing the passphrase rewrites one slot, never the store. The cost of a slot is stored beside it,
authenticated together with the store's id, and capped so that a hostile file cannot eat all memory.
"""

import base64
import json
import os
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from nscp_desktop.errors import NotAStore, WrongPassphrase

_MOST_MEMORY_KIB = 1 << 20
_MOST_PASSES = 20
_MOST_LANES = 16
_MOST_SLOTS = 16
_MOST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs: memory in KiB, passes, lanes (Argon2id)."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
"""A cost for tests only; a store made with it opens in under a millisecond."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy of the store's key."""

    kind: str
    memory_kib: int
    passes: int
    lanes: int
    salt: str
    wrapped: str = ""


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
    facts = {name: value for name, value in asdict(slot).items() if name != "wrapped"}
    return json.dumps([store_id, facts], sort_keys=True).encode()


def wrap(key: bytes, secret: str, store_id: str, kind: str = "passphrase", cost: Cost | None = None) -> Slot:
    """A slot that gives ``key`` back to whoever knows ``secret``."""
    cost = cost or Cost()
    bare = Slot(kind, cost.memory_kib, cost.passes, cost.lanes, base64.b64encode(os.urandom(16)).decode())
    nonce = os.urandom(12)
    sealed = ChaCha20Poly1305(_stretched(secret, bare)).encrypt(nonce, key, _bound_to(store_id, bare))
    return Slot(**{**asdict(bare), "wrapped": base64.b64encode(nonce + sealed).decode()})


def unwrap(keys: KeyFile, secret: str) -> bytes:
    """The store's key; :class:`WrongPassphrase` when no slot opens with ``secret``."""
    for slot in keys.slots:
        sealed = base64.b64decode(slot.wrapped)
        try:
            return ChaCha20Poly1305(_stretched(secret, slot)).decrypt(
                sealed[:12], sealed[12:], _bound_to(keys.store_id, slot)
            )
        except InvalidTag:
            continue
    raise WrongPassphrase("That passphrase does not open this store. Nothing has been changed.")


def _places(store: Path) -> tuple[Path, Path]:
    return store.with_name(store.name + ".keys"), store.with_name(store.name + ".keys2")


def save(store: Path, keys: KeyFile) -> None:
    """Write both copies of the key file beside ``store``, each whole or not at all."""
    text = json.dumps({"store": keys.store_id, "slots": [asdict(slot) for slot in keys.slots]}, indent=1)
    for place in _places(store):
        half = place.with_name(place.name + ".half")
        with half.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        half.replace(place)


def load(store: Path) -> KeyFile:
    """The key file beside ``store``, from its second copy when the first is damaged.

    Refuses with :class:`NotAStore` when neither copy can be read or a slot asks for more than the caps.
    """
    for place in _places(store):
        try:
            if place.stat().st_size <= _MOST_BYTES:
                return _read(json.loads(place.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    raise NotAStore(
        f"{store.name} cannot be opened: its key file ({store.name}.keys) is missing or damaged. "
        "Put it back beside the store, or restore a backup. Nothing has been changed."
    )


def _read(document: Any) -> KeyFile:  # noqa: ANN401 whatever JSON holds is looked at field by field
    slots = tuple(Slot(**row) for row in document["slots"])
    if not 0 < len(slots) <= _MOST_SLOTS:
        raise ValueError("number of slots")
    for slot in slots:
        fits = (
            8 * slot.lanes <= slot.memory_kib <= _MOST_MEMORY_KIB
            and 0 < slot.passes <= _MOST_PASSES
            and 0 < slot.lanes <= _MOST_LANES
            and len(base64.b64decode(slot.salt, validate=True)) == 16
            and len(base64.b64decode(slot.wrapped, validate=True)) == 60
        )
        if not fits:
            raise ValueError("slot beyond the caps")
    return KeyFile(str(document["store"]), slots)
