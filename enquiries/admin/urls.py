"""The addresses of our own views under `/admin/enquiries/`."""

from django.urls import path

from enquiries.admin import views

app_name = "enquiries_admin"

urlpatterns = [
    path("bulk/", views.bulk, name="bulk"),
    path("undo/<int:move_id>/", views.undo, name="undo"),
    path("<int:enquiry_id>/move/", views.move, name="move"),
    path("<int:enquiry_id>/assign/", views.assign, name="assign"),
    path("<int:enquiry_id>/note/", views.note, name="note"),
]
