"""The lab, started as a user starts it, and what it weighs."""

import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.request import urlopen

import psutil

ROOT = Path(__file__).parents[2]
LEFT_FOR_S = 3  # so that nobody has to wait a minute until those who left are forgotten


class Server:
    """The lab on a free port, until `stop`; its memory is looked at five times a second."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{port}"
        self._folder = tempfile.TemporaryDirectory(prefix="animegan-load-")
        self._log = Path(self._folder.name) / "server.log"
        options = {
            "server.headless": "true",
            "server.port": port,
            "server.disconnectedSessionTTL": LEFT_FOR_S,
        }
        command = [sys.executable, "-m", "streamlit", "run", "Home.py"]
        with self._log.open("w") as out:
            self._process = subprocess.Popen(
                [*command, *(f"--{name}={value}" for name, value in options.items())],
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self._watched = psutil.Process(self._process.pid)
        self.peak_bytes = 0
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Waits until it answers."""
        end = time.monotonic() + 120
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"The lab did not start: {self.log()}")
            time.sleep(0.1)
        self._watcher.start()

    def stop(self) -> None:
        """Ends it."""
        self._over.set()
        self._process.terminate()
        self._process.wait(20)

    def log(self) -> str:
        """What it has written."""
        return self._log.read_text()

    def rss_bytes(self) -> int:
        """The memory it holds now, its children's included."""
        processes = [self._watched, *self._watched.children(recursive=True)]
        return sum(process.memory_info().rss for process in processes)

    def _answers(self) -> bool:
        try:
            urlopen(self.base + "/_stcore/health", timeout=1).close()
        except OSError:
            return False
        return True

    def _watch(self) -> None:
        while not self._over.wait(0.2):
            try:
                self.peak_bytes = max(self.peak_bytes, self.rss_bytes())
            except psutil.NoSuchProcess:
                return
