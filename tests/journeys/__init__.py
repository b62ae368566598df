"""Stories as people live them, in a real Chromium: one file for each."""
