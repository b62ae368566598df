"""The sheet and the poster beneath a statement's page. They stand before Wagtail's addresses."""

from django.urls import re_path

from paper import views

app_name = "paper"

PAGE = r"^(?P<page_path>(?:[\w-]+/)+)"

urlpatterns = [
    re_path(PAGE + r"petition\.pdf$", views.petition, name="petition"),
    re_path(PAGE + r"poster\.pdf$", views.poster, name="poster"),
]
