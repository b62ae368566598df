"""The addresses of our own views under `/admin/signatures/`."""

from django.urls import path

from signatures.admin import views

app_name = "signatures_admin"

urlpatterns = [
    path("queue/", views.queue, name="queue"),
    path("queue/<int:signature_id>/decide/", views.decide, name="decide"),
    path("queue/undo/<int:decision_id>/", views.undo, name="undo"),
    path("address/<int:signature_id>/", views.address, name="address"),
]
