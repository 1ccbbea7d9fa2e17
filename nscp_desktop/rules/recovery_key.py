"""A recovery key as it is printed and typed: 160 bits as six groups of six, the last four signs a check."""

import hashlib

BYTES = 20
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No I, L, O or U: they are read as other signs, and no word comes about by chance."""

_GROUP, _BODY, _CHECK = 6, 32, 4
_LENGTH = _BODY + _CHECK
_READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_BETWEEN = str.maketrans("", "", " \t\r\n-\u2010\u2011\u2012\u2013\u2014_.")


def printed(secret: bytes) -> str:
    """The key of 20 random bytes as it is printed: ``7Q2K4M-...`` in six groups of six."""
    if len(secret) != BYTES:
        raise ValueError(f"a recovery key has {BYTES} bytes")
    number = int.from_bytes(secret, "big")
    body = "".join(SIGNS[number >> 5 * at & 31] for at in reversed(range(_BODY)))
    signs = body + _check(body)
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def typed(text: str) -> str | None:
    """The key that was typed, in its printed form, or None when it is none or has a slip in it.

    Forgives small letters, spaces and dashes of any kind, O for 0, I and L for 1, and U for V.
    """
    signs = text.translate(_BETWEEN).upper().translate(_READ_AS)
    if len(signs) != _LENGTH or not set(signs) <= set(SIGNS) or _check(signs[:_BODY]) != signs[_BODY:]:
        return None
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def looks_typed(text: str) -> bool:
    """Whether the text was meant as a recovery key: about as many signs, and most of them of its kind."""
    signs = text.translate(_BETWEEN).upper().translate(_READ_AS)
    return abs(len(signs) - _LENGTH) <= 2 and sum(sign in SIGNS for sign in signs) >= _LENGTH - 4


def _check(body: str) -> str:
    number = int.from_bytes(hashlib.sha256(body.encode()).digest()[:_CHECK], "big")
    return "".join(SIGNS[number >> 5 * at & 31] for at in range(_CHECK))
