"""Motions for tests, as structures and as pages."""

from campaign_pages.documents.motion import Source
from campaign_pages.models import MotionPage
from tests import builders

POLISH, ARABIC, CHINESE = "Paweł Święcicki", "محمد علي الحسن", "陳美玲"
NAMES = f"that {POLISH}, {ARABIC} and {CHINESE} spoke for {{members}}"


def source(**given) -> Source:
    parts = (
        ("{Body} notes:", (("that borders divide workers – and {members} know it;", "A note"), (NAMES, ""))),
        ("In government Labour should:", (("close every detention centre.", ""),)),
        ("{Body} resolves:", (("to ask {representatives} to sign;", ""), ("to write to {conference}.", ""))),
    )
    return Source(**({"title": "Rank-and-file & free", "year": 2026, "language": "en-GB", "parts": parts} | given))


def points(*texts: str) -> list:
    return [("point", {"text": text, "note": ""}) for text in texts]


def page(slug: str = "model-motion", parent=None, **fields) -> MotionPage:
    given = {
        "title": "Model motion",
        "motion_title": "Rank-and-file & free",
        "year": 2026,
        "preamble": points("that borders divide workers – and {members} know it;", NAMES),
        "government": points("close every detention centre."),
        "resolve": points("to ask {representatives} to sign;", "to write to {conference}."),
    }
    made = (parent or builders.home()).add_child(instance=MotionPage(slug=slug, **(given | fields)))
    made.save_revision().publish()
    return MotionPage.objects.get(pk=made.pk)
