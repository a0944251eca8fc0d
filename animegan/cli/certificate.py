"""A certificate of the lab's own, so that a class can use https, without which browsers keep cameras off."""

import datetime
import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

__all__ = ["Certificate", "certificate_for"]

VALID_DAYS = 397  # browsers refuse more than 398 in a certificate that is to be trusted
SPARE_DAYS = 14  # one that ends sooner is made anew
COMMON_NAME = "AnimeGAN Lab"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate and its key as files.

    Attributes:
        path: PEM.
        key_path: PEM, readable by its owner alone.
        fingerprint: SHA-256 of the certificate, as browsers show it.
    """

    path: Path
    key_path: Path
    fingerprint: str


def certificate_for(names: Sequence[str], folder: Path) -> Certificate:
    """A certificate for some addresses and host names; the one that is there, as long as it is valid for them all.

    Keeping it means that browsers which have accepted it do not warn again.

    Args:
        names: IP addresses and host names under which the lab is opened.
        folder: Where the two files lie.
    """
    from cryptography import x509

    path, key_path = folder / "lab.crt", folder / "lab.key"
    if path.is_file() and key_path.is_file():
        found = x509.load_pem_x509_certificate(path.read_bytes())
        if _serves(found, names):
            return Certificate(path=path, key_path=key_path, fingerprint=_fingerprint(found))
    folder.mkdir(parents=True, exist_ok=True)
    return _write(names, path, key_path)


def _serves(found: "x509.Certificate", names: Sequence[str]) -> bool:
    from cryptography import x509

    left = found.not_valid_after_utc - datetime.datetime.now(datetime.UTC)
    known = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return left.days >= SPARE_DAYS and set(map(_general_name, names)) <= set(known)


def _write(names: Sequence[str], path: Path, key_path: Path) -> Certificate:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    made = _signed(names, key)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    key_path.unlink(missing_ok=True)  # so that the new file gets the new mode
    with os.fdopen(os.open(key_path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(secret)
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return Certificate(path=path, key_path=key_path, fingerprint=_fingerprint(made))


def _signed(names: Sequence[str], key: "EllipticCurvePrivateKey") -> "x509.Certificate":
    """Signed by itself; for servers only, so it can vouch for nobody else."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, COMMON_NAME)])
    now = datetime.datetime.now(datetime.UTC)
    unique = dict.fromkeys(map(_general_name, names))
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))  # the clocks of a class differ
        .not_valid_after(now + datetime.timedelta(days=VALID_DAYS - 1))
        .add_extension(x509.SubjectAlternativeName(unique), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )


def _general_name(name: str) -> "x509.GeneralName":
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _fingerprint(certificate: "x509.Certificate") -> str:
    from cryptography.hazmat.primitives import hashes

    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()
