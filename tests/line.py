"""A line to the tests' PostgreSQL server that can be slow, cut at a COMMIT, silent, or dead."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from queue import SimpleQueue
from urllib.parse import parse_qs, urlsplit

COMMIT, RECORDS = b"COMMIT\0", b"INSERT INTO journal"


class Fault(StrEnum):
    """What happens to the next COMMIT of a unit that records something."""

    NONE = "none"
    ANSWER_LOST = "the server commits and its answer is lost"
    NEVER_SENT = "the line is cut before the server hears of it"
    SILENT = "the server commits, the line stays open and nothing comes back"


@dataclass
class Line:
    """Listens on loopback and hands every byte on to the server's socket, and back."""

    server: str
    """The path of the server's socket."""
    fault: Fault = Fault.NONE
    dead: bool = False
    """Whether nobody is let in; those who are in are cut off by `cut`."""
    dies: bool = False
    """Whether nobody is let in once the fault has happened."""
    delay: float = 0.0
    """Seconds for which each answer is held back: the time of a whole way there and back."""
    port: int = 0
    trips: int = 0
    """How often somebody sent something after he had been answered, and so had to wait for it to come and go."""
    _open: list[socket.socket] = field(default_factory=list)

    def address(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}?sslmode=disable&gssencmode=disable"

    def cut(self) -> None:
        """Ends all that is connected."""
        for one in [*self._open]:  # whoever is cut off may be back before the last one is
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def accept(self, listening: socket.socket) -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            if self.dead:
                client.close()
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            self._open += [client, server]
            silent, answered = threading.Event(), threading.Event()
            answered.set()
            for source, target, hands in ((client, server, self._asks), (server, client, self._answers)):
                threading.Thread(target=hands, args=(source, target, silent, answered), daemon=True).start()

    def _asks(self, client: socket.socket, server: socket.socket, silent: threading.Event,
              answered: threading.Event) -> None:
        with suppress(OSError):
            records = False
            while data := client.recv(65_536):
                if answered.is_set():
                    answered.clear()
                    self.trips += 1
                records = records or RECORDS in data
                fault = self.fault if records and COMMIT in data else Fault.NONE
                if fault is not Fault.NONE:
                    self.fault, self.dead = Fault.NONE, self.dies
                if fault is Fault.NEVER_SENT:
                    break
                if fault is not Fault.NONE:
                    silent.set()
                server.sendall(data)
                if fault is Fault.ANSWER_LOST:
                    time.sleep(0.2)  # the server is done with it by then
                    break
        for one in (client, server):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _answers(self, server: socket.socket, client: socket.socket, silent: threading.Event,
                 answered: threading.Event) -> None:
        under_way: SimpleQueue[tuple[float, bytes]] = SimpleQueue()
        threading.Thread(target=self._arrives, args=(under_way, client, answered), daemon=True).start()
        with suppress(OSError):
            while data := server.recv(65_536):
                if not silent.is_set():
                    under_way.put((time.monotonic() + self.delay, data))
        under_way.put((0.0, b""))

    def _arrives(self, under_way: SimpleQueue[tuple[float, bytes]], client: socket.socket,
                 answered: threading.Event) -> None:
        """Hands answers on when they are due; one that follows another is not held back for it."""
        with suppress(OSError):
            while (at := under_way.get())[1]:
                time.sleep(max(0.0, at[0] - time.monotonic()))
                answered.set()
                client.sendall(at[1])
        with suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(uri: str) -> Iterator[Line]:
    """A line to the server at `uri`, whose socket lies in a folder."""
    folder = parse_qs(urlsplit(uri).query)["host"][0]
    with socket.create_server(("127.0.0.1", 0)) as listening:
        line = Line(f"{folder}/.s.PGSQL.5432", port=listening.getsockname()[1])
        threading.Thread(target=line.accept, args=(listening,), daemon=True).start()
        yield line
        line.dead = True
        listening.shutdown(socket.SHUT_RDWR)
    line.cut()
