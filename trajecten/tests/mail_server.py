"""A mail server for tests, in a thread: answers what the test tells it to."""

import email
from email.policy import default

from aiosmtpd.controller import Controller

from promises.harness import free_port


class MailServer:
    """`answers` are used up one by one at the given word (`RCPT`, `DATA`); after that everything is accepted.

    The answer "hang up" closes the connection without a word; "accept, hang up" does so with the mail in hand.
    """

    def __init__(self) -> None:
        self.answers: dict[str, list[str]] = {"RCPT": [], "DATA": []}
        self.accepted: list = []
        self.raw: list[bytes] = []
        self.connections = 0
        self.port = free_port()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:
        answer = self._next("RCPT", server)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope) -> str:
        upcoming = self.answers["DATA"][:1]
        if not upcoming or upcoming[0].startswith(("2", "accept")):
            self.raw.append(envelope.content)
            self.accepted.append((envelope.rcpt_tos[0], email.message_from_bytes(envelope.content, policy=default)))
        return self._next("DATA", server)

    def _next(self, word: str, server) -> str:
        answer = self.answers[word].pop(0) if self.answers[word] else "250 OK"
        if answer.endswith("hang up"):
            server.transport.abort()
            return "421 gone"
        return answer
