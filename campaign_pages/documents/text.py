"""A motion as plain text: to copy into a mail, and as a file. Pure."""

from django.utils.translation import gettext as _

from campaign_pages.documents.motion import BRANCH_SLOT, Motion, Run, Words, plain

BLANK = "_" * 30


def lines(motion: Motion) -> list[Words]:
    """Each line as its runs, so that a page can put a branch's name into the very same text."""
    empty: Words = ()
    found = [(Run(motion.title),), empty, branch_line(motion), empty]
    for part in motion.parts:
        if part.lead:
            found += [part.lead, empty]
        for point in part.points:
            found.append((Run(f"{point.number}. "), *point.words))
        found.append(empty)
    return [*found, motion.stamp]


def branch_line(motion: Motion) -> Words:
    return (Run(_("Submitted by:") + " "), Run(motion.branch or BLANK, BRANCH_SLOT))


def render(motion: Motion) -> bytes:
    text = "\r\n".join(plain(line) for line in lines(motion)) + "\r\n"
    # The mark at the beginning tells older Windows programs that this is UTF-8.
    return text.encode("utf-8-sig")
