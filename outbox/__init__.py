"""Mail that must leave: the intent is a row, written with what caused it; a worker renders and sends it."""
