"""The front page and the settings of the site."""

from home.models.page import HomePage
from home.models.site_settings import SiteSettings

__all__ = ["HomePage", "SiteSettings"]
