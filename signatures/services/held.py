"""What is held here of a mailbox, told to its owner: the person, the signatures, consents, decisions, corrections."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from personal_data import registry
from personal_data.registry import Field, Holder, Mailbox, Section
from signatures.models import Consent, Correction, Decision, Signature, Supporter
from signatures.services.erasure import erase_ours

Entry = tuple[Field, ...]


def register() -> None:
    registry.register(Holder("signatures", show, erase_ours))


def show(mailbox: Mailbox) -> list[Section]:
    """Everything but what organisers noted for each other, which may speak of others too: that they are asked for."""
    supporter = Supporter.objects.filter(mailbox_key=mailbox.key).first()
    if supporter is None:
        return []
    signatures = supporter.signatures.select_related("statement", "version").prefetch_related("flags").order_by("pk")
    return [
        Section("mailbox", _("Your mailbox"), (_mailbox(supporter),)),
        Section("signatures", _("Your signatures"), tuple(map(_signature, signatures))),
        Section("consents", _("What you agreed to"), tuple(map(_consent, _consents(supporter)))),
        Section("decisions", _("What was decided"), tuple(map(_decision, _of(Decision, supporter)))),
        Section("corrections", _("Corrections"), tuple(map(_correction, _of(Correction, supporter)))),
    ]


def _of(model: type, supporter: Supporter):
    rows = model.objects.filter(signature__supporter=supporter)
    return rows.select_related("signature__statement").order_by("pk")


def _consents(supporter: Supporter) -> list[Consent]:
    given = Consent.objects.select_related("wording", "version__statement")
    rows = given.filter(signature__supporter=supporter) | given.filter(supporter=supporter)
    return list(rows.order_by("given_at", "pk"))


def _mailbox(supporter: Supporter) -> Entry:
    return (
        Field("address", _("email address"), supporter.address),
        Field("domain", _("mail domain, which moderators see"), supporter.domain),
        Field("first_seen_at", _("first seen"), supporter.created_at),
        Field("never_mail_since", _("asked never to be mailed"), supporter.suppressed_at),
        Field("mailbox_key", _("keyed fingerprint of the mailbox"), supporter.mailbox_key),
    )


def _signature(row: Signature) -> Entry:
    return (
        Field("statement", _("statement"), row.statement.title),
        Field("statement_address", _("where it stands"), f"{settings.BASE_URL}{row.statement.url or ''}"),
        Field("version", _("version signed"), row.version.number),
        Field("first_name", _("first name"), row.first_name),
        Field("last_name", _("last name"), row.last_name),
        Field("roles", _("labour movement roles"), row.roles),
        Field("display", _("how it is shown"), row.get_display_display()),
        Field("public_name", _("on the public list"), row.public_name if row.is_published else ""),
        Field("address_typed", _("email address as typed last"), row.address_typed),
        Field("state", _("state"), row.state_label),
        Field("source", _("how it came"), row.get_source_display()),
        Field("source_tag", _("by which kind of link"), row.source_tag),
        Field("network_hash", _("keyed fingerprint of the network it came from"), row.network_hash),
        Field("flags", _("why we looked twice"), ", ".join(str(flag.reason.label) for flag in row.flags.all())),
        Field("signed_at", _("signed"), row.created_at),
        Field("confirmed_at", _("confirmed"), row.confirmed_at),
        Field("decided_at", _("decided"), row.decided_at),
        Field("published_at", _("published"), row.published_at),
    )


def _consent(row: Consent) -> Entry:
    return (
        Field("purpose", _("what for"), row.get_purpose_display()),
        Field("statement", _("statement"), row.version.statement.title),
        Field("version", _("version"), row.version.number),
        Field("wording", _("in these words"), row.wording.text),
        Field("channel", _("how it was given"), row.channel),
        Field("given_at", _("given"), row.given_at),
        Field("withdrawn_at", _("withdrawn"), row.withdrawn_at),
    )


def _decision(row: Decision) -> Entry:
    return (
        Field("statement", _("statement"), row.signature.statement.title),
        Field("from_state", _("from"), row.get_from_state_display()),
        Field("to_state", _("to"), row.get_to_state_display()),
        Field("by", _("by"), _("you") if row.by_signer else _("the campaign")),
        Field("reason", _("reason"), row.reason.label if row.reason else ""),
        Field("made_at", _("when"), row.made_at),
    )


def _correction(row: Correction) -> Entry:
    return (
        Field("statement", _("statement"), row.signature.statement.title),
        Field("by", _("by"), _("you") if row.by_signer else _("the campaign")),
        Field("first_name_before", _("first name before"), row.old_first_name),
        Field("last_name_before", _("last name before"), row.old_last_name),
        Field("roles_before", _("roles before"), row.old_roles),
        Field("display_before", _("shown before"), row.get_old_display_display()),
        Field("first_name", _("first name"), row.new_first_name),
        Field("last_name", _("last name"), row.new_last_name),
        Field("roles", _("roles"), row.new_roles),
        Field("display", _("how it is shown"), row.get_new_display_display()),
        Field("outcome", _("outcome"), row.get_outcome_display()),
        Field("made_at", _("when"), row.made_at),
        Field("settled_at", _("settled"), row.settled_at),
    )
