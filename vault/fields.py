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

    def get_placeholder(self, value, compiler, connection) -> str:
        """Refuses what the database would compute by itself, such as `update(address=Value("ada@…"))`: it would be
        written as it is, past the cipher. Raises: TypeError.
        """
        if hasattr(value, "as_sql") and not isinstance(value.output_field, EncryptedTextField):
            raise TypeError(f"{self.model._meta.label}.{self.name} is encrypted: give it a text, not an expression.")
        return "%s"

    def get_lookup(self, lookup_name: str):
        if lookup_name in {"exact", "isnull"}:  # only "is it empty?" can be asked
            return super().get_lookup(lookup_name)
        return None


class ClosedText(EncryptedTextField):
    """What an expression holds that is ciphertext already, for `vault.rotation` alone."""

    def get_prep_value(self, value: str | None) -> str | None:
        return value
