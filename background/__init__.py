"""Work that takes longer than a request: done in the background, in portions, seen by whoever started it."""
