"""Papers kept inside the store, byte for byte, under their SHA-256 fingerprint."""

import hashlib

from sqlmodel import Session

from nscp_desktop.errors import Damaged

from . import purge
from .tables import KeptBytes


def keep(session: Session, content: bytes) -> str:
    """Keep ``content`` as part of the open change; gives its fingerprint."""
    fingerprint = hashlib.sha256(content).hexdigest()
    if session.get(KeptBytes, fingerprint) is None:
        session.add(KeptBytes(fingerprint=fingerprint, content=content))
        purge.kept_again(session, fingerprint)
    return fingerprint


def content_of(session: Session, fingerprint: str, name: str) -> bytes:
    """The bytes kept under ``fingerprint`` in the store of that file name; KeyError when there are none."""
    row = session.get(KeptBytes, fingerprint)
    if row is None:
        raise KeyError(fingerprint)
    # SQLCipher hands a damaged page on as zeros.
    if hashlib.sha256(row.content).hexdigest() != fingerprint:
        raise Damaged(f"A paper kept in {name} is damaged. A backup still has it whole.")
    return row.content
