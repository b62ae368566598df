"""The front page, the site's own settings and navigation, and the content a new site starts with."""
