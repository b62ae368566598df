"""The tables of signing, one module each."""

from signatures.models.act import Act
from signatures.models.automatic import AutomaticPublication
from signatures.models.bulk_review import BulkReview
from signatures.models.claim import Claim
from signatures.models.code_try import CodeTry
from signatures.models.consent import Consent, ConsentWording, Purpose
from signatures.models.correction import Correction, Outcome
from signatures.models.decision import Decision
from signatures.models.desk_word import DeskWord
from signatures.models.flag import SignatureFlag
from signatures.models.listed_word import ListedWord
from signatures.models.page import StatementPage
from signatures.models.reason import Reason
from signatures.models.signature import Signature, SignatureWord, Source
from signatures.models.supporter import Supporter
from signatures.models.version import StatementVersion

__all__ = [
    "Act",
    "AutomaticPublication",
    "BulkReview",
    "Claim",
    "CodeTry",
    "Consent",
    "ConsentWording",
    "Correction",
    "Decision",
    "DeskWord",
    "ListedWord",
    "Outcome",
    "Purpose",
    "Reason",
    "Signature",
    "SignatureFlag",
    "SignatureWord",
    "Source",
    "StatementPage",
    "StatementVersion",
    "Supporter",
]
