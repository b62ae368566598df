"""Which spellings of an address reach the same mailbox, provider by provider. Data with sources, no logic.

Two rules hold everywhere and need no entry:

- Letter case never matters. RFC 5321, 2.4 lets a server tell "Anna" from "anna"; no provider of note does.
- What follows the first "+" is a tag (RFC 5233), as at Google, Microsoft (Outlook.com; Exchange Online by
  default since 2022), Apple, Proton and Fastmail. Where a provider has no tags, "anna+tag" doesn't exist: the
  confirming mail bounces and nothing is counted. No provider is known where "anna+x" and "anna+y" are two
  people.

Anything else needs an entry and a source, because the opposite mistake is worse: two people taken for one
mailbox would cost somebody their signature without a word. Left out on purpose, therefore:

- Yahoo's disposable addresses, "nickname-keyword": the nickname is not the account's own name, it may be
  somebody else's, and older addresses on Yahoo's servers (BT, Sky, Rocketmail) may have hyphens of their own.
- Outlook.com, Hotmail, Live, MSN and their countries; Yahoo's countries; Mail.ru's four; GMX; Zoho: the same
  name on two of their domains may be two people.
- Dots at Google Workspace, Outlook, Apple, Yahoo, Fastmail and others: there they count.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class MailboxRule:
    """How one provider tells mailboxes apart.

    `domains`: the ones on which the same name is the same mailbox; the first stands for all of them.
    `ignored`: characters of the local part that make no difference.
    `same`: pairs of them that are taken for each other, as (written, stands for).
    """

    domains: tuple[str, ...]
    ignored: str = ""
    same: tuple[tuple[str, str], ...] = field(default=())


RULES = (
    # Google: support.google.com/mail/answer/7436150 ("Dots don't matter in Gmail addresses") and
    # support.google.com/mail/answer/10313 (googlemail.com is gmail.com).
    MailboxRule(("gmail.com", "googlemail.com"), ignored="."),
    # Apple: support.apple.com/118230. Older accounts have the same name at two or all three of these.
    MailboxRule(("icloud.com", "me.com", "mac.com")),
    # Proton: proton.me/support/addresses-and-aliases, a name belongs to one account on all its domains. That
    # ".", "-" and "_" are passed over its staff say, its manual doesn't: sindastra.de/p/1775.
    MailboxRule(("proton.me", "protonmail.com", "protonmail.ch", "pm.me"), ignored=".-_"),
    # Yandex: yandex.com/support/mail, one mailbox on each of its domain aliases; dots and hyphens of a login
    # are interchangeable.
    MailboxRule(
        ("yandex.ru", "ya.ru", "yandex.com", "yandex.by", "yandex.kz", "yandex.ua", "yandex.com.tr"),
        same=((".", "-"),),
    ),
)

RULE_OF = {domain: rule for rule in RULES for domain in rule.domains}

# Fastmail: fastmail.help/hc/en-us/articles/360060591053, "x@anna.fastmail.com" reaches anna@fastmail.com. Its
# customers' own domains work like that too, but nothing in the address tells which they are. A hyphen in that
# label may stand for "_" in the user's name, so such labels are left alone.
SUBDOMAIN_ADDRESSING = ("fastmail.com", "fastmail.fm")

# What signers here most likely meant: a slip towards one of these is worth a question.
COMMON_DOMAINS = (
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "live.com", "live.co.uk",
    "msn.com", "yahoo.com", "yahoo.co.uk", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com",
    "btinternet.com", "sky.com", "virginmedia.com", "ntlworld.com", "blueyonder.co.uk", "talktalk.net",
    "tiscali.co.uk", "protonmail.com", "proton.me", "fastmail.com", "gmx.com", "gmx.co.uk", "zoho.com",
    "riseup.net",
)  # fmt: skip

# Real domains that are one slip from a common one, and so would be questioned without a cause.
REAL_NEIGHBOURS = frozenset({"cloud.com", "email.com", "mail.com"})

# Endings that don't exist, and what was meant.
ENDING_SLIPS = {
    ".con": ".com", ".cmo": ".com", ".ocm": ".com", ".vom": ".com", ".xom": ".com", ".cim": ".com",
    ".cpm": ".com", ".comm": ".com", ".coom": ".com", ".ccom": ".com", ".couk": ".co.uk", ".co.ku": ".co.uk",
    ".co.ik": ".co.uk", ".co.yk": ".co.uk", ".co.ul": ".co.uk", ".co.uj": ".co.uk", ".ogr": ".org",
    ".rog": ".org", ".ent": ".net",
}  # fmt: skip
