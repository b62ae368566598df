"""How commands take an address: from the command line, or from standard input so that no shell remembers it."""

import sys
from argparse import ArgumentParser

from django.core.management.base import CommandError

from personal_data.registry import Mailbox
from signatures import addresses
from signatures.services.erasure import mailbox_of


def add_address(parser: ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="the address; a single - reads it from standard input")


def mailbox(email: str) -> Mailbox:
    """Raises: CommandError, which does not repeat what was typed."""
    try:
        return mailbox_of(addresses.parse(sys.stdin.readline() if email == "-" else email))
    except addresses.Refused as refused:
        raise CommandError(refused.message) from None
