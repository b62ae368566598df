"""What the admin says to each role, what it checks and how it looks. This file registers, nothing else."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from staff.admin_home import WhatYouCanDoPanel
from staff.content_checks import check_main_text_only

hooks.register("construct_wagtail_userbar", check_main_text_only)


@hooks.register("construct_homepage_panels")
def add_what_you_can_do(request, panels):
    panels.append(WhatYouCanDoPanel())


@hooks.register("insert_global_admin_css")
def our_colours_and_mark() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
