from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProfileFramesConfig(AppConfig):
    name = "profile_frames"
    verbose_name = _("profile frames")
