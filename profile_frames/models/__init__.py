"""The frames that editors upload, and the page that offers them."""

from profile_frames.models.frame import ProfileFrame
from profile_frames.models.page import ProfileFramePage

__all__ = ["ProfileFrame", "ProfileFramePage"]
