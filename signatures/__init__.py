"""Statements that people sign, confirm by email and see on a public wall after an organiser's check."""
