"""As much of a mail server as a test mail needs."""

import socketserver
import threading


class _Session(socketserver.StreamRequestHandler):
    timeout = 60

    def handle(self):
        self._say("220 mailbox")
        recipients = []
        while line := self.rfile.readline().decode().strip():
            word = line.split(" ")[0].upper()
            if word == "RCPT":
                recipients.append(line.split(":", 1)[1].strip())
            if word == "DATA":
                self._say("354 go on")
                self.server.mails.append((recipients, self._text()))
            if word == "QUIT":
                self._say("221 bye")
                return
            self._say("250 ok")

    def _text(self) -> str:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(lines).decode()

    def _say(self, line: str):
        self.wfile.write(f"{line}\r\n".encode())


class Mailbox(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine; `mails` are pairs of recipients and text."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.mails: list[tuple[list[str], str]] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def __exit__(self, *error):
        self.shutdown()
        super().__exit__(*error)
