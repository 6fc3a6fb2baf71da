"""A mail server that keeps nothing but a line: who, which Message-ID, when, and a hash of the bytes.

A mail counts as delivered when the whole text is here, so the line is written before the answer is given. Only that
order shows a mail that was delivered although its sender never heard so.
"""

import argparse
import asyncio
import hashlib
import json
import random
import re
import time
from collections import Counter
from pathlib import Path

from aiosmtpd.smtp import SMTP

MESSAGE_ID = re.compile(rb"^Message-ID: *(\S+)", re.MULTILINE | re.IGNORECASE)
REFUSALS = 2
"""At most, for one recipient: what servers do that do not know a sender yet."""
NOT_NOW = ["451 4.3.0 try again later", "421 4.3.2 closing", "552 5.2.2 mailbox full"]


class Handler:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.out = Path(options.out).open("a", buffering=1)  # noqa: SIM115  (open as long as the process lives)
        self.random = random.Random(options.seed)
        self.refused: Counter = Counter()

    async def handle_DATA(self, _server, _session, envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        who = envelope.rcpt_tos[0]
        if self.refused[who] < REFUSALS and self.random.random() < self.options.refuse:
            self.refused[who] += 1
            return self.random.choice(NOT_NOW)
        # Half of the time before it counts as accepted and half after: a sender can be killed in both halves.
        await asyncio.sleep(self.options.delay_ms / 2000)
        found = MESSAGE_ID.search(envelope.content)
        for recipient in envelope.rcpt_tos:
            line = {
                "to": recipient,
                "id": found[1].decode() if found else "",
                "at": round(time.time(), 3),
                "sha": hashlib.sha256(envelope.content).hexdigest()[:16],
            }
            self.out.write(json.dumps(line) + "\n")
        await asyncio.sleep(self.options.delay_ms / 2000)
        return "250 OK"


async def serve(options: argparse.Namespace) -> None:
    handler = Handler(options)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, loop=loop, data_size_limit=None), "127.0.0.1", options.port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--delay-ms", type=float, default=0)
    parser.add_argument("--refuse", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asyncio.run(serve(parser.parse_args()))
