"""The public addresses of enquiries. They stand before Wagtail's, which serves the pages themselves."""

from django.urls import path

from enquiries import views

app_name = "enquiries"

urlpatterns = [
    path("enquire/<int:page_id>/", views.send, name="send"),
    path("enquire/not-me/", views.not_me_done, name="not_me_done"),
    path("enquire/not-me/<str:token>/", views.not_me, name="not_me"),
    path("enquire/sent/<str:token>/", views.sent, name="sent"),
]
