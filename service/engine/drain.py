"""SIGTERM with a grace: not ready at once, the server told to stop only a little later.

Load balancers go on sending for some seconds after they were told to stop; a server that closes its
port at once loses those requests.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def draining_on_sigterm(drain: Callable[[], None], *, grace_seconds: float) -> Generator[None]:
    """Within the context, SIGTERM calls ``drain`` at once and the handler before us after the grace.

    A second SIGTERM skips the rest of the grace.  Outside the main thread, where Python has no
    signal handlers, nothing changes.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    server_handler = signal.getsignal(signal.SIGTERM)
    timer: asyncio.TimerHandle | None = None

    def stop(number: int) -> None:
        if callable(server_handler):
            server_handler(number, None)

    def begin(number: int) -> None:
        nonlocal timer
        if timer is not None:
            timer.cancel()
            stop(number)
            return
        drain()
        timer = loop.call_later(grace_seconds, stop, number)

    def on_signal(number: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(begin, number)

    if not callable(server_handler):
        yield
        return
    signal.signal(signal.SIGTERM, on_signal)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, server_handler)
        if timer is not None:
            timer.cancel()
