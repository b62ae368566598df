"""The downloads of a motion. They stand before Wagtail's addresses, beneath the motion's own page."""

from django.urls import re_path

from campaign_pages.documents import views

# The path of a page: words and hyphens, each with its slash, as Wagtail's own pattern has it.
urlpatterns = [
    re_path(r"^(?P<page_path>(?:[\w-]+/)+)motion\.(?P<form>docx|pdf|txt)$", views.motion_file, name="motion_file"),
]
