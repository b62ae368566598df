"""Page types, one file each."""

from campaign_pages.models.actions import ActionIndexPage, ActionPage
from campaign_pages.models.base import BasePage
from campaign_pages.models.campaign import CampaignPage
from campaign_pages.models.information import InformationPage
from campaign_pages.models.motion import MotionPage
from campaign_pages.models.news import NewsIndexPage, NewsPage, NewsTopic

__all__ = [
    "ActionIndexPage",
    "ActionPage",
    "BasePage",
    "CampaignPage",
    "InformationPage",
    "MotionPage",
    "NewsIndexPage",
    "NewsPage",
    "NewsTopic",
]
