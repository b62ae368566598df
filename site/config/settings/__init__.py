"""`base` holds what is true everywhere; `dev`, `test` and `production` are the small leaves."""
