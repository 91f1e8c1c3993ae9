"""Reads a request body chunk by chunk, within bounds of size, memory and time."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import Receive

from service.errors import BodyTooLarge, MalformedJSON, Overloaded, UnsupportedMediaType

_GZIP_WINDOW = 31  # zlib's code for the gzip format with its largest window


class MemoryBudget:
    """Bytes of request bodies that the process may hold at one time."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self.held = 0

    def take(self, size: int) -> None:
        """Raises Overloaded where the budget is used up."""
        if self.held + size > self._limit:
            raise Overloaded("Too many request bodies are in work.", limit="max_pending_bytes")
        self.held += size

    def give_back(self, size: int) -> None:
        """Bytes that are held no more."""
        self.held -= size


class BodyReader:
    """The body of one request; ``limit`` is in bytes and counts before and after decompression."""

    def __init__(self, headers: Headers, *, limit: int, budget: MemoryBudget) -> None:
        self._limit = limit
        self._budget = budget
        self._inflate = _decoder(headers)
        self._declared = headers.get("content-length", "")
        self._body = bytearray()
        self._received = 0

    async def read(self, receive: Receive) -> bytes:
        """The whole body, decompressed.

        Raises:
            BodyTooLarge, Overloaded, UnsupportedMediaType, MalformedJSON (no gzip after all)
            ClientDisconnect: the client went away before the end.
        """
        if self._declared.isdecimal() and int(self._declared[:20]) > self._limit:
            raise self._too_large()
        async for chunk in _chunks(receive):
            self._received += len(chunk)
            if self._received > self._limit:
                raise self._too_large()
            self._keep(chunk)
        if self._inflate is not None and not self._inflate.eof:
            raise MalformedJSON("The body ends in the middle of its gzip data.")
        return bytes(self._body)

    def release(self) -> None:
        """Give the memory back to the budget, whether the body was read to its end or not."""
        self._budget.give_back(len(self._body))
        self._body = bytearray()

    def _keep(self, chunk: bytes) -> None:
        for piece in (chunk,) if self._inflate is None else self._decompressed(chunk):
            self._budget.take(len(piece))
            self._body += piece
            if len(self._body) > self._limit:
                raise self._too_large()

    def _decompressed(self, chunk: bytes) -> list[bytes]:
        """Never more than one byte beyond the limit; gzip data may be several members in a row."""
        pieces: list[bytes] = []
        room = self._limit + 1 - len(self._body)
        while chunk and room > 0:
            if self._inflate is None or self._inflate.eof:
                self._inflate = zlib.decompressobj(_GZIP_WINDOW)
            try:
                piece = self._inflate.decompress(chunk, room)
            except zlib.error:
                raise MalformedJSON("The body is not gzip data, as its Content-Encoding says.") from None
            pieces.append(piece)
            room -= len(piece)
            chunk = self._inflate.unconsumed_tail or self._inflate.unused_data
        return pieces

    def _too_large(self) -> BodyTooLarge:
        return BodyTooLarge(f"The body is larger than {self._limit} bytes.")


def _decoder(headers: Headers) -> zlib._Decompress | None:  # pyright: ignore[reportPrivateUsage] - typeshed's name
    encoding = headers.get("content-encoding", "identity").strip().lower()
    if encoding in ("identity", ""):
        return None
    if encoding in ("gzip", "x-gzip"):
        return zlib.decompressobj(_GZIP_WINDOW)
    raise UnsupportedMediaType("The only content encoding read is gzip.")


async def _chunks(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        yield message.get("body", b"")
        more = message.get("more_body", False)
