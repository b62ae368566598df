"""Frames that supporters lay over their profile pictures, on their own devices."""
