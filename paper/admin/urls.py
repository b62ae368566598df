"""The addresses of our own views under `/admin/sheets/`."""

from django.urls import path

from paper.admin import views

app_name = "paper_admin"

urlpatterns = [
    path("order/", views.order, name="order"),
    path("<int:batch_id>/sheets.pdf", views.sheets, name="sheets"),
    path("<int:batch_id>/cancel/", views.cancel, name="cancel"),
    path("<int:batch_id>/restore/", views.restore, name="restore"),
]
