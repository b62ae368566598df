"""Sheets and poster as PDF files."""
