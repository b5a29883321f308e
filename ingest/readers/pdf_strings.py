"""Strings and bytes out of pdfium's C interface, which writes them into a buffer that the caller makes."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

MOST_BYTES: Final = 4 * 1024 * 1024
"""Of one string: a form field holds a letter at most."""


def text_from(call: Callable[..., int], *arguments: Any) -> str:
    """The UTF-16 string that ``call(*arguments, buffer, length)`` gives, without its final zero; empty where none."""
    length = call(*arguments, None, 0)
    if not 2 < length <= MOST_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(length)
    call(*arguments, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[:length].decode("utf-16-le", "replace").split("\0", 1)[0]


def address_from(call: Callable[..., int], *arguments: Any) -> str:
    """The same for a C string of 8-bit characters, such as a link's address."""
    length = call(*arguments, None, 0)
    if not 1 < length <= MOST_BYTES:
        return ""
    buffer = ctypes.create_string_buffer(length)
    call(*arguments, buffer, length)
    return buffer.raw[:length].split(b"\0", 1)[0].decode("utf-8", "replace")
