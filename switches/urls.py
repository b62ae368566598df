"""The addresses of the switches, beneath `/admin/signatures/`."""

from django.urls import path

from switches import views

app_name = "switches"

urlpatterns = [
    path("", views.switches, name="switches"),
    path("<slug:kind>/on/", views.turn_on, name="on"),
    path("<int:switch_id>/off/", views.turn_off, name="off"),
]
