"""What the tests stand on: temporary servers, a browser, and the rules that every run obeys."""
