"""A column type that the tables of signing share."""

from django.db import models


class CodePointCharField(models.CharField):
    """Text compared code point by code point, so that order and prefix search agree on every database.

    SQLite compares so by itself; PostgreSQL would use the language rules of its installation.
    """

    def db_parameters(self, connection) -> dict:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
