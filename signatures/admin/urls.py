"""The addresses of our own views under `/admin/signatures/`."""

from django.urls import path

from signatures.admin import corrections, views

app_name = "signatures_admin"

urlpatterns = [
    path("queue/", views.queue, name="queue"),
    path("queue/<int:signature_id>/decide/", views.decide, name="decide"),
    path("queue/undo/<int:decision_id>/", views.undo, name="undo"),
    path("corrections/", corrections.waiting, name="corrections"),
    path("corrections/<int:correction_id>/settle/", corrections.settle, name="correction_settle"),
    path("corrections/<int:correction_id>/undo/", corrections.undo, name="correction_undo"),
    path("address/<int:signature_id>/", views.address, name="address"),
]
