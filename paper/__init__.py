"""What is printed to collect names: petition sheets with their codes, and the poster. What comes back is not here."""
