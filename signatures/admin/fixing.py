"""The page on which a name or a role is put right, with the rules of the signing form."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from signatures import names
from signatures.admin import queue as queues
from signatures.admin import sentences
from signatures.forms import CleanTextField
from signatures.models import Signature
from signatures.permissions import can_moderate
from signatures.services import claims, fixing, moderation
from staff.access import only_if

WAYS_BACK = {"cards": "signatures_admin:cards", "queue": "signatures_admin:queue"}


class FixForm(forms.Form):
    """First name, last name and roles, as the signing form takes them."""

    first_name = CleanTextField(
        label=gettext_lazy("First name"),
        tidy=names.clean_name,
        error_messages={"required": gettext_lazy("Somebody with one name has it here.")},
    )
    last_name = CleanTextField(label=gettext_lazy("Last name"), tidy=names.clean_name, required=False)
    roles = CleanTextField(label=gettext_lazy("Labour movement roles"), tidy=names.clean_roles, required=False)
    seen_text = forms.CharField(max_length=16, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_name", "last_name", "roles"):
            self.fields[name].widget.attrs |= {"dir": "auto", "autocomplete": "off", "spellcheck": "false"}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@only_if(can_moderate)
def correct(request: HttpRequest, signature_id: int) -> HttpResponse:
    """Shows the form; its POST corrects what was on the screen, or says that it reads otherwise by now."""
    signature = get_object_or_404(queues.for_the_desk(), pk=signature_id)
    after = request.POST.get("after", request.GET.get("after", ""))
    if request.method != "POST":
        return _page(request, signature, _fresh(signature), after)
    form = FixForm(request.POST)
    if not form.is_valid():
        return _page(request, signature, form, after, status=422)
    claims.stay(request.user)
    try:
        fixed, correction = fixing.fix(signature.pk, by=request.user, **form.cleaned_data)
    except Signature.DoesNotExist:
        messages.warning(request, sentences.gone())
        return redirect("signatures_admin:queue")
    except fixing.NotCorrectable:
        messages.warning(request, _("Nothing changed: it was withdrawn, or its signer's own correction waits."))
    except moderation.TextChanged as late:
        messages.warning(request, sentences.who_was_first(late))
        late.signature.refresh_from_db()
        return _page(request, late.signature, _fresh(late.signature), after, status=409)
    else:
        text = _("Corrected: %(name)s. Its signer can see that.") if correction else _("%(name)s stays as it is.")
        messages.success(request, text % {"name": fixed.full_name})
    return redirect(_back(signature, after))


def _fresh(signature: Signature) -> FixForm:
    shown = ("first_name", "last_name", "roles")
    initial = {name: getattr(signature, name) for name in shown}
    return FixForm(initial=initial | {"seen_text": signature.text_mark})


def _page(request: HttpRequest, signature: Signature, form: FixForm, after: str, status: int = 200) -> HttpResponse:
    context = {
        "signature": signature,
        "form": form,
        "after": after if after in WAYS_BACK else "",
        "back_url": _back(signature, after),
        "may_moderate": True,
        "breadcrumbs": [
            {"url": sentences.page_of(signature), "label": signature.full_name},
            {"url": "", "label": _("Correct")},
        ],
    }
    return render(request, "signatures/admin/correct.html", context, status=status)


def _back(signature: Signature, after: str) -> str:
    return reverse(WAYS_BACK[after]) if after in WAYS_BACK else sentences.page_of(signature)
