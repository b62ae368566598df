"""Page types, one file each."""

from campaign_pages.models.base import BasePage
from campaign_pages.models.information import InformationPage

__all__ = ["BasePage", "InformationPage"]
