"""Model fields whose column can't be read without our keys."""

from django.db import models

from vault.ciphers import decrypt, encrypt


class EncryptedTextField(models.TextField):
    """Text in Python, ciphertext in the database. An empty text stays empty, so that "nothing kept" can be seen.

    It can't be searched or ordered by: every write of the same text makes another ciphertext.
    """

    def from_db_value(self, value: str | None, expression, connection) -> str | None:
        return decrypt(value) if value else value

    def get_prep_value(self, value: str | None) -> str | None:
        value = super().get_prep_value(value)
        return encrypt(value) if value else value

    def get_lookup(self, lookup_name: str):
        if lookup_name in {"exact", "isnull"}:  # only "is it empty?" can be asked
            return super().get_lookup(lookup_name)
        return None
