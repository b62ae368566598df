"""What each role may do: one table, and the names of the roles. Rights of other apps are named, never imported."""

from typing import Final

VOLUNTEER: Final = "volunteer"
MODERATOR: Final = "moderator"
ORGANISER: Final = "organiser"
ADMIN: Final = "admin"

ROLES: Final = (VOLUNTEER, MODERATOR, ORGANISER, ADMIN)

_EVERYBODY = ROLES
_EDITORS = (VOLUNTEER, ORGANISER, ADMIN)
_MODERATORS = (MODERATOR, ORGANISER, ADMIN)
_ORGANISERS = (ORGANISER, ADMIN)
_ADMINS = (ADMIN,)

Table = dict[str, tuple[str, ...]]

# What holds for the whole site.
RIGHTS: Final[Table] = {
    "wagtailadmin.access_admin": _EVERYBODY,
    # words in the footer, menus, social accounts
    "home.change_sitesettings": _EDITORS,
    "home.change_responsibility": _ORGANISERS,
    # what news is filed under
    "campaign_pages.add_newstopic": _ORGANISERS,
    "campaign_pages.change_newstopic": _ORGANISERS,
    "campaign_pages.delete_newstopic": _ORGANISERS,
    # frames for profile pictures; the page that offers them is published like any other
    "profile_frames.add_profileframe": _EDITORS,
    "profile_frames.change_profileframe": _ORGANISERS,
    "profile_frames.delete_profileframe": _ORGANISERS,
    # signatures: names, roles, flags and the domain of the address
    "signatures.view_signature": _MODERATORS,
    "signatures.moderate_signature": _MODERATORS,
    # signatures: the address itself, all at once, and what concerns everybody
    "signatures.find_by_address": _ORGANISERS,
    "signatures.see_address": _ORGANISERS,
    "signatures.export_signatures": _ORGANISERS,
    "signatures.bulk_review": _ORGANISERS,
    "signatures.use_switches": _ORGANISERS,
    "signatures.see_charts": _ORGANISERS,
    "signatures.view_consent": _ORGANISERS,
    "signatures.change_statement_wording": _ORGANISERS,
    "signatures.add_listedword": _ORGANISERS,
    "signatures.change_listedword": _ORGANISERS,
    "signatures.delete_listedword": _ORGANISERS,
    "signatures.view_listedword": _ORGANISERS,
    "signatures.add_reason": _ORGANISERS,
    "signatures.change_reason": _ORGANISERS,
    "signatures.view_reason": _ORGANISERS,
    # petition sheets with numbers of their own
    "paper.order_sheets": _ORGANISERS,
    # enquiries: what people wrote, and how it is handled
    "enquiries.view_enquiry": _ORGANISERS,
    "enquiries.handle_enquiry": _ORGANISERS,
    "enquiries.change_handling": _ORGANISERS,
    # mail that could not leave
    "outbox.view_message": _ORGANISERS,
    "outbox.change_message": _ORGANISERS,
    # work in the background: how far it is, and ending it
    "background.view_job": _ORGANISERS,
    "background.change_job": _ORGANISERS,
    # the people who log in, and how the site is put together
    "staff.view_user": _ADMINS,
    "staff.add_user": _ADMINS,
    "staff.change_user": _ADMINS,
    "staff.delete_user": _ADMINS,
    "auth.view_group": _ADMINS,
    "auth.add_group": _ADMINS,
    "auth.change_group": _ADMINS,
    "auth.delete_group": _ADMINS,
    "wagtailcore.add_site": _ADMINS,
    "wagtailcore.change_site": _ADMINS,
    "wagtailcore.delete_site": _ADMINS,
    "wagtailredirects.add_redirect": _ADMINS,
    "wagtailredirects.change_redirect": _ADMINS,
    "wagtailredirects.delete_redirect": _ADMINS,
    "wagtailcore.add_workflow": _ADMINS,
    "wagtailcore.change_workflow": _ADMINS,
    "wagtailcore.delete_workflow": _ADMINS,
    "wagtailcore.add_task": _ADMINS,
    "wagtailcore.change_task": _ADMINS,
    "wagtailcore.delete_task": _ADMINS,
}

# On every page, from the root of the tree down.
PAGE_RIGHTS: Final[Table] = {
    "wagtailcore.add_page": _EDITORS,
    "wagtailcore.change_page": _EDITORS,
    "wagtailcore.publish_page": _ORGANISERS,
    "wagtailcore.lock_page": _ORGANISERS,
    "wagtailcore.unlock_page": _ORGANISERS,
    "wagtailcore.bulk_delete_page": _ORGANISERS,
}

# On every collection of pictures and documents, from the root down. Wagtail takes "change" for leave to delete as
# well, and lets whoever may add change what they added: volunteers mend their own pictures and nobody else's.
COLLECTION_RIGHTS: Final[Table] = {
    "wagtailimages.add_image": _EDITORS,
    "wagtailimages.choose_image": _EDITORS,
    "wagtailimages.change_image": _ORGANISERS,
    "wagtaildocs.add_document": _EDITORS,
    "wagtaildocs.choose_document": _EDITORS,
    "wagtaildocs.change_document": _ORGANISERS,
    "wagtailcore.add_collection": _ADMINS,
    "wagtailcore.change_collection": _ADMINS,
    "wagtailcore.delete_collection": _ADMINS,
}

# Pages that volunteers submit wait for one of these. Wagtail locks such a page for everybody else, so admins are
# among them: they may publish pages too.
REVIEWERS: Final = _ORGANISERS
REVIEW: Final = "Organiser checks it"


def rights_of(role: str, table: Table) -> list[str]:
    """The rights that `table` gives to `role`."""
    return [right for right, roles in table.items() if role in roles]
