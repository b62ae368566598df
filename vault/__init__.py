"""What is kept unreadable at rest: encrypted fields, and keyed hashes of what must be found again."""
