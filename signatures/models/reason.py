"""Why a signature is rejected or set aside: a list that organisers keep themselves."""

import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel

from signatures.models import default_words as words
from signatures.models.page_mails import PLACEHOLDERS
from signatures.states import State


def new_code() -> str:
    return f"r-{secrets.token_hex(6)}"


class ReasonQuerySet(models.QuerySet):
    def offered(self) -> "ReasonQuerySet":
        """Those that can be chosen today, in the organisers' order."""
        return self.filter(active=True).order_by("position", "label")


class Reason(models.Model):
    """One of the reasons. It is never deleted, so that old decisions stay readable: it is taken out of use."""

    class Kind(models.TextChoices):
        REJECT = "reject", _("for rejecting")
        HOLD = "hold", _("for setting aside")
        BOTH = "both", _("for both")

    code = models.CharField(max_length=20, unique=True, default=new_code, editable=False)
    label = models.CharField(
        _("reason"), max_length=80, unique=True, help_text=_("As it stands in the list and in the history.")
    )
    kind = models.CharField(_("what it is for"), max_length=6, choices=Kind, default=Kind.BOTH)
    position = models.PositiveSmallIntegerField(
        _("place in the list"), default=50, help_text=_("Lower numbers come first.")
    )
    active = models.BooleanField(
        _("in use"), default=True, help_text=_("Untick it instead of deleting it: what was decided stays readable.")
    )
    mails_signer = models.BooleanField(
        _("write to the signer"),
        default=False,
        help_text=_("Ten minutes after a rejection for this reason, unless somebody undoes it before."),
    )
    mail_text = models.TextField(
        _("what the mail says"),
        default=words.NOT_PUBLISHED_MAIL,
        blank=True,
        help_text=_("You may use {statement} and {campaign}. The reason itself is not mentioned unless you do."),
    )

    objects = ReasonQuerySet.as_manager()

    panels = [
        FieldPanel("label"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("position")]),
        FieldPanel("active"),
        MultiFieldPanel(
            [
                HelpPanel(_("Nobody is written to unless you tick this. Leave it off for abuse: it invites answers.")),
                FieldPanel("mails_signer"),
                FieldPanel("mail_text"),
            ],
            heading=_("A polite mail"),
        ),
    ]

    class Meta:
        verbose_name = _("reason for rejecting")
        verbose_name_plural = _("reasons for rejecting")
        default_permissions = ("add", "change", "view")
        ordering = ("position", "label")
        constraints = (
            models.CheckConstraint(
                name="reason_mail_has_text", condition=models.Q(mails_signer=False) | ~models.Q(mail_text="")
            ),
        )

    def __str__(self) -> str:
        return self.label

    def clean(self) -> None:
        super().clean()
        if self.mails_signer and not self.mail_text.strip():
            raise ValidationError({"mail_text": _("Please say what the mail should say.")})
        if errors := PLACEHOLDERS.errors_in(self, ["mail_text"]):
            raise ValidationError(errors)

    def fits(self, to: State) -> bool:
        """Whether it is a reason for moving a signature to `to`."""
        wrong = {State.REJECTED: self.Kind.HOLD, State.HELD: self.Kind.REJECT}
        return self.kind != wrong.get(to)
