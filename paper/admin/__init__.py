"""Numbered sheets at the desk."""
