"""Letters to the campaign and requests for speakers: two pages with a form, and the organisers' inbox."""
