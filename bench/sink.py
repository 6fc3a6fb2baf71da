"""A mail server that takes everything at once and keeps nothing: `python -m bench.sink PORT`.

Knows only what our senders say, on loopback. A QUIT answers with how many mails this connection brought.
"""

import asyncio
import sys

END = b"\r\n.\r\n"


class Line(asyncio.Protocol):
    """One sender."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.buffer, self.mails, self.in_text = b"", 0, False
        self.say(b"220 sink")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while self._next():
            pass

    def _next(self) -> bool:
        if self.in_text:
            place = self.buffer.find(END)
            if place < 0:
                return False
            self.buffer = self.buffer[place + len(END) :]
            self.in_text = False
            self.mails += 1
            self.say(b"250 taken")
            return True
        line, found, rest = self.buffer.partition(b"\r\n")
        if not found:
            return False
        self.buffer = rest
        self._command(line[:4].upper())
        return True

    def _command(self, verb: bytes) -> None:
        if verb == b"DATA":
            self.in_text = True
            self.say(b"354 go on")
        elif verb == b"QUIT":
            self.say(b"221 %d mails" % self.mails)
            self.transport.close()
        else:
            self.say(b"250 ok")

    def say(self, words: bytes) -> None:
        self.transport.write(words + b"\r\n")  # type: ignore[attr-defined]  # of a connection it is a WriteTransport


async def main(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Line, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
