"""The public addresses of signing. They stand before Wagtail's, which serves the statement's page itself."""

from django.urls import path, re_path

from signatures import views

app_name = "signatures"

# The path of a statement's page: words and hyphens, each with its slash, as Wagtail's own pattern has it.
PAGE = r"^(?P<page_path>(?:[\w-]+/)+)"

urlpatterns = [
    path("sign/<int:statement_id>/", views.sign, name="sign"),
    path("sign/again/<str:token>/", views.sign_again, name="sign_again"),
    path("sign/code/<str:token>/", views.sign_code, name="sign_code"),
    path("sign/sent/<str:token>/", views.sent, name="sent"),
    path("my-signature/confirmed/<str:token>/", views.confirmed, name="confirmed"),
    path("my-signature/not-me/", views.not_me_done, name="not_me_done"),  # before the one that takes any word
    path("my-signature/", views.find, name="find"),
    path("my-signature/sent/", views.find_sent, name="find_sent"),
    path("my-signature/erased/", views.erased, name="erased"),
    path("my-signature/<str:token>/", views.own, name="own"),
    path("my-signature/done/<str:act>/<str:token>/", views.own_done, name="own_done"),
    path("my-signature/correct/<str:token>/<int:signature_id>/", views.correct, name="correct"),
    path("my-signature/show-less/<str:token>/", views.show_less, name="show_less"),
    path("my-signature/stop-mail/<str:token>/", views.stop_mail, name="stop_mail"),
    path("my-signature/start-mail/<str:token>/", views.start_mail, name="start_mail"),
    path("my-signature/data/<str:token>/", views.data, name="data"),
    path("my-signature/data/<str:token>/my-data.json", views.data_file, name="data_file"),
    path("my-signature/erase/<str:token>/", views.erase, name="erase"),
    path("my-signature/confirm/<str:token>/", views.confirm, name="confirm"),
    path("my-signature/not-me/<str:token>/", views.not_me, name="not_me"),
    path("my-signature/unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("my-signature/withdraw/<str:token>/", views.withdraw, name="withdraw"),
    path("counts.json", views.counts, name="counts"),
    re_path(PAGE + r"count\.json$", views.count, name="count"),
    re_path(PAGE + r"badge\.svg$", views.badge, name="badge"),
    re_path(PAGE + r"embed/$", views.card, name="card"),
    re_path(PAGE + r"share/$", views.share, name="share"),
    re_path(PAGE + r"signatures/$", views.wall, name="wall"),
]
