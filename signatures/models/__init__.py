"""The tables of signing, one module each."""

from signatures.models.act import Act
from signatures.models.consent import Consent, ConsentWording, Purpose
from signatures.models.decision import Decision, Reason
from signatures.models.page import StatementPage
from signatures.models.signature import Signature, SignatureWord, Source
from signatures.models.supporter import Supporter
from signatures.models.version import StatementVersion

__all__ = [
    "Act",
    "Consent",
    "ConsentWording",
    "Decision",
    "Purpose",
    "Reason",
    "Signature",
    "SignatureWord",
    "Source",
    "StatementPage",
    "StatementVersion",
    "Supporter",
]
