"""The front page and the settings of the site."""

from home.models.page import HomePage
from home.models.site_settings import SiteSettings
from home.models.starter_item import StarterItem

__all__ = ["HomePage", "SiteSettings", "StarterItem"]
