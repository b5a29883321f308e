"""A way into a network of its own: ``python -m tests.faults.relay HERE THERE HERE THERE…``.

Each is a port of the loopback address, or the path of a Unix socket, which is seen from every network. With one of
these processes outside and one within, a server out there is a server in here, whose cable can be pulled.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from typing import Final

_PIECE: Final = 65_536
_HOST: Final = "127.0.0.1"

_Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def _opened(there: str) -> _Streams:
    if there.isdigit():
        return await asyncio.open_connection(_HOST, int(there))
    return await asyncio.open_unix_connection(there)


async def _forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(_PIECE):
            writer.write(piece)
            await writer.drain()
    with suppress(OSError):
        writer.close()


async def _relay(there: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        from_there, to_there = await _opened(there)
    except OSError:
        writer.close()
        return
    await asyncio.gather(_forward(reader, to_there), _forward(from_there, writer))


async def _serve(words: Sequence[str]) -> None:
    servers = []
    for here, there in zip(words[::2], words[1::2], strict=True):
        relay = partial(_relay, there)
        server = (
            asyncio.start_server(relay, _HOST, int(here)) if here.isdigit() else asyncio.start_unix_server(relay, here)
        )
        servers.append(await server)
    print("open", flush=True)
    await asyncio.gather(*(server.serve_forever() for server in servers))


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1:]))
