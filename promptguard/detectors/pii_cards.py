"""Payment cards: issuer ranges, lengths and Luhn, minus the test cards of the payment services."""

import re
from functools import partial

from promptguard import patterns
from promptguard.evidence.checksums import luhn
from promptguard.evidence.identifier_search import identifier_detector
from promptguard.evidence.identifier_signals import identifier_signals
from promptguard.evidence.identifiers import Identifier, identifier_rules
from promptguard.model import Level

#: Issuer ranges (ISO/IEC 7812) with the lengths that their schemes give out.
_SCHEMES = patterns.compile(
    r"4\d{12}(?:\d{3}(?:\d{3})?)?"  # Visa
    r"|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"  # Mastercard
    r"|3[47]\d{13}"  # American Express
    r"|3(?:0[0-5]|[689]\d)\d{11}|3(?:0[0-5]|[689]\d)\d{13}"  # Diners Club
    r"|(?:2131|1800)\d{11}|35(?:2[89]|[3-8]\d)\d{12}"  # JCB
    r"|6(?:011|5\d\d|4[4-9]\d)\d{12}(?:\d{3})?"  # Discover
    r"|62\d{14,17}|81\d{14}"  # UnionPay, RuPay
    r"|220[0-4]\d{12}(?:\d{3})?|9792\d{12}"  # Mir, Troy
    r"|(?:50[0-9]|5[6-9]\d|6\d\d)\d{9,16}"  # Maestro and domestic schemes
)
_TEST_CARDS = frozenset(
    [
        "4111111111111111",
        "4242424242424242",
        "4012888888881881",
        "4000056655665556",
        "4222222222222",
        "4007000000027",
        "4012000033330026",
        "4444333322221111",
        "4917610000000000",
        "4917300800000000",
        "4000000000000002",
        "4000000000000077",
        "4000000000003220",
        "4000000000009995",
        "4000000000000069",
        "4000000000000127",
        "4000000000000119",
        "4000002500003155",
        "4000002760003184",
        "4000000000003063",
        "4000000000000341",
        "4000000000009987",
        "4000000000009979",
        "4005519200000004",
        "4009348888881881",
        "4012000077777777",
        "4500600000000061",
        "4484070000000000",
        "4988438843884305",
        "4166676667666746",
        "4646464646464644",
        "4005550000000001",
        "4012000033330125",
        "4917484589897107",
        "4001919257537193",
        "4032039317984658",
        "5555555555554444",
        "5105105105105100",
        "5454545454545454",
        "5200828282828210",
        "5425233430109903",
        "5424000000000015",
        "5431111111111111",
        "5399999999999999",
        "5555341244441115",
        "5555444433331111",
        "5577000055770004",
        "5136333333333335",
        "5585558555855583",
        "5500000000000004",
        "5111111111111118",
        "2223003122003222",
        "2222420000001113",
        "2222630000001125",
        "2223000048410010",
        "2222400070000005",
        "2720992593319364",
        "2223000010309703",
        "2223016768739313",
        "378282246310005",
        "371449635398431",
        "378734493671000",
        "343434343434343",
        "341111111111111",
        "370000000000002",
        "374251018720018",
        "374245455400126",
        "371144371144376",
        "370000000100018",
        "30569309025904",
        "38520000023237",
        "36227206271667",
        "36700102000000",
        "36148900647913",
        "36006666333344",
        "3056930009020004",
        "30000000000004",
        "6011111111111117",
        "6011000990139424",
        "6011000000000004",
        "6011000000000012",
        "6011000400000000",
        "6011601160116611",
        "6445644564456445",
        "6500000000000002",
        "6011981111111113",
        "6011000991300009",
        "3530111333300000",
        "3566002020360505",
        "3566111111111113",
        "3569990010095841",
        "3566000020000410",
        "3588000000000009",
        "3528000700000000",
        "6759649826438453",
        "6304000000000000",
        "6200000000000005",
        "6205500000000000004",
        "6200000000000047",
        "6250946000000016",
        "6250941006528599",
        "6771798021000008",
        "6771798025000004",
        "6799990100000000019",
        "6703444444444449",
        "6331101999990016",
        "5019717010103742",
        "5895626746595650",
        "6062828888666688",
        "5066991111111118",
        "2200000000000004",
    ]
)


def is_card(value: str) -> bool:
    """Is it in an issuer's range, of its length, and does its check digit hold?"""
    digits = re.sub(r"[^0-9]", "", value)
    return _SCHEMES.fullmatch(digits) is not None and luhn(digits) and len(set(digits)) > 3


ROWS = (
    Identifier(
        name="number",
        title="Payment card number",
        shape=r"[1-9]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{3})?|3\d{3}[ -]?\d{6}[ -]?\d{4,5}"
        r"|[1-9]\d{11,18}|\d{4}(?:[ -]\d{4}){2}[ -]\d{1,7}",
        form=r"(?:4\d{3}|5[1-5]\d\d|2[2-7]\d\d|6[0-9]\d\d|35\d\d|81\d\d|9792)(?:[ -]?\d{4}){3}"
        r"|3[47]\d\d[ -]?\d{6}[ -]?\d{5}|3[0689]\d\d[ -]?\d{6}[ -]?\d{4}|(?:1800|2131)\d{11}",
        words=(
            "card", "cards", "credit card", "card number", "cardnumber", "debit card", "visa",
            "mastercard",
            "amex", "american express", "maestro", "ccnum", "cc number", "credit", "kreditkarte",
            "carte bancaire", "tarjeta", "carta di credito", "cartão", "信用卡", "银行卡", "卡号",
            "カード番号", "카드번호",
        ),
        check=is_card,
        share=0.098,
        sample="4<digit:15>",
        level=Level.RESTRICTED,
        labels=("pii", "pii.finance"),
        advice="Keep the first six and the last four digits at most: PCI DSS allows no more to "
        "show.",
        documented=_TEST_CARDS,
        reference="https://en.wikipedia.org/wiki/Payment_card_number",
    ),
)  # fmt: skip
RULES = identifier_rules("pii_cards", ROWS)
SIGNALS = partial(
    identifier_signals,
    "pii_cards",
    ROWS,
    numbers=r"(?:^|[^A-Za-z0-9_.])[0-9]{4}[ -]?[0-9]{4,6}[ -]?[0-9]{4}",
)
detect = identifier_detector("pii_cards", ROWS)
