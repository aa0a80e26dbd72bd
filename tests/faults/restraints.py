"""What is done to a process before it runs the program, so that a machine is as bad as machines can be.

Each is a ``preexec_fn`` of ``subprocess.Popen``.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import resource
import struct
from collections.abc import Callable

_SET_NO_NEW_PRIVILEGES, _SET_SECCOMP, _DROP_CAPABILITY = 38, 22, 24
_OVERRIDE, _SEARCH, _OWNER = 1, 2, 3
"""CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER (capabilities(7))."""
_FCNTL, _FLOCK = {"x86_64": (72, 73), "aarch64": (25, 32)}.get(platform.machine(), (0, 0))
LOCKS_CAN_BE_REFUSED = bool(_FCNTL)

_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
"""Of a filter: BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_RET|K (linux/filter.h)."""
_NUMBER, _SECOND_ARGUMENT = 0, 24
"""Where struct seccomp_data has them."""
_ALLOW, _FAIL = 0x7FFF0000, 0x00050000
_SET_LOCK = (6, 7, 37, 38)
"""F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW."""


def like_anybody() -> None:
    """Take away what lets root pass by permissions; does nothing to anybody else."""
    for capability in (_OVERRIDE, _SEARCH, _OWNER):
        _libc().prctl(_DROP_CAPABILITY, capability, 0, 0, 0)


def no_file_above(size: int) -> Callable[[], None]:
    """No file may grow beyond so many bytes: writing more fails, as it does on a full disk."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def no_locks() -> None:
    """Every lock is refused as by a network file system without a lock daemon: fcntl(2) and flock(2) say ENOLCK."""
    fail = _step(_RETURN, value=_FAIL | errno.ENOLCK)
    commands = [_step(_EQUAL, len(_SET_LOCK) - place, 0, each) for place, each in enumerate(_SET_LOCK)]
    steps = [
        _step(_LOAD, value=_NUMBER),
        _step(_EQUAL, len(_SET_LOCK) + 3, 0, _FLOCK),
        _step(_EQUAL, 0, len(_SET_LOCK) + 1, _FCNTL),
        _step(_LOAD, value=_SECOND_ARGUMENT),
        *commands,
        _step(_RETURN, value=_ALLOW),
        fail,
    ]
    code = ctypes.create_string_buffer(b"".join(steps))
    program = struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(code))
    libc = _libc()
    if libc.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(_SET_SECCOMP, 2, program, 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp")


def _step(code: int, if_so: int = 0, if_not: int = 0, value: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_so, if_not, value)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
