"""What a failure's label means, in words for whoever reads the list."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ADDRESS = gettext_lazy("The mail server refused the address.")
TEXT = gettext_lazy("The mail server refused the mail.")
SENDER = gettext_lazy("The mail server refused our own address.")
LOGIN = gettext_lazy("The mail server did not accept our password.")
AWAY = gettext_lazy("The mail server could not be reached.")
FAULT = gettext_lazy("A fault of this site: please tell whoever looks after it.")

REASONS = {
    "SMTPRecipientsRefused": ADDRESS,
    "SMTPNotSupportedError": ADDRESS,
    "SMTPDataError": TEXT,
    "SMTPSenderRefused": SENDER,
    "SMTPAuthenticationError": LOGIN,
    "SMTPConnectError": AWAY,
    "SMTPHeloError": AWAY,
    "SMTPServerDisconnected": AWAY,
    "ConnectionRefusedError": AWAY,
    "ConnectionResetError": AWAY,
    "BrokenPipeError": AWAY,
    "TimeoutError": AWAY,
    "gaierror": AWAY,
    "SSLError": AWAY,
    "SSLCertVerificationError": AWAY,
    "OSError": AWAY,
}


def in_words(label: str) -> str:
    """Such as "The mail server refused the address. (SMTPRecipientsRefused 550)"."""
    name = label.split(" ", 1)[0]
    return _("%(reason)s (%(label)s)") % {"reason": REASONS.get(name, FAULT), "label": label or "-"}
