"""What `make bench` runs: each part of the promises about speed in a module of its own."""
