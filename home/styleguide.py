"""A page that shows each component of the site in all its states, from the templates that the site itself uses.

For those who change the look. It exists in a local run only: elsewhere its address is not found.
"""

from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaign_pages.blocks import ActionBodyBlock, BodyBlock, DemandBlock, FactBlock

COLOURS = ("ground", "second", "field", "ink", "quiet", "hair", "red", "red-deep", "red-text", "link", "visited")
SIZES = ("huge", "title", "large", "text", "small")
CUTS = (
    *("pen", "megaphone", "letter", "motion", "microphone", "door", "speech"),
    *("placard", "calendar", "clipboard", "frame", "news", "swallow"),
)
SPACES = tuple(f"s{step}" for step in range(1, 10))
NAMES = (
    ("Nora O’Neill", "Secretary, Exampletown CLP; Unite rep"),
    ("Zoë Łukasiewicz", ""),
    ("Nguyễn Thị Ánh", "Member, UNISON"),
    ("محمد", "Delegate, Trades Council"),
    ("Íñigo I.", ""),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="First name")
    email = forms.EmailField(label="Email address", help_text="Never published.")
    roles = forms.CharField(label="Labour movement roles", required=False, help_text="For example: Unite rep.")
    kind = forms.ChoiceField(label="Kind of meeting", choices=(("", "Please choose"), ("branch", "Branch meeting")))
    words = forms.CharField(label="What about", widget=forms.Textarea({"rows": 3}))
    display = forms.ChoiceField(
        label="How should we show it?",
        widget=forms.RadioSelect,
        choices=(("full", "My full name"), ("initial", "My first name and initial")),
    )
    consent = forms.BooleanField(label="Publish my name and roles on this site.", help_text="You can take it back.")


FILLED = {"name": "Nora", "email": "nora@gmial.com", "kind": "branch", "words": "Wages", "display": "full"}


def block_samples() -> list[tuple[str, object]]:
    """Each block that editors build pages from, with what its preview holds."""
    families = [BodyBlock(), ActionBodyBlock()]
    blocks = {name: block for family in families for name, block in family.child_blocks.items()}
    blocks |= {"fact": FactBlock(), "demand": DemandBlock()}
    return [(block.label or name, block.render(block.get_preview_value())) for name, block in blocks.items()]


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """The page itself. Raises: Http404 on a real site."""
    if not settings.LOCAL_RUN:
        raise Http404
    names = [SimpleNamespace(public_name=name, roles=roles) for name, roles in NAMES]
    context = {
        "colours": COLOURS,
        "sizes": SIZES,
        "spaces": SPACES,
        "cuts": CUTS,
        "names": names,
        "nameless": SimpleNamespace(public_name="", roles=""),
        "blocks": block_samples(),
        "empty_form": SampleForm(auto_id="empty_%s"),
        "filled_form": SampleForm(FILLED | {"consent": "on"}, auto_id="filled_%s"),
        "wrong_form": SampleForm({"email": "nora"}, auto_id="wrong_%s"),
        "choices": [
            SimpleNamespace(label="", url="#filter", is_current=True),
            SimpleNamespace(label="Conference", url="#filter", is_current=False),
        ],
    }
    response = render(request, "home/styleguide.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response
