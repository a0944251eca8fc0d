"""How the HTTP interface holds up under several clients: `python -m tests.api_load`.

It starts the interface alone, lets clients ask without a pause for some seconds, each with a photo of its own, and
prints the waiting times of those who got a picture and of those who were sent away. Then more clients than the
interface has places ask at once: their refusals must come quickly.
"""

import argparse
import json
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles

import psutil
import requests

from tests.api.conftest import jpeg


@dataclass
class Seen:
    """The seconds of each answer by its status."""

    seconds: dict[int, list[float]] = field(default_factory=dict)
    without_retry_after: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, answer: requests.Response, seconds: float) -> None:
        with self.lock:
            self.seconds.setdefault(answer.status_code, []).append(seconds)
            self.without_retry_after += answer.status_code == 503 and "Retry-After" not in answer.headers


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument(
        "--too-many", type=int, default=24, help="clients of the second part; 0 leaves it out"
    )
    parser.add_argument("--photo", type=int, nargs=2, default=(1600, 1200), metavar=("WIDTH", "HEIGHT"))
    parser.add_argument("--size", type=int, default=512)
    args = parser.parse_args()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "animegan", "serve", "--api-only", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(f"{url}/healthz")
        _report("one client, first picture", _ask(url, args, clients=1, seconds=0.0), server.pid)
        _report(f"{args.clients} clients", _ask(url, args, args.clients, args.seconds), server.pid)
        if args.too_many:
            seconds = min(args.seconds, 15.0)
            _report(f"{args.too_many} clients", _ask(url, args, args.too_many, seconds), server.pid)
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(url: str) -> None:
    while True:
        try:
            requests.get(url, timeout=5)
            return
        except requests.ConnectionError:
            time.sleep(0.1)


def _ask(url: str, args: argparse.Namespace, clients: int, seconds: float) -> Seen:
    seen = Seen()
    end = time.monotonic() + seconds

    def client(number: int) -> None:
        asked = 0
        while True:
            photo = jpeg(tuple(args.photo), seed=1000 * number + asked % 10)
            asked += 1
            started = time.perf_counter()
            answer = requests.post(
                f"{url}/api/stylize", files={"picture": photo}, data={"size": args.size}, timeout=300
            )
            seen.note(answer, time.perf_counter() - started)
            if answer.status_code == 503:
                time.sleep(0.2)  # impatient, but no attack
            if time.monotonic() >= end:
                return

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def _report(name: str, seen: Seen, pid: int) -> None:
    counts = Counter({status: len(seconds) for status, seconds in seen.seconds.items()})
    row: dict[str, object] = {
        "run": name,
        "answers": dict(sorted(counts.items())),
        "share_503": round(counts[503] / counts.total(), 3),
        "503_without_retry_after": seen.without_retry_after,
        "server_mb": round(psutil.Process(pid).memory_info().rss / 1e6),
    }
    for status, seconds in sorted(seen.seconds.items()):
        cuts = quantiles(seconds, n=20, method="inclusive") if len(seconds) > 1 else seconds * 19
        row[f"seconds_{status}"] = {
            "p50": round(cuts[9], 3),
            "p95": round(cuts[18], 3),
            "max": round(max(seconds), 3),
        }
    print(json.dumps(row), flush=True)  # noqa: T201  # this is its output


if __name__ == "__main__":
    main()
