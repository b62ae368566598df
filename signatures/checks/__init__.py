"""Reasons to look twice at a signature: small pure checks. None publishes, none hides; people decide."""
