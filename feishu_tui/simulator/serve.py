"""The simulator behind the standard library's HTTP server, on loopback."""

from __future__ import annotations

import socket
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from feishu_tui.simulator.api import Request, Simulator

MOST_BODY = 1 << 20
"""Bytes of a request body beyond which it is not read."""
_IDLE = 75.0
"""Seconds an open connection may be silent."""


class Server:
    """A running simulator; a context manager. `url` has no slash at the end."""

    def __init__(self, simulator: Simulator, host: str, port: int) -> None:
        self.simulator = simulator
        self._http = _HttpServer((host, port), simulator)
        address = self._http.socket.getsockname()
        shown = f"[{host}]" if ":" in host else host
        self.port: int = address[1]
        self.url = f"http://{shown}:{self.port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="simulator", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops listening, ends open connections and held-back answers, and waits for all of it; safe to repeat."""
        self._http.stopping.set()
        self._http.shutdown()
        self._thread.join()
        self._http.hang_up()
        self._http.server_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def serve(simulator: Simulator, host: str = "127.0.0.1", port: int = 0) -> Server:
    """Serves a simulator over HTTP/1.1 until it is closed; port 0 takes a free one.

    Raises OSError when the address cannot be had.
    """
    return Server(simulator, host, port)


class _HttpServer(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], simulator: Simulator) -> None:
        if ":" in address[0]:
            self.address_family = socket.AF_INET6
        self.simulator = simulator
        self.stopping = threading.Event()
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        """Binds without asking a name server who we are, as the parent class would."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Remembers the connection for `hang_up`, then hands it to its thread."""
        if isinstance(request, socket.socket):
            with self._guard:
                self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Forgets the connection and closes it."""
        if isinstance(request, socket.socket):
            with self._guard:
                self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        """Keeps quiet about connections the other side dropped, and about nothing else."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """Ends the connections that are open, so that their threads end."""
        with self._guard:
            for connection in self._open:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the other side was quicker


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "feishu-simulator"
    sys_version = ""
    timeout = _IDLE
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _HttpServer

    def parse_request(self) -> bool:
        """Reads the request line and headers; whatever the method, it goes to the simulator."""
        if not super().parse_request():
            return False
        setattr(self, f"do_{self.command}", self._answer)
        return True

    def _answer(self) -> None:
        body = self._body()
        if body is None:
            return
        path, _, query = self.path.partition("?")
        answer = self.server.simulator.handle(Request(self.command, path, query, dict(self.headers.items()), body))
        if answer.latency and self.server.stopping.wait(answer.latency):
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.wfile.flush()

    def _body(self) -> bytes | None:
        """The body of the request; None when it was refused and answered."""
        text = self.headers.get("Content-Length", "0")
        if self.headers.get("Transfer-Encoding") or not (text.isascii() and text.isdigit()):
            self.close_connection = True
            self.send_error(HTTPStatus.LENGTH_REQUIRED)
            return None
        if int(text) > MOST_BODY:
            self.close_connection = True
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return None
        return self.rfile.read(int(text))

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing; `Simulator.log` has the requests."""
