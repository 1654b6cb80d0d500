"""Runs the whole house on one machine: web processes and the worker, forked after loading once.

Everything is imported before forking, so that the processes share most of their memory. A process that ends is
started again; whoever ends this one ends them all.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from django.conf import settings
from django.db import connections

logger = logging.getLogger("anpacken.serve")

GRACE_SECONDS = 10.0
"""How long a process may take to finish what it is at."""
QUICK_DEATH_SECONDS = 2.0
"""A process that lives shorter than this is started again more slowly."""


def serve(*, host: str, port: int, web_processes: int) -> int:
    """Serves until SIGTERM or SIGINT. Returns the exit status.

    Raises:
        OSError: the port is taken.
    """
    listeners = _listen(host, port, web_processes)
    _load()
    roles: dict[str, Callable[[], None]] = {
        f"web-{number}": partial(_web, listener) for number, listener in enumerate(listeners, start=1)
    }
    roles["worker"] = _worker
    family = _Family(roles)
    return family.run()


def _listen(host: str, port: int, count: int) -> list[socket.socket]:
    """One socket for each web process, so that the kernel shares out the visitors evenly. With a common one the
    first process to wake up in a rush takes them all and the others stand idle."""
    # A socket that does not share its port finds out whether somebody else has it.
    socket.create_server((host, port), reuse_port=False).close()
    listeners = [socket.create_server((host, port), backlog=1024, reuse_port=count > 1) for _ in range(count)]
    for listener in listeners:
        listener.setblocking(False)
    return listeners


def _load() -> None:
    """Imports what every process needs, so that they share it, and lets go of what they must not share."""
    from django.urls import get_resolver

    import anpacken.config.asgi
    import anpacken.jobs.worker  # noqa: F401

    get_resolver().url_patterns  # noqa: B018 - reading them imports all views
    connections.close_all()
    gc.collect()
    gc.freeze()


def _web(listener: socket.socket) -> None:
    import uvicorn

    from anpacken.config.asgi import application

    config = uvicorn.Config(
        application,
        interface="asgi3",
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=5,
        proxy_headers=settings.HTTPS,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _worker() -> None:
    # In a rush the visitors come first; their mails follow a moment later.
    os.nice(5)
    from anpacken.jobs.worker import run_forever

    run_forever()


class _Family:
    """The processes by role. Forks them, watches them, ends them."""

    def __init__(self, roles: dict[str, Callable[[], None]]) -> None:
        self._roles = roles
        self._running: dict[int, tuple[str, float]] = {}
        self._stopping = False

    def run(self) -> int:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        for role in self._roles:
            self._start(role)
        while self._running:
            try:
                pid, status = os.wait()
            except InterruptedError:
                continue
            except ChildProcessError:
                break
            role, started = self._running.pop(pid, ("", 0.0))
            if not role or self._stopping:
                continue
            logger.error("%s ended (%s) and is started again.", role, os.waitstatus_to_exitcode(status))
            if time.monotonic() - started < QUICK_DEATH_SECONDS:
                time.sleep(QUICK_DEATH_SECONDS)
            if not self._stopping:
                self._start(role)
        return 0

    def _start(self, role: str) -> None:
        pid = os.fork()
        if pid:
            self._running[pid] = (role, time.monotonic())
            return
        status = 1
        try:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            _die_with_parent()
            self._roles[role]()
            status = 0
        except KeyboardInterrupt:
            status = 0
        except BaseException:
            logger.exception("%s failed.", role)
        finally:
            os._exit(status)

    def _stop(self, number: int, frame: object) -> None:
        if self._stopping:
            return
        self._stopping = True
        for pid in list(self._running):
            _send(pid, signal.SIGTERM)
        # A process that does not end in time is ended: its work is leased and will be taken up again.
        signal.signal(signal.SIGALRM, self._end)
        signal.setitimer(signal.ITIMER_REAL, GRACE_SECONDS)

    def _end(self, number: int, frame: object) -> None:
        for pid in list(self._running):
            _send(pid, signal.SIGKILL)


def _send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _die_with_parent() -> None:
    """Asks Linux to end this process when its parent is killed, so that no orphan keeps answering with old code."""
    import ctypes

    pr_set_pdeathsig = 1
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "prctl"):
        libc.prctl(pr_set_pdeathsig, signal.SIGTERM)
