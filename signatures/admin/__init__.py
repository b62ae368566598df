"""The organisers' desk in the Wagtail admin."""
