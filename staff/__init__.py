"""The people who log in, and what each role of them may do."""
