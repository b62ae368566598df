"""Registers the frames with Wagtail; what is registered lives in `admin.py`."""

from wagtail.snippets.models import register_snippet

from profile_frames.admin import ProfileFrameViewSet

register_snippet(ProfileFrameViewSet)
