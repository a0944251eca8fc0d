"""`python -m animegan serve`: the pages and the HTTP interface, for this computer, a class, or other programs.

It listens on this computer alone until `--host` says otherwise.
"""

import argparse
import ipaddress
import runpy
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from animegan.errors import InputError

if TYPE_CHECKING:
    from animegan.cli.certificate import Certificate

NAME = "serve"
HELP = "Serve the pages and the HTTP interface; for a class: --host 0.0.0.0 --https."
LOOPBACK, EVERYWHERE = "127.0.0.1", ("0.0.0.0", "::")
PORT = 8501
LAB = Path(__file__).resolve().parents[2] / "lab.py"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the options of `serve`."""
    parser.add_argument(
        "--host",
        default=LOOPBACK,
        metavar="ADDRESS",
        help="who can reach it: 127.0.0.1 is this computer alone, 0.0.0.0 everybody in its networks "
        "(default: %(default)s)",
    )
    parser.add_argument("--port", type=int, default=PORT, help="(default: %(default)s)")
    parser.add_argument(
        "--https",
        action="store_true",
        help="encrypt, with a certificate made here: students' cameras work with https only",
    )
    parser.add_argument(
        "--api-only", action="store_true", help="the HTTP interface without the pages and without Streamlit"
    )


def run(args: argparse.Namespace) -> None:
    """Serves until Ctrl+C."""
    _check_free(args.host, args.port)
    certificate = _certificate(args.host) if args.https else None
    for line in greeting(args, certificate):
        print(line, flush=True)
    serve = _serve_api if args.api_only else _serve_all
    serve(args.host, args.port, certificate)


def greeting(args: argparse.Namespace, certificate: "Certificate | None") -> list[str]:
    """What is said at the start: the links, and who can open them."""
    if ipaddress.ip_address(args.host).is_loopback:
        lines = [f"The lab is at {_link(args.host, args)}"]
        lines += ["Only this computer can open it; --host 0.0.0.0 lets a class in."]
    else:
        hosts = own_addresses() if args.host in EVERYWHERE else [args.host]
        lines = ["Links for students, which everybody in these networks can open:"]
        lines += [f"  {_link(host, args)}" for host in hosts]
        if certificate is None:
            lines += ["Without --https, their browsers keep the cameras off."]
    if certificate is not None:
        lines += [
            "The certificate is the lab's own, so each browser warns once. Its SHA-256 fingerprint, to compare:"
        ]
        lines += [f"  {certificate.fingerprint}"]
    return [*lines, "Ctrl+C stops it."]


def own_addresses() -> list[str]:
    """The IPv4 addresses of this computer that others may reach; asks the system, not the network."""
    import psutil

    found = (
        each.address
        for cards in psutil.net_if_addrs().values()
        for each in cards
        if each.family == socket.AF_INET
    )
    return sorted(address for address in found if not ipaddress.ip_address(address).is_loopback)


def _link(host: str, args: argparse.Namespace) -> str:
    scheme = "https" if args.https else "http"
    path = "/api/openapi.json" if args.api_only else ""
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{args.port}{path}"


def _check_free(host: str, port: int) -> None:
    """Says now what the server would say later in its own words."""
    try:
        family = socket.AF_INET6 if ipaddress.ip_address(host).version == 6 else socket.AF_INET
    except ValueError as error:
        hint = "Use 127.0.0.1 for this computer alone, 0.0.0.0 for everybody."
        raise InputError(f"{host!r} is no address of a computer.", hint=hint) from error
    if not 1 <= port <= 65535:
        raise InputError(f"There is no port {port}.", hint="Use 1024 to 65535.")
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        hint = f"Another program may use it: try --port {min(port + 1, 65535)}."
        raise InputError(f"{host} port {port} cannot be used: {error.strerror}.", hint=hint) from error


def _certificate(host: str) -> "Certificate":
    from animegan.cli.certificate import certificate_for
    from animegan.inference.backends.compiled_cache import cache_dir

    addresses = own_addresses() if host in EVERYWHERE else [host]
    return certificate_for([*addresses, LOOPBACK, "localhost", socket.gethostname()], cache_dir() / "https")


def _serve_api(host: str, port: int, certificate: "Certificate | None") -> None:
    import uvicorn

    from animegan.api.app import create_app

    uvicorn.run(
        create_app(),
        host=host,
        port=port,
        ssl_certfile=certificate.path if certificate else None,
        ssl_keyfile=certificate.key_path if certificate else None,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
    )


def _serve_all(host: str, port: int, certificate: "Certificate | None") -> None:
    """Hands over to Streamlit's own command, in this process."""
    from animegan.limits import the_limits

    if not LAB.is_file():
        hint = "Start it in the lab's folder, or serve the HTTP interface alone with --api-only."
        raise InputError(f"The pages are not here: there is no {LAB}.", hint=hint)
    options = {
        "server.address": host,
        "server.port": port,
        "server.headless": "true",
        "server.maxUploadSize": the_limits().upload_mb,
        "logger.hideWelcomeMessage": "true",  # its own welcome would ask an outside address for ours
    }
    if certificate is not None:
        options |= {"server.sslCertFile": certificate.path, "server.sslKeyFile": certificate.key_path}
    sys.argv = ["streamlit", "run", str(LAB), *(f"--{name}={value}" for name, value in options.items())]
    runpy.run_module("streamlit", run_name="__main__")
