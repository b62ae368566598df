"""What every form for the public shares: the guard in front of it and the hidden fields in it."""
