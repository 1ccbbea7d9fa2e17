"""Who can open the store: change a passphrase, give a colleague one, print a recovery key, revoke either.

Each asks for a passphrase or recovery key that opens the store now: an unlocked laptop that is left alone
for a minute must not be enough. The store itself is not rewritten.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from nscp_desktop import log
from nscp_desktop.errors import NotAStore, Refused, WrongPassphrase
from nscp_desktop.papers import recovery_key as papers
from nscp_desktop.rules import recovery_key
from nscp_desktop.rules.passphrase import chosen
from nscp_desktop.rules.wording import line
from nscp_desktop.rules.year import long_date
from nscp_desktop.services import partnership
from nscp_desktop.store import keys, tries

if TYPE_CHECKING:
    from nscp_desktop.papers.blocks import Paper
    from nscp_desktop.store import Cost, Store

_LONGEST_NAME = 100
_NAME = "passphrase_of "
"""The setting that says whose a slot is. The key file is not encrypted: no name may stand in it."""

_FIRST = "The first passphrase"
_SOMEBODY = "A passphrase, whose is not known"

NO_RECOVERY_KEY = "There is no recovery key. If the passphrase is forgotten, nobody can open the store again."


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One way in: a passphrase or a recovery key, whose it is, since when, and whether it may be revoked."""

    slot_id: str
    recovery: bool
    name: str
    made_on: date | None
    can_be_revoked: bool

    @property
    def words(self) -> str:
        """What it is, in a sentence: "the passphrase of Priya Nair"."""
        if self.recovery:
            return f"the recovery key of {long_date(self.made_on)}" if self.made_on else "the recovery key"
        if self.name in {_FIRST, _SOMEBODY}:
            return f"{self.name[0].lower()}{self.name[1:]}"
        return f"the passphrase of {self.name}"


@dataclass(frozen=True, slots=True)
class FreshKey:
    """A recovery key that was made just now and is on no paper yet."""

    store: Store
    key: str = field(repr=False)

    def paper(self, size: int = 12) -> Paper:
        """The page with the key, at 12 or 16 points."""
        return recovery_paper(self.store, self.key, size)

    def take_back(self) -> None:
        """Revoke it: it was put on no paper."""
        take_back(self.store, self.key)


def slots(store: Store) -> tuple[SlotRow, ...]:
    """Every passphrase and recovery key that opens the store, in the order they were made."""
    there = keys.load(store.path).slots
    passphrases = sum(slot.kind == keys.PASSPHRASE for slot in there)
    return tuple(
        SlotRow(
            slot.salt,
            slot.kind == keys.RECOVERY,
            store.setting(_NAME + slot.salt) or slot.name or _unnamed(at, slot),
            _day(slot.made),
            slot.kind == keys.RECOVERY or passphrases > 1,
        )
        for at, slot in enumerate(there)
    )


def _unnamed(at: int, slot: keys.Slot) -> str:
    """What a slot is called whose name nobody gave, or that the backup which was put back does not know."""
    if slot.kind == keys.RECOVERY:
        return "Recovery key"
    return _SOMEBODY if at else _FIRST


def _day(said: str) -> date | None:
    """The day a slot was made; whoever changed the key file may have written anything there."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def change_passphrase(store: Store, old: str, new: str, again: str, cost: Cost | None = None) -> None:
    """Let ``new`` open the store instead of ``old``; other passphrases and recovery keys stay.

    Refuses a wrong ``old`` (``WrongPassphrase``, ``WaitFirst``), a weak or differently typed ``new``.
    """
    secret = chosen(new, again)
    _opened(store, old)
    before = keys.load(store.path)
    after = keys.with_passphrase(before, old, secret, store.now().date(), cost)
    ((was, now),) = ((one, two) for one, two in zip(before.slots, after.slots, strict=True) if one != two)
    store.set(_NAME + now.salt, store.setting(_NAME + was.salt) or "")
    keys.save(store.path, after, lambda: store.note("keys", "Change a passphrase"))
    _forget_name(store, was.salt)


def add_passphrase(
    store: Store, known: str, name: str, new: str, again: str, cost: Cost | None = None
) -> None:
    """Let ``new``, the passphrase of the person called ``name``, open the store too.

    ``known`` is a passphrase or recovery key that opens it now. Refuses as :func:`change_passphrase`, an
    empty name, and more than sixteen.
    """
    whose, secret = line(name, "The name"), chosen(new, again)
    if not 0 < len(whose) <= _LONGEST_NAME:
        raise Refused(
            f"Say in at most {_LONGEST_NAME} characters whose passphrase it is. Nothing has been changed."
        )
    _add(store, known, secret, keys.PASSPHRASE, cost, whose)


def new_recovery_key(store: Store, known: str) -> str:
    """Make a recovery key and give it, to be printed at once: it is not kept and cannot be shown again.

    ``known`` is a passphrase or recovery key that opens the store now. Earlier recovery keys stay until
    they are revoked.
    """
    key = recovery_key.printed(secrets.token_bytes(recovery_key.BYTES))
    _add(store, known, key, keys.RECOVERY, keys.RECOVERY_COST, "")
    return key


def take_back(store: Store, key: str) -> None:
    """Revoke the recovery key ``key``, which was made just now and was put on no paper."""
    revoke(store, key, keys.opened_by(keys.load(store.path), key)[0].salt)


def says(store: Store) -> tuple[str, ...]:
    """What must be said about the ways in: that there is no recovery key; nothing when there is one.

    Nor where the key file cannot be read: that is for the store's own warnings.
    """
    try:
        return () if any(row.recovery for row in slots(store)) else (NO_RECOVERY_KEY,)
    except NotAStore:
        return ()


def fresh_key(store: Store, known: str) -> FreshKey:
    """A new recovery key, to be put on paper or taken back; refuses as :func:`new_recovery_key`."""
    return FreshKey(store, new_recovery_key(store, known))


def recovery_paper(store: Store, key: str, size: int = 12) -> Paper:
    """The page with the recovery key ``key``, at 12 or 16 points."""
    name = partnership.partnership(store).name
    return papers.compose(papers.RecoveryKey(name, store.path.name, key, store.now().date()), size)


def revoke(store: Store, known: str, slot_id: str) -> None:
    """Let a passphrase or recovery key no longer open the store; backups made before still open with it.

    Refuses the last passphrase, and one that is not there any more (``Unknown``).
    """
    _opened(store, known)
    name = "".join(row.name for row in slots(store) if row.slot_id == slot_id)
    after = keys.without_slot(keys.load(store.path), slot_id)
    keys.save(store.path, after, lambda: store.note("keys", f"Revoke: {name}"))
    _forget_name(store, slot_id)


def _forget_name(store: Store, slot_id: str) -> None:
    try:
        store.set(_NAME + slot_id, "")
    except Refused as refusal:
        # The slot is gone: nobody may read that nothing has been changed.
        log.fault(refusal)


def _add(store: Store, known: str, secret: str, kind: str, cost: Cost | None, whose: str) -> None:
    key = _opened(store, known)
    file = keys.load(store.path)
    slot = keys.wrap(key, secret, file.store_id, kind, cost, made=store.now().date())
    after = keys.with_slot(file, key, secret, slot)
    if whose:
        store.set(_NAME + slot.salt, whose)
    label = f"Add the passphrase of {whose}" if whose else "Make a recovery key"
    keys.save(store.path, after, lambda: store.note("keys", label))


def _opened(store: Store, known: str) -> bytes:
    """The store's key, for who knows a secret that opens it; wrong tries slow down as at the door."""
    tries.refuse_haste(store.path, store.now())
    try:
        key = keys.unwrap(keys.load(store.path), known)
    except WrongPassphrase:
        tries.failed(store.path, store.now())
        store.note("refused", "Type a wrong passphrase or recovery key for the keys of the store")
        raise
    tries.succeeded(store.path)
    return key
