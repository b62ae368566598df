"""The picture that goes with a shared link: made from the page's title, the campaign's look and, if any, the count."""
