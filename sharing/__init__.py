"""Passing a page on: the words, the links to the networks, and the plain word that says which link somebody came by."""
