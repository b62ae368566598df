"""Files that belong to pages. They stand before Wagtail's addresses, which serve the pages themselves."""

from django.urls import re_path

from campaign_pages import views

app_name = "campaign_pages"

# The path of a page: words and hyphens, each with its slash, as Wagtail's own pattern has it.
PAGE = r"^(?P<page_path>(?:[\w-]+/)+)"

urlpatterns = [
    re_path(PAGE + r"event\.ics$", views.event, name="event"),
    re_path(PAGE + r"feed\.xml$", views.feed, name="feed"),
]
