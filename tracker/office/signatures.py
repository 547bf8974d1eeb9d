"""Signs notes and bundles and looks at their signatures (Ed25519); a machine without the library can do neither."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.witness import Witness

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
except ImportError:
    CAN_SIGN = False
else:
    CAN_SIGN = True

KEY_BYTES = 32
"""Bytes of a key, the secret one and the one that is shown."""


def new_secret() -> bytes:
    """A new key to sign with. Only where CAN_SIGN."""
    return Ed25519PrivateKey.generate().private_bytes_raw()


def with_signature(note: Witness, secret: bytes) -> Witness:
    """The note with the key that belongs to a secret one, and its signature. Only where CAN_SIGN."""
    note = replace(note, key=signed_with(secret, b"")[0])
    return replace(note, signature=signed_with(secret, note.signed)[1])


def is_genuine(note: Witness) -> bool:
    """Whether the signature is of this note, by the key it names. Only where CAN_SIGN."""
    return is_signed(note.key, note.signature, note.signed)


def signed_with(secret: bytes, content: bytes) -> tuple[bytes, bytes]:
    """The key that belongs to a secret one, and the signature of some bytes. Only where CAN_SIGN."""
    signer = Ed25519PrivateKey.from_private_bytes(secret)
    return signer.public_key().public_bytes_raw(), signer.sign(content)


def is_signed(key: bytes, signature: bytes, content: bytes) -> bool:
    """Whether a signature is of these bytes, by that key. Only where CAN_SIGN."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
