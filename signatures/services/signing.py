"""Signing a statement: what the public form does."""

from django.db import OperationalError, transaction
from django.utils import timezone

from outbox import services as outbox
from signatures.addresses import Address
from signatures.details import Details
from signatures.models import Signature, Source, StatementVersion, Supporter
from signatures.models.supporter import mailbox_key, new_nonce
from signatures.services import desk_words, transitions
from signatures.states import State

ANSWER_MAIL = "signatures.answer"
TRIES = 3


@transaction.atomic
def sign(
    version: StatementVersion,
    address: Address,
    details: Details,
    network_hash: str = "",
    source_tag: str = "",
    *,
    page: str = "",
) -> None:
    """Record that somebody asks to sign `version` with the mailbox of `address`, from the network of this hash.

    `source_tag` is the word of the link by which they came, if it had one of ours. `page` is the waiting page that
    they are shown next: the short code in the mail will be good there alone.

    Returns nothing on purpose: whoever typed the address must not learn what we have of it (promise 2). The one
    mail that follows tells its owner; what it says is decided when it is rendered, by the table "Signing again" of
    the architecture.
    """
    supporter = lock_supporter(address)
    if supporter.suppressed_at:
        return
    signed = Signature.objects.filter(supporter=supporter, statement_id=version.statement_id)
    signature = signed.select_for_update().first()  # a mail may be noting its code on the row at this moment
    if signature is None:
        signature = Signature(statement_id=version.statement_id, supporter=supporter, source=Source.ONLINE)
    if signature.pk is None or signature.state in {State.UNCONFIRMED, State.WITHDRAWN}:
        signature.source_tag = source_tag or signature.source_tag
        if signature.code_page != page:
            signature.code_page, signature.code_issued_at = page, None
        _take_down_details(signature, version, address, details, network_hash)
    outbox.queue(ANSWER_MAIL, signature.pk, mailbox=supporter.mailbox_key, limited=True)


def lock_supporter(address: Address) -> Supporter:
    """The row of this mailbox, made if there is none, locked until the transaction ends.

    Parallel posts of one mailbox queue up here, whatever the spelling they came in.
    """
    key = mailbox_key(address)
    new = Supporter(mailbox_key=key, address=address.normal, domain=address.domain)
    for _ in range(TRIES):
        Supporter.objects.bulk_create([new], ignore_conflicts=True)
        supporter = Supporter.objects.select_for_update().filter(mailbox_key=key).first()
        if supporter is not None:
            return supporter  # None: it was purged between the two statements
    raise OperationalError("A supporter's row vanished again and again.")


def _take_down_details(
    signature: Signature, version: StatementVersion, address: Address, details: Details, network_hash: str
) -> None:
    """The newest details replace whatever stood there before it was confirmed."""
    if signature.state == State.WITHDRAWN:
        signature = transitions.lock(signature.pk)
        transitions.move(signature, State.UNCONFIRMED)
        signature.reminded_at = None
        signature.nonce = new_nonce()  # links in mails from before the withdrawal end here
    signature.version = version
    signature.set_details(details)
    signature.address_typed = address.normal
    signature.network_hash = network_hash
    signature.created_at = timezone.now()
    is_new = signature.pk is None
    signature.save()
    if is_new:
        desk_words.add([signature])
    else:
        desk_words.follow(signature)
