"""One person's signing of one statement."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from signatures import details, states
from signatures.details import Details
from signatures.models.fields import CodePointCharField
from signatures.models.supporter import new_nonce
from signatures.states import State
from vault.fields import EncryptedTextField

STATE_LABELS = {
    State.UNCONFIRMED.value: _("not confirmed"),
    State.WAITING.value: _("waiting to be checked"),
    State.PUBLISHED.value: _("published"),
    State.REJECTED.value: _("rejected"),
    State.HELD.value: _("set aside"),
    State.WITHDRAWN.value: _("withdrawn"),
}


class Source(models.TextChoices):
    ONLINE = "online", _("online")
    PAPER = "paper", _("on paper")
    IMPORT = "import", _("import")
    EVENT = "event", _("at an event")


class Display(models.TextChoices):
    FULL = details.Display.FULL.value, _("My full name")
    INITIAL = details.Display.INITIAL.value, _("My first name and initial")
    COUNT_ONLY = details.Display.COUNT_ONLY.value, _("Not at all: count me only")


class SignatureQuerySet(models.QuerySet):
    def for_statement(self, statement) -> "SignatureQuerySet":
        return self.filter(statement_id=statement.pk)

    def unconfirmed(self) -> "SignatureQuerySet":
        return self.filter(state=State.UNCONFIRMED)

    def waiting(self) -> "SignatureQuerySet":
        return self.filter(state=State.WAITING)

    def published(self) -> "SignatureQuerySet":
        return self.filter(state=State.PUBLISHED)

    def on_the_wall(self) -> "SignatureQuerySet":
        """Published, with a name to show."""
        return self.published().exclude(display=Display.COUNT_ONLY)

    def flagged(self) -> "SignatureQuerySet":
        """Those that some check gives a reason to look twice at."""
        return self.filter(flagged__in=[True])  # so, because SQLite finds no index for a bare column

    def unflagged(self) -> "SignatureQuerySet":
        return self.filter(flagged__in=[False])

    def flagged_for(self, name: str) -> "SignatureQuerySet":
        """Those flagged by the check of this name (`checks.reasons.REASONS`)."""
        return self.filter(flags__name=name)

    def from_network(self, network_hash: str) -> "SignatureQuerySet":
        """Those whose form came from the network of this hash; an empty hash is nobody's."""
        return self.filter(network_hash=network_hash).exclude(network_hash="")  # both, so that the index serves

    def oldest_first(self) -> "SignatureQuerySet":
        """In the order of the queue's indexes, which is why no word is said about rows without a time."""
        return self.order_by("confirmed_at", "pk")

    def in_order(self, order: "Order") -> "SignatureQuerySet":
        """As the queue is sorted: whatever comes first, among equals the oldest."""
        first = {Order.OLDEST: [], Order.ORDINARY: ["flagged"], Order.FLAGGED: ["-flagged"]}[order]
        return self.order_by(*first, "confirmed_at", "pk")


class Order(models.TextChoices):
    """What of the queue comes first."""

    OLDEST = "", _("longest waiting")
    ORDINARY = "ordinary", _("ordinary ones")
    FLAGGED = "flagged", _("to look twice at")


# Plain strings and sorted lists, because migrations write these conditions down.
IS_PUBLISHED = Q(state=State.PUBLISHED.value)
IS_UNCONFIRMED = Q(state=State.UNCONFIRMED.value)
IS_CONFIRMED = Q(confirmed_at__isnull=False)
ON_THE_WALL = IS_PUBLISHED & ~Q(display=Display.COUNT_ONLY.value)
NOT_ONLINE = ~Q(source=Source.ONLINE.value)


class Signature(models.Model):
    """Names and roles as they should be printed; `services` are the only writers after the first save."""

    statement = models.ForeignKey(
        "signatures.StatementPage",
        on_delete=models.PROTECT,
        related_name="signatures",
        verbose_name=_("statement"),
        db_index=False,
    )
    version = models.ForeignKey(
        "signatures.StatementVersion", on_delete=models.PROTECT, related_name="+", verbose_name=_("version")
    )
    supporter = models.ForeignKey(
        "signatures.Supporter",
        null=True,
        on_delete=models.PROTECT,
        related_name="signatures",
        verbose_name=_("supporter"),
    )
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    roles = models.CharField(_("labour movement roles"), max_length=200, blank=True)
    display = models.CharField(_("how to show it"), max_length=10, choices=Display, default=Display.FULL)
    publish_consent_ticked = models.BooleanField(default=False, editable=False)
    keep_in_touch_ticked = models.BooleanField(default=False, editable=False)
    address_typed = EncryptedTextField(blank=True, editable=False)
    wall_key = CodePointCharField(max_length=160, blank=True, editable=False)
    name_key = models.CharField(max_length=16, blank=True, editable=False)
    network_hash = models.CharField(max_length=32, blank=True, editable=False)
    flagged = models.BooleanField(_("to look twice at"), default=False, editable=False)

    source = models.CharField(_("how it came"), max_length=10, choices=Source, default=Source.ONLINE)
    # One of `sharing.sources`. The database knows the default too, for a release that doesn't know the column yet.
    source_tag = models.CharField(_("came by"), max_length=12, blank=True, default="", db_default="", editable=False)
    state = models.CharField(
        _("state"), max_length=12, choices=STATE_LABELS, default=State.UNCONFIRMED.value, editable=False
    )
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    # The waiting page whose short code is good, and since when: see services/codes.py.
    code_page = models.CharField(max_length=24, blank=True, editable=False)
    code_issued_at = models.DateTimeField(null=True, editable=False)

    created_at = models.DateTimeField(_("signed"), editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)

    objects = SignatureQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        default_permissions = ("view",)
        permissions = (
            ("moderate_signature", _("Can publish, reject and hold signatures")),
            ("find_by_address", _("Can find a supporter by their exact address")),
            ("see_address", _("Can see a supporter's address")),
            ("export_signatures", _("Can export signatures")),
            ("bulk_review", _("Can review signatures in bulk")),
            ("use_switches", _("Can use the emergency switches")),
            ("see_charts", _("Can see how many signed, by day and by source")),
        )
        constraints = (
            models.UniqueConstraint(name="signature_once_per_mailbox", fields=["supporter", "statement"]),
            models.CheckConstraint(
                name="signature_state_known", condition=Q(state__in=[state.value for state in State])
            ),
            models.CheckConstraint(name="signature_display_known", condition=Q(display__in=Display.values)),
            models.CheckConstraint(
                name="signature_online_has_mailbox",
                condition=NOT_ONLINE | Q(supporter__isnull=False),
            ),
            models.CheckConstraint(
                name="signature_online_confirmed_first",
                condition=NOT_ONLINE
                | ~Q(state__in=sorted(state.value for state in states.CONFIRMED))
                | Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="signature_published_has_time",
                condition=~IS_PUBLISHED | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="signature_unconfirmed_has_no_times",
                condition=~IS_UNCONFIRMED | Q(confirmed_at__isnull=True, published_at__isnull=True),
            ),
        )
        indexes = (
            models.Index(name="signature_by_state", fields=["statement", "state"]),
            models.Index(name="signature_queue", fields=["confirmed_at", "id"], condition=Q(state=State.WAITING.value)),
            models.Index(
                name="signature_queue_ordinary_1st",
                fields=["flagged", "confirmed_at", "id"],
                condition=Q(state=State.WAITING.value),
            ),
            models.Index(
                name="signature_queue_flagged_1st",
                fields=["-flagged", "confirmed_at", "id"],
                condition=Q(state=State.WAITING.value),
            ),
            models.Index(
                name="signature_by_network", fields=["network_hash", "created_at"], condition=~Q(network_hash="")
            ),
            models.Index(
                name="signature_twins", fields=["statement", "name_key"], condition=Q(confirmed_at__isnull=False)
            ),
            models.Index(
                name="signature_charts",
                fields=["statement", "confirmed_at", "source", "source_tag", "state"],
                condition=IS_CONFIRMED,
            ),
            models.Index(name="signature_confirmed", fields=["-confirmed_at", "-id"], condition=IS_CONFIRMED),
            models.Index(name="signature_held", fields=["confirmed_at", "id"], condition=Q(state=State.HELD.value)),
            models.Index(
                name="signature_count_only",
                fields=["statement"],
                condition=IS_PUBLISHED & Q(display=Display.COUNT_ONLY.value),
            ),
            models.Index(name="signature_unconfirmed", fields=["created_at"], condition=IS_UNCONFIRMED),
            models.Index(name="signature_newest", fields=["-created_at", "-id"]),
            models.Index(name="signature_newest_flagged", fields=["-created_at", "-id"], condition=Q(flagged=True)),
            models.Index(
                name="signature_wall_newest",
                fields=["statement", "-published_at", "-id"],
                condition=ON_THE_WALL,
            ),
            models.Index(name="signature_wall_letters", fields=["statement", "wall_key", "id"], condition=ON_THE_WALL),
        )

    def __str__(self) -> str:
        # Wagtail's log keeps this text for ever, so it must never hold a name.
        return _("signature %(number)s") % {"number": self.pk}

    @property
    def public_name(self) -> str:
        """The name as the wall shows it; empty for those who are only counted."""
        return details.public_name(self.first_name, self.last_name, self.display)

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def domain(self) -> str:
        """The mail domain, which moderators may know; the address they may not."""
        return self.supporter.domain if self.supporter else ""

    @property
    def statement_title(self) -> str:
        return self.statement.title

    @property
    def text_mark(self) -> str:
        """Changes with the text: whoever decides sends back the mark of what was on the screen."""
        return details.text_mark(self.first_name, self.last_name, self.roles, self.display)

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def can_be_decided(self) -> bool:
        """Whether staff may move it: not before it is confirmed, and not after it was withdrawn."""
        return self.state in states.CONFIRMED

    @property
    def state_label(self) -> str:
        return STATE_LABELS[State(self.state)]

    @property
    def details(self) -> Details:
        return Details(
            first_name=self.first_name,
            last_name=self.last_name,
            roles=self.roles,
            display=details.Display(self.display),
            publish_consent=self.publish_consent_ticked,
            keep_in_touch=self.keep_in_touch_ticked,
        )

    def set_details(self, given: Details) -> None:
        """Take over what the signer told us; the caller saves."""
        self.first_name = given.first_name
        self.last_name = given.last_name
        self.roles = given.roles
        self.display = given.display
        self.publish_consent_ticked = given.publish_consent
        self.keep_in_touch_ticked = given.keep_in_touch
        self.wall_key = given.wall_key
        self.name_key = given.name_key


class SignatureWord(models.Model):
    """A folded word of a published name or its roles, so that the wall is searched by an index at any size."""

    signature = models.ForeignKey(Signature, on_delete=models.CASCADE, related_name="search_words")
    statement = models.ForeignKey(
        "signatures.StatementPage", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    word = CodePointCharField(max_length=40)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = (models.UniqueConstraint(name="signatureword_prefix", fields=["statement", "word", "signature"]),)

    def __str__(self) -> str:
        return _("search word %(number)s") % {"number": self.pk}
