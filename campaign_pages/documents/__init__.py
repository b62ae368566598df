"""A motion as a web page, Word file, PDF and plain text: one structure, four ways to put it on paper."""
