"""Servers that tests start, each of which ends when the tests end, however they end."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# The shell waits at a pipe that closes with this process, be it by SIGKILL, and then stops the server.
UNTIL_WE_END = '"$@" & read -r _; kill -s "$STOP" $!; wait $!'


@contextmanager
def running(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: dict[str, str],
    stop: signal.Signals = signal.SIGTERM,
    **options: Any,
) -> Iterator[subprocess.Popen[bytes]]:
    """The running command, with its output in the file `log`; it is sent `stop` afterwards."""
    with (
        log.open("wb") as output,
        subprocess.Popen(
            ["/bin/sh", "-c", UNTIL_WE_END, "sh", *map(str, command)],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**env, "STOP": stop.name.removeprefix("SIG")},
            start_new_session=True,  # a signal to all of the tests must not take the waiting shell first
            **options,
        ) as process,
    ):
        yield process
        process.communicate(timeout=30)  # closes the pipe, then waits
