"""Mail addresses: one spelling to compare by, the written one to send to."""

from __future__ import annotations

from functools import lru_cache

from email_validator import EmailNotValidError, validate_email


@lru_cache(maxsize=256)  # a form, a deed and its mail ask for the same address
def email_key(address: str) -> str:
    """The spelling under which an address is looked up: Unicode NFC, lower case, the domain in ASCII.

    Dots and plus signs stay, because only the provider knows what they mean.

    Raises:
        ValueError: this is no mail address.
    """
    try:
        found = validate_email(
            address.strip(), check_deliverability=False, allow_quoted_local=True, test_environment=True
        )
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    # Not casefold(): it would make one of two addresses that differ in "ß" and "ss".
    return f"{found.local_part}@{found.ascii_domain or found.domain}".lower()
