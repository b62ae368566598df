"""How a statement's page is edited: its tabs, and which of its fields are for organisers only."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from sharing.models import WithShareWords
from signatures.models.page_mails import MAILS
from signatures.models.version import StatementVersion
from signatures.permissions import WORDING


class StatementPageForm(WagtailAdminPageForm):
    """The page's form in the admin: only the present version of this very statement can be corrected."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if "corrects" in self.fields:
            present = StatementVersion.objects.none()
            if self.instance.pk:
                present = self.instance.versions.order_by("-number")[:1]
                present = StatementVersion.objects.filter(pk__in=[version.pk for version in present])
            self.fields["corrects"].queryset = present


def _mail(name: str, heading) -> MultiFieldPanel:
    return MultiFieldPanel(
        [FieldPanel(f"{name}_subject", permission=WORDING), FieldPanel(f"{name}_mail", permission=WORDING)],
        heading=heading,
        permission=WORDING,
    )


TABS = TabbedInterface(
    [
        ObjectList(
            [
                TitleFieldPanel("title", permission=WORDING),
                FieldPanel("kicker"),
                FieldPanel("introduction"),
                FieldPanel("text", permission=WORDING),
                FieldPanel("corrects", permission=WORDING),
                FieldPanel("sheet_summary", permission=WORDING),
            ],
            heading=_("Statement"),
        ),
        ObjectList(
            [
                FieldPanel("form_heading"),
                FieldPanel("form_note", permission=WORDING),
                MultiFieldPanel(
                    [
                        FieldRowPanel(
                            [
                                FieldPanel("first_name_label", permission=WORDING),
                                FieldPanel("last_name_label", permission=WORDING),
                            ]
                        ),
                        FieldPanel("email_label", permission=WORDING),
                        FieldPanel("roles_label", permission=WORDING),
                        FieldPanel("roles_help", permission=WORDING),
                    ],
                    heading=_("Labels"),
                    permission=WORDING,
                ),
                MultiFieldPanel(
                    [
                        FieldPanel("publish_wording", permission=WORDING),
                        FieldPanel("keep_in_touch_wording", permission=WORDING),
                    ],
                    heading=_("Consent wordings"),
                    permission=WORDING,
                ),
                FieldPanel("button_label"),
            ],
            heading=_("Form"),
        ),
        ObjectList(
            [
                MultiFieldPanel(
                    [FieldPanel("sent_heading"), FieldPanel("sent_text")],
                    heading=_("After sending the form: check your inbox"),
                ),
                MultiFieldPanel(
                    [FieldPanel("confirm_heading"), FieldPanel("confirm_text")],
                    heading=_("The page behind the button in the mail"),
                ),
                MultiFieldPanel(
                    [FieldPanel("confirmed_heading"), FieldPanel("confirmed_text")],
                    heading=_("After confirming: thank you"),
                ),
                MultiFieldPanel([WithShareWords.share_words_panel], heading=_("Passing it on")),
            ],
            heading=_("Steps"),
        ),
        ObjectList(
            [
                HelpPanel(_("Every mail gets its button, the links and the sender's details by itself.")),
                *[_mail(name, heading) for name, heading in MAILS.items()],
            ],
            heading=_("Mails"),
            permission=WORDING,
        ),
        ObjectList(
            [
                FieldPanel("signing_open", permission=WORDING),
                FieldPanel("closed_note", permission=WORDING),
                FieldPanel("counting", permission=WORDING),
                FieldPanel("publish_unflagged", permission=WORDING),
                FieldPanel("wall_indexed", permission=WORDING),
            ],
            heading=_("Options"),
            permission=WORDING,
        ),
        ObjectList([*Page.promote_panels, FieldPanel("share_image")], heading=_("Promote")),
        ObjectList(Page.settings_panels, heading=_("Settings")),
    ]
)
