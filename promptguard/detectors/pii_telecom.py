"""Telecommunication: devices, subscribers, SIM keys, call records and SIP traces."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from promptguard.documents.document import Document
from promptguard.evidence.identifier_search import identifier_detector
from promptguard.evidence.identifier_signals import identifier_signals
from promptguard.evidence.identifiers import Identifier, identifier_rules, shape
from promptguard.evidence.identity_checks import iccid
from promptguard.evidence.places import place_of
from promptguard.evidence.stdnum_checks import standard
from promptguard.evidence.words import is_monotonous
from promptguard.model import Candidate, Finding, Level, Note, Rule, Settings, Weight

_TELECOM = ("pii", "pii.telecom")
#: How far a key may stand from its subscriber.
_BESIDE = 400
_imsi = standard("imsi")


def is_imsi(value: str) -> bool:
    """A network of the operators' table; 001-01 is the network of test beds."""
    return not value.startswith(("00101", "99999", "90170", "12345")) and _imsi(value)


ROWS = (
    Identifier(
        name="imei",
        title="Mobile device identity (IMEI)",
        shape=r"\d{2}[- ]?\d{6}[- ]?\d{6}[- ]?\d",
        words=("imei", "imeisv", "imei number", "串号"),
        check=standard("imei"),
        share=0.094,
        sample="35<digit:13>",
        labels=_TELECOM,
        documented=frozenset({"490154203237518", "352099001761481", "356938035643809"}),
        advice="Replace it by an invented one; a device leads to its owner.",
        reference="https://en.wikipedia.org/wiki/International_Mobile_Equipment_Identity",
    ),
    Identifier(
        name="imsi",
        title="Mobile subscriber identity (IMSI)",
        shape=r"[2-7]\d{13,14}",
        words=("imsi", "imsi number", "supi"),
        check=is_imsi,
        share=0.38,
        points=1,
        sample="26201<digit:10>",
        labels=_TELECOM,
        lonely=False,
        advice="Use the test network 001-01 in samples; an IMSI names a subscriber.",
        reference="https://en.wikipedia.org/wiki/International_mobile_subscriber_identity",
    ),
    Identifier(
        name="iccid",
        title="SIM card serial number (ICCID)",
        shape=r"89\d{16,18}",
        words=("iccid", "sim", "sim card", "sim serial", "icc id"),
        loud=True,
        check=iccid,
        share=0.096,
        sample="8949<digit:15>",
        labels=_TELECOM,
        lonely=False,
        advice="Replace it by an invented one; a SIM card leads to its owner.",
        reference="https://en.wikipedia.org/wiki/SIM_card",
    ),
)  # fmt: skip


def _is_sim_key(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Only beside a subscriber: `Ki` alone is a name for many things."""
    near = match.string[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]
    if is_monotonous(match["value"]) or not re.search(r"(?i)imsi|supi|msisdn|iccid|\bopc?\b", near):
        return None
    if re.search(r"(?<!\d)00101\d{10}(?!\d)", near):
        return (Weight(-1, "the network of test beds"),)
    return place_of(document.path).weights


def _is_call_table(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """Columns of a call record are no call record: numbers must stand below them."""
    following = document.text[match.end() : match.end() + 2000].split("\n")[1:4]
    numbers = [line for line in following if re.search(r"(?<![\d.])\+?\d{8,15}(?![\d.])", line)]
    return (
        (Weight(1, "numbers below the columns"), *place_of(document.path).weights)
        if numbers
        else None
    )


def _is_sip(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    after = document.text[match.end() : match.end() + 3000]
    if not re.search(r"(?im)^(?:via|v):\s*SIP/2\.0", after) or not re.search(
        r"(?im)^(?:from|f):", after
    ):
        return None
    if re.search(r"(?im)^(?:from|f):.*@(?:[\w.-]*\.)?(?:example\.|biloxi|atlanta)", after):
        return None
    return (Weight(1, "Via and From below it"), *place_of(document.path).weights)


_OWN = (
    Rule(
        id="pii_telecom.sim-key",
        title="Key of a SIM card beside its subscriber (Ki, K, OP, OPc)",
        level=Level.RESTRICTED,
        labels=_TELECOM,
        pattern=r"(?<![A-Za-z0-9])(?i:ki|k4|opc?|op_?c|k)[\"']?[ \t]{0,3}[:=,][ \t]{0,3}[\"']?(?"
        r"P<value>[0-9A-Fa-f]{32})(?![0-9A-Za-z])",
        keywords=("k", "op"),
        weight=Weight(3, "32 hexadecimal digits called a subscriber key"),
        validate=_is_sim_key,
        advice="Replace the card: whoever holds its key can clone the subscriber.",
        references=("https://en.wikipedia.org/wiki/SIM_card",),
        examples=("imsi: 26201<digit:10>\nki: <hex:32>\nopc: <hex:32>\n",),
        counterexamples=("ki: <hex:32>", "imsi = 1\nki: " + "0" * 32),
    ),
    Rule(
        id="pii_telecom.call-records",
        title="Table of call records (CDR)",
        level=Level.CONFIDENTIAL,
        labels=_TELECOM,
        pattern=r"(?i)^(?=[^\n]{0,600}(?:calling_?(?:party|number)|caller_?(?:id|number)|a_?number|msisdn|\bsrc\b))"
        r"(?=[^\n]{0,600}(?:called_?(?:party|number)|callee|b_?number|imsi|\bdst\b))"
        r"(?=[^\n]{0,600}(?:duration|billsec|call_?start|start_?time|answer_?time|cell_?id))[\w "
        r"\"',;|\t-]{20,600}$",
        signal=r"(?i:duration|billsec|call_?start|start_?time|answer_?time|cell_?id)",
        keywords=("duration", "billsec", "start", "answer", "cell"),
        weight=Weight(2, "the columns of a call record"),
        validate=_is_call_table,
        whole=True,
        advice="Traffic data is protected by law (ePrivacy directive, article 6); cut the table "
        "down to invented rows.",
        references=("https://en.wikipedia.org/wiki/Call_detail_record",),
        examples=("calling_number,called_number,start_time,duration\n4915<digit:9>,4917<digit:9>,2026-01-01T10:00:00,33\n",),
        counterexamples=("calling_number,called_number,duration\n",
            "start_time,duration\n4915<digit:9>,3\n"),
    ),
    Rule(
        id="pii_telecom.sip-trace",
        title="SIP message with its parties",
        level=Level.CONFIDENTIAL,
        labels=_TELECOM,
        pattern=r"^(?P<value>(?:INVITE|REGISTER|BYE|ACK|CANCEL|OPTIONS|SUBSCRIBE|NOTIFY|MESSAGE|"
        r"REFER) sips?:[^\s]{1,200} SIP/2\.0|SIP/2\.0 [1-6]\d\d [A-Z][\w ]{0,40})",
        signal=r"(?:sips?:[^\s]{1,200} SIP/2\.0|^SIP/2\.0 [1-6]\d\d )",
        keywords=("sip/2.0",),
        weight=Weight(2, "the first line of a SIP message"),
        validate=_is_sip,
        whole=True,
        advice="Replace numbers and addresses of both parties; a trace is traffic data.",
        references=("https://www.rfc-editor.org/rfc/rfc3261",),
        examples=("INVITE sip:49301<digit:6>@sip.<lower:8>.net SIP/2.0\nVia: SIP/2.0/UDP 10.1.1."
        "1\nFrom: <sip:4930<digit:7>@<lower:8>.net>\n",),
        counterexamples=("SIP/2.0 200 OK\n", "INVITE sip:bob@biloxi.example.com SIP/2.0\nVia: "
        "SIP/2.0/UDP x\nFrom: <sip:a@example.com>\n"),
    ),
)  # fmt: skip
RULES = (*identifier_rules("pii_telecom", ROWS), *_OWN)
_KEY = _OWN[0]
SIGNALS = partial(identifier_signals, "pii_telecom", ROWS, _OWN[1:])
_confirm = identifier_detector("pii_telecom", ROWS, _OWN)


def detect(
    document: Document, candidates: Sequence[Candidate], settings: Settings
) -> Iterator[Finding | Note]:
    """Keys are looked for beside words for their subscribers: names of one letter are anywhere."""
    keys: dict[Candidate, None] = {}
    reached = 0
    for candidate in candidates:
        if candidate.signal.startswith("pii_telecom.word"):
            place = document.offset(candidate.end)
            start, reached = max(reached, place - _BESIDE), place + _BESIDE
            for match in shape(_KEY.pattern).finditer(document.text, start, reached):
                end = len(document.text[: match.end()].encode("utf-8", "replace"))
                keys[Candidate(_KEY.id, end)] = None
    yield from _confirm(document, (*candidates, *keys), settings)
