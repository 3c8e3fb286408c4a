"""Check digits of numbers that python-stdnum does not know, each from its issuer's description."""

from datetime import date

from promptguard import patterns
from promptguard.evidence.checksums import luhn

_TAIWAN = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_VIN = {
    letter: int(value)
    for letter, value in zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True)
}
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_SEPARATORS = patterns.compile(r"[\s./()-]")


def compact(value: str) -> str:
    """Upper case, without the separators that people write."""
    return _SEPARATORS.sub("", value).upper()


def digits_of(value: str) -> list[int]:
    """The decimal digits, whatever stands between them."""
    return [int(char) for char in value if "0" <= char <= "9"]


def weighted(digits: list[int], weights: tuple[int, ...]) -> int:
    """Sum of products, as most check digits begin."""
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=False))


def luhn_of(value: str) -> bool:
    """Luhn over the digits."""
    return luhn("".join(map(str, digits_of(value))))


def singapore(value: str) -> bool:
    """NRIC and FIN: weights 2 7 6 5 4 3 2, an offset by century, a letter by series."""
    number = compact(value)
    total = weighted(digits_of(number[1:8]), (2, 7, 6, 5, 4, 3, 2))
    total += {"T": 4, "G": 4, "M": 3}.get(number[0], 0)
    letters = {"S": "JZIHGFEDCBA", "F": "XWUTRQPNMLK", "M": "XWUTRQPNJLK"}
    series = {"T": "S", "G": "F"}.get(number[0], number[0])
    index = total % 11
    return letters[series][10 - index if series == "M" else index] == number[8]


def hong_kong(value: str) -> bool:
    """HKID: one or two letters count as 10 to 35, a missing first one as 36; modulo 11."""
    number = compact(value)
    body = number[:-1].rjust(8)
    values = [36 if char == " " else int(char, 36) for char in body]
    check = 10 if number[-1] == "A" else int(number[-1], 36)
    return (weighted(values, (9, 8, 7, 6, 5, 4, 3, 2)) + check) % 11 == 0


def taiwan(value: str) -> bool:
    """National and resident certificate numbers: the letter counts as two digits; modulo 10."""
    number = compact(value)
    letter = _TAIWAN.index(number[0]) + 10
    second = str(_TAIWAN.index(number[1])) if number[1].isalpha() else number[1]
    digits = [letter // 10, letter % 10, int(second[-1]), *digits_of(number[2:])]
    return weighted(digits, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0


def australian_medicare(value: str) -> bool:
    """Medicare card: first digit 2 to 6, the ninth the check of the eight before it."""
    digits = digits_of(value)
    return 2 <= digits[0] <= 6 and weighted(digits[:8], (1, 3, 7, 9, 1, 3, 7, 9)) % 10 == digits[8]


def national_insurance(value: str) -> bool:
    """UK NINO: prefixes that HMRC never allocates; there is no check digit."""
    prefix = compact(value)[:2]
    return (
        prefix not in {"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"}
        and not set(prefix) & set("DFIQUV")
        and prefix[1] != "O"
    )


def npi(value: str) -> bool:
    """US National Provider Identifier: Luhn with the card issuer prefix 80840."""
    return luhn("80840" + "".join(map(str, digits_of(value))))


def dea(value: str) -> bool:
    """US DEA registration: sum of 1st, 3rd, 5th and twice 2nd, 4th, 6th ends in the 7th digit."""
    digits = digits_of(value[2:])
    total = sum(digits[0:6:2]) + 2 * sum(digits[1:6:2])
    return len(digits) == 7 and total % 10 == digits[6]


def vin(value: str) -> bool:
    """ISO 3779 with the North American check digit at place 9."""
    number = value.upper()
    values = [_VIN.get(char) or int(char) for char in number]
    check = weighted(values, _VIN_WEIGHTS) % 11
    return number[8] == ("X" if check == 10 else str(check))


def iccid(value: str) -> bool:
    """SIM card serial: telecom industry prefix 89 and Luhn; some leave the check digit out."""
    number = compact(value)
    return number.startswith("89") and luhn(number)


def emirates(value: str) -> bool:
    """Emirates ID: country code 784, year of birth, Luhn."""
    digits = digits_of(value)
    year = int("".join(map(str, digits[3:7])))
    return digits[:3] == [7, 8, 4] and 1900 <= year <= 2035 and luhn_of(value)


def snils(value: str) -> bool:
    """Russian pension insurance number: weights 9 to 1, modulo 101."""
    digits = digits_of(value)
    total = weighted(digits[:9], (9, 8, 7, 6, 5, 4, 3, 2, 1)) % 101 % 100
    return len(digits) == 11 and total == digits[9] * 10 + digits[10]


def vietnam(value: str) -> bool:
    """Citizen identity: a province below 097, then sex and century, then year of birth."""
    return 1 <= int(value[:3]) <= 96


def kazakhstan(value: str) -> bool:
    """IIN: date of birth, century, then modulo 11 with a second set of weights."""
    digits = digits_of(value)
    check = weighted(digits, tuple(range(1, 12))) % 11
    if check == 10:
        check = weighted(digits, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
    return is_date(value[:6]) and check == digits[11]


def is_date(six: str) -> bool:
    """YYMMDD in some century?"""
    year, month, day = int(six[:2]), int(six[2:4]), int(six[4:])
    try:
        date(2000 + year, month, day)
    except ValueError:
        return False
    return True


def hungarian_tax(value: str) -> bool:
    """Adószám: eight digits with a check, then the kind of tax and the county."""
    return weighted(digits_of(value[:8]), (9, 7, 3, 1, 9, 7, 3, 1)) % 10 == 0


def korea(value: str) -> bool:
    """RRN: a date of birth and a digit for sex and century.

    Numbers given since October 2020 carry no check digit, so none is asked for.
    """
    number = compact(value)
    return is_date(number[:6]) and number[6] in "12345678"


def mrz_check(field: str) -> int:
    """ICAO 9303: weights 7 3 1, letters 10 to 35, `<` zero."""
    total = 0
    for place, char in enumerate(field):
        total += (0 if char == "<" else int(char, 36)) * (7, 3, 1)[place % 3]
    return total % 10
