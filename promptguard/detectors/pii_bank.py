"""Bank accounts and securities: IBAN, BIC, routing numbers, ISIN, LEI, CUSIP."""

import re
from functools import partial

from promptguard.evidence.identifier_search import identifier_detector
from promptguard.evidence.identifier_signals import identifier_signals
from promptguard.evidence.identifiers import Identifier, identifier_rules
from promptguard.evidence.stdnum_checks import standard
from promptguard.model import Level

_FINANCE = ("pii", "pii.finance")
_COUNTRIES = (
    "AD|AE|AL|AT|AZ|BA|BE|BG|BH|BI|BR|BY|CH|CR|CY|CZ|DE|DJ|DK|DO|EE|EG|ES|FI|FK|FO|FR|GB|GE|GI|GL"
    "|GR|GT|HN|HR|HU|IE|IL|IQ|IS|IT|JO|KW|KZ|LB|LC|LI|LT|LU|LV|LY|MC|MD|ME|MK|MN|MR|MT|MU|NI|NL|NO"
    "|OM|PK|PL|PS|PT|QA|RO|RS|RU|SA|SC|SD|SE|SI|SK|SM|SO|ST|SV|TL|TN|TR|UA|VA|VG|XK|YE"
)
#: Printed in the SWIFT registry and in every article on the subject.
_DOCUMENTED = frozenset(
    [
        "GB82WEST12345698765432",
        "GB29NWBK60161331926819",
        "GB33BUKB20201555555555",
        "DE89370400440532013000",
        "DE75512108001245126199",
        "DE02120300000000202051",
        "FR1420041010050500013M02606",
        "FR7630006000011234567890189",
        "NL91ABNA0417164300",
        "NL02ABNA0123456789",
        "ES9121000418450200051332",
        "IT60X0542811101000000123456",
        "BE68539007547034",
        "CH9300762011623852957",
        "AT611904300234573201",
    ]
)
_iban = standard("iban")


def is_iban(value: str) -> bool:
    """Length and structure of its country, and ISO 7064 modulo 97."""
    plain = re.sub(r"[ -]", "", value).upper()
    return len(plain) >= 15 and _iban(plain) and len(set(plain[4:])) > 2


ROWS = (
    Identifier(
        name="iban",
        title="International bank account number (IBAN)",
        shape=rf"(?i:{_COUNTRIES})\d\d(?:[ -]?[A-Za-z0-9]{{4}}){{2,7}}(?:[ -]?[A-Za-z0-9]{{1,3}})?",
        form=rf"(?:{_COUNTRIES})\d\d(?:[A-Z0-9]{{11,30}}|(?:[ -][A-Z0-9]{{4}}){{2,7}}(?:[ -][A-Z"
        rf"0-9]{{1,3}})?)",
        words=("iban", "bank account", "account number", "kontonummer", "bankverbindung", "konto",
               "rekening", "wire transfer", "bic", "compte bancaire"),
        check=is_iban,
        share=0.0001,
        sample="GB<digit:2>NWBK<digit:14>",
        labels=_FINANCE,
        documented=_DOCUMENTED,
        advice="Replace the account by an invented one; it names a person (GDPR) and their bank.",
        reference="https://www.iso13616.org/",
    ),
    Identifier(
        name="bic",
        loud=True,
        title="Bank identifier code (BIC, SWIFT)",
        shape=rf"[A-Z]{{4}}(?:{_COUNTRIES}|US|CA|AU|JP|CN|HK|SG|IN|ZA|KR|MX|NZ|TW|TH)[A-Z0-9]{{2}}(?:[A-Z0-9]{{3}})?",
        words=("bic", "swift code", "bic code", "swift/bic"),
        check=standard("bic"),
        share=1,
        sample="<upper:4>DE<upper:2>",
        level=Level.INTERNAL,
        labels=_FINANCE,
        lonely=False,
        advice="Remove it together with the account it belongs to.",
        reference="https://en.wikipedia.org/wiki/ISO_9362",
    ),
    Identifier(
        name="us-routing",
        title="US bank routing number (ABA)",
        shape=r"(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}",
        words=("aba", "routing number", "aba number", "routing no", "transit number", "aba routing",
               "bank routing"),
        check=standard("us.rtn"),
        share=0.097,
        sample="02<digit:7>",
        level=Level.INTERNAL,
        labels=_FINANCE,
        lonely=False,
        advice="Remove it together with the account number beside it.",
        reference="https://en.wikipedia.org/wiki/ABA_routing_transit_number",
    ),
    Identifier(
        name="isin",
        title="International securities identification number (ISIN)",
        shape=r"[A-Z]{2}[A-Z0-9]{9}\d",
        words=("isin",),
        loud=True,
        check=standard("isin"),
        share=0.036,
        sample="US<digit:10>",
        level=Level.INTERNAL,
        labels=_FINANCE,
        lonely=False,
        advice="A position in a security can be material information; leave the holder out.",
        reference="https://en.wikipedia.org/wiki/International_Securities_Identification_Number",
    ),
    Identifier(
        name="lei",
        title="Legal entity identifier (LEI)",
        shape=r"[A-Z0-9]{18}\d\d",
        form=r"[0-9]{4}00[A-Z0-9]{12}\d\d",
        words=("lei", "legal entity identifier", "lei code"),
        loud=True,
        check=standard("lei"),
        share=0.012,
        points=0,
        sample="529900<ALNUM:12><digit:2>",
        level=Level.INTERNAL,
        labels=_FINANCE,
        lonely=False,
        advice="It names a company; leave it out if the business with it is not public.",
        reference="https://www.gleif.org/",
    ),
    Identifier(
        name="cusip",
        title="CUSIP security number",
        shape=r"[0-9A-Z]{8}\d",
        words=("cusip",),
        check=standard("cusip"),
        share=0.099,
        sample="<digit:6><ALNUM:2><digit:1>",
        level=Level.INTERNAL,
        labels=_FINANCE,
        lonely=False,
        advice="A position in a security can be material information; leave the holder out.",
        reference="https://en.wikipedia.org/wiki/CUSIP",
    ),
)  # fmt: skip
RULES = identifier_rules("pii_bank", ROWS)
SIGNALS = partial(identifier_signals, "pii_bank", ROWS)
detect = identifier_detector("pii_bank", ROWS)
