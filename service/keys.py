"""API keys, held as digests only and compared in constant time."""

from __future__ import annotations

import hashlib
import hmac
import re

_DIGEST = re.compile(r"sha256:([0-9a-fA-F]{64})")
SHORTEST_KEY = 16


class KeyRing:
    """The keys a service admits; an empty ring means that none is asked for.

    A key is given in the clear or as ``sha256:`` and 64 hexadecimal digits, so that the
    environment need not hold it.  Keys are random and long, thus one round of SHA-256 is enough.
    """

    __slots__ = ("_digests",)

    def __init__(self, keys: tuple[str, ...] = ()) -> None:
        """Raises ValueError, without the key in its message, for a key that is too short."""
        self._digests = tuple(_digest(key) for key in keys)

    def __len__(self) -> int:
        return len(self._digests)

    def __repr__(self) -> str:
        return f"KeyRing({len(self)} keys)"

    def admits(self, key: str) -> bool:
        """Whether the key is on the ring; takes the same time whichever key matches, or none."""
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
        matches = [hmac.compare_digest(digest, held) for held in self._digests]
        return any(matches)


def _digest(key: str) -> bytes:
    if hashed := _DIGEST.fullmatch(key):
        return bytes.fromhex(hashed[1])
    if len(key) < SHORTEST_KEY or not key.isascii() or not key.isprintable():
        raise ValueError(f"each key needs at least {SHORTEST_KEY} printable ASCII characters, or the form sha256:<hex>")
    return hashlib.sha256(key.encode()).digest()
