"""Secrets that people carry: link tokens and receipt codes. Only their hashes are stored."""

import base64
import hashlib
import hmac
import secrets

# no letters or digits that look alike on paper or sound alike on the phone
RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRTUVWXY"
RECEIPT_LENGTH = 8
POSTER_CODE_LENGTH = 12


def new_token() -> str:
    """A link token of 192 random bits, safe in an address."""
    return secrets.token_urlsafe(24)


def token_from(seed: str, *, key: str) -> str:
    """The link token of 192 bits that belongs to a seed; nobody can work it out without the key."""
    return base64.urlsafe_b64encode(_keyed(seed, key)[:24]).decode()


def poster_code_from(seed: str, *, key: str) -> str:
    """The code of a poster that belongs to a seed: 58 bits, short enough to type from paper."""
    return _letters(_keyed(seed, key), POSTER_CODE_LENGTH)


def receipt_from(seed: str, *, key: str) -> str:
    """The receipt code that belongs to a random id: the same each time, not to be had without the key.

    So a page can show it at the end as at the start, while the database keeps its hash alone.
    """
    return _letters(_keyed(f"receipt:{seed}", key), RECEIPT_LENGTH)


def new_receipt() -> str:
    """A receipt code that can be written down and read out, such as ``7QX4M2RB``."""
    return "".join(secrets.choice(RECEIPT_ALPHABET) for _ in range(RECEIPT_LENGTH))


def tidy_receipt(typed: str) -> str:
    """A receipt as people type it, with gaps, dashes and small letters, brought to its one form."""
    return "".join(letter for letter in typed.upper() if letter in RECEIPT_ALPHABET)


def hashed(secret: str) -> str:
    """The SHA-256 of a secret, in hexadecimal: what the database keeps and is searched by."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _keyed(seed: str, key: str) -> bytes:
    return hmac.new(key.encode(), b"goldenthread.link:" + seed.encode(), hashlib.sha256).digest()


def _letters(source: bytes, count: int) -> str:
    number, letters = int.from_bytes(source), []
    for _ in range(count):
        number, place = divmod(number, len(RECEIPT_ALPHABET))
        letters.append(RECEIPT_ALPHABET[place])
    return "".join(letters)
