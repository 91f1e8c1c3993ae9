"""The ring of API keys."""

from __future__ import annotations

import hashlib

import pytest

from service.keys import KeyRing

KEY = "correct-horse-battery"


def test_a_ring_admits_its_keys_and_no_others() -> None:
    ring = KeyRing((KEY, "sha256:" + hashlib.sha256(b"staple-staple-staple").hexdigest().upper()))
    assert ring.admits(KEY)
    assert ring.admits("staple-staple-staple")
    for other in ("", KEY[:-1], KEY + " ", KEY.upper(), "sha256:" + hashlib.sha256(KEY.encode()).hexdigest(), "\ud83d"):
        assert not ring.admits(other)


def test_an_empty_ring_is_false_and_admits_nobody() -> None:
    assert not KeyRing()
    assert not KeyRing().admits("")


def test_a_ring_holds_no_key() -> None:
    ring = KeyRing((KEY,))
    assert KEY not in repr(ring)
    assert all(KEY not in str(getattr(ring, name)) for name in KeyRing.__slots__)


@pytest.mark.parametrize("key", ["short", "with\x00control-characters", "schlüssel-schlüssel", "x" * 15])
def test_weak_keys_are_refused_without_being_shown(key: str) -> None:
    with pytest.raises(ValueError, match="16 printable") as raised:
        KeyRing((key,))
    assert key not in str(raised.value)
