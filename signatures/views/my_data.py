"""Everything held of a mailbox: to read, to take away, and to erase."""

import json

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from personal_data.services import as_json, everything_about
from public_forms.guard import guarded
from signatures.own_forms import EraseForm
from signatures.services import erasure
from signatures.views.private import private_page, supporter_of_own_link

FILE_NAME = "my-data.json"


@private_page("GET", "HEAD")
def data(request: HttpRequest, token: str) -> HttpResponse:
    """All of it, readable and printable."""
    mailbox = erasure.mailbox_of_supporter(supporter_of_own_link(token))
    context = {"sections": everything_about(mailbox), "token": token, "now": timezone.now()}
    return render(request, "signatures/my_data.html", context)


@private_page("GET", "HEAD")
def data_file(request: HttpRequest, token: str) -> HttpResponse:
    """The same as JSON, to keep or to give to another program."""
    mailbox = erasure.mailbox_of_supporter(supporter_of_own_link(token))
    held = as_json(everything_about(mailbox), timezone.now())
    text = json.dumps(held, ensure_ascii=False, indent=2)
    response = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response


@guarded
@private_page("GET", "HEAD", "POST")
def erase(request: HttpRequest, token: str) -> HttpResponse:
    """Says what will go; its POST is the one confirmation."""
    supporter = supporter_of_own_link(token)
    form = EraseForm(request.POST) if request.method == "POST" else EraseForm()
    if form.is_bound and form.is_valid():
        erasure.erase_everything(erasure.mailbox_of_supporter(supporter), never_mail=form.cleaned_data["never_mail"])
        return HttpResponseRedirect(reverse("signatures:erased"), status=303)
    context = {
        "form": form,
        "form_action": reverse("signatures:erase", args=[token]),
        "back_url": reverse("signatures:own", args=[token]),
        "signatures": supporter.signatures.select_related("statement").order_by("pk"),
    }
    return render(request, "signatures/erase.html", context, status=422 if form.is_bound else 200)


@private_page("GET", "HEAD")
def erased(request: HttpRequest) -> HttpResponse:
    """Nothing is left by now, so this page knows of nobody."""
    return render(request, "signatures/erased.html")
