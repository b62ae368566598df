from django.urls import path

from home import views
from home.cards.views import share_card
from home.styleguide import styleguide

urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("search/", views.search, name="search"),
    path("styleguide/", styleguide, name="styleguide"),
    path("cards/<int:page_id>/<slug:digest>.png", share_card, name="share_card"),
]
