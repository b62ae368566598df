"""The organisers' inbox in the Wagtail admin."""
