"""What the admin's home page says to each role. This file registers, nothing else."""

from wagtail import hooks

from staff.admin_home import WhatYouCanDoPanel


@hooks.register("construct_homepage_panels")
def add_what_you_can_do(request, panels):
    panels.append(WhatYouCanDoPanel())
