"""The page on which a word is tried out before it joins the lists: whom it would flag of those who wait."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from signatures.admin.queue import for_the_desk
from signatures.models import ListedWord
from signatures.permissions import can_keep_lists
from signatures.services import trying_words
from staff.access import only_if

SHOWN = 50


class TrialForm(forms.Form):
    """A word as the lists take it, with their labels and rules; it may stand there already. `word` is never saved."""

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields.update(forms.fields_for_model(ListedWord, ["kind", "text"]))

    def clean(self) -> dict:
        cleaned = super().clean()
        if not self.errors:
            self.word = ListedWord(**cleaned)
            self.word.clean()
        return cleaned


@require_safe
@never_cache
@only_if(can_keep_lists)
def try_out(request: HttpRequest) -> HttpResponse:
    """The form; once it is filled in, how many it finds, the first of them, and the way to add it."""
    form = TrialForm(request.GET if "text" in request.GET else None)
    context = {"form": form, "breadcrumbs": [{"url": list_url(), "label": _("Words to look twice at")},
                                             {"url": "", "label": _("Try a word out")}]}  # fmt: skip
    if form.is_bound and form.is_valid():
        kind, text = form.word.kind, form.word.text
        trial = trying_words.try_out(ListedWord.Kind(kind), text)
        rows = {row.pk: row for row in for_the_desk().filter(pk__in=trial.found[:SHOWN])}
        context |= {
            "trial": trial,
            "word": form.word,
            "frees": kind == ListedWord.Kind.INNOCENT,
            "rows": [rows[pk] for pk in trial.found if pk in rows],
            "number": len(trial.found),
            "listed": ListedWord.objects.filter(kind=kind, text=text).first(),
            "add_url": reverse("wagtailsnippets_signatures_listedword:add"),
        }
    return render(request, "signatures/admin/try_word.html", context)


def url_for(word: ListedWord) -> str:
    """The page with this word tried out."""
    return f"{reverse('signatures_admin:try_word')}?{urlencode({'kind': word.kind, 'text': word.text})}"


def list_url() -> str:
    return reverse("wagtailsnippets_signatures_listedword:list")
