"""Health: numbers of patients and prescribers, and records in HL7, FHIR, X12 and DICOM form."""

import re
from functools import partial

from promptguard import patterns
from promptguard.documents.document import Document
from promptguard.evidence.identifier_search import identifier_detector
from promptguard.evidence.identifier_signals import identifier_signals
from promptguard.evidence.identifiers import Identifier, identifier_rules
from promptguard.evidence.identity_checks import australian_medicare, dea, npi
from promptguard.evidence.places import place_of
from promptguard.evidence.stdnum_checks import standard
from promptguard.model import Level, Rule, Weight

_HEALTH = ("pii", "pii.health")
_LETTER = "[AC-HJKMNP-RT-Y]"
_LETTER_OR_DIGIT = "[AC-HJKMNP-RT-Y0-9]"
_MBI = rf"[1-9]{_LETTER}{_LETTER_OR_DIGIT}\d-?{_LETTER}{_LETTER_OR_DIGIT}\d-?{_LETTER}{{2}}\d\d"
_SYNTHETIC = patterns.compile(
    r"(?i)synthea|synthetic|test ?patient|hl7\.org/fhir|build\.fhir\.org|example"
)

ROWS = (
    Identifier(
        name="uk-nhs",
        title="UK NHS number",
        shape=r"\d{3}[ -]?\d{3}[ -]?\d{4}",
        form=r"[4-7]\d\d \d{3} \d{4}",
        words=("nhs", "nhs number", "nhs no", "patient", "chi number"),
        check=standard("gb.nhs"),
        share=0.086,
        sample="<digit:3> <digit:3> <digit:4>",
        labels=_HEALTH,
        reference="https://en.wikipedia.org/wiki/NHS_number",
    ),
    Identifier(
        name="us-npi",
        title="US national provider identifier (NPI)",
        shape=r"[12]\d{3}[ -]?\d{3}[ -]?\d{3}",
        words=("npi", "national provider", "provider id", "provider identifier", "npi number"),
        check=npi,
        share=0.1,
        sample="1<digit:9>",
        labels=_HEALTH,
        level=Level.INTERNAL,
        documented=frozenset({"1234567893"}),
        reference="https://en.wikipedia.org/wiki/National_Provider_Identifier",
    ),
    Identifier(
        name="us-dea",
        title="US DEA registration number",
        shape=r"[ABCDEFGHJKLMPRSTUXabcdefghjklmprstux][A-Za-z9]\d{7}",
        form=r"[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}",
        points=0,
        words=("dea", "dea number", "dea no", "prescriber", "dea registration"),
        check=dea,
        share=0.11,
        sample="B<upper:1><digit:7>",
        labels=_HEALTH,
        reference="https://en.wikipedia.org/wiki/DEA_number",
    ),
    Identifier(
        name="us-mbi",
        title="US Medicare beneficiary identifier (MBI)",
        shape=_MBI,
        form=_MBI,
        points=2,
        words=("mbi", "medicare", "beneficiary", "medicare number", "hicn", "medicare id"),
        share=1.0,
        sample="1E<digit:1><digit:1>T<digit:2>M<upper:1><digit:2>",
        labels=_HEALTH,
        documented=frozenset({"1EG4TE5MK73", "1EG4TE5MK72"}),
        reference="https://www.cms.gov/medicare/new-medicare-card",
    ),
    Identifier(
        name="au-medicare",
        title="Australian Medicare number",
        shape=r"[2-6]\d{3} ?\d{5} ?\d(?:[ /-]?\d)?",
        words=("medicare", "medicare number", "medicare card", "medicare no"),
        check=australian_medicare,
        share=0.11,
        sample="<digit:10>",
        labels=_HEALTH,
        reference="https://en.wikipedia.org/wiki/Medicare_card_(Australia)",
    ),
    Identifier(
        name="ca-bc-phn",
        title="British Columbia personal health number",
        shape=r"9\d{3} ?\d{3} ?\d{3}",
        words=("phn", "personal health number", "health card", "health number"),
        check=standard("ca.bc_phn"),
        share=0.095,
        sample="9<digit:9>",
        labels=_HEALTH,
        reference="https://www2.gov.bc.ca/gov/content/health/health-drug-coverage/msp/bc-residents/personal-health-identification",
    ),
    Identifier(
        name="de-kvnr",
        title="German health insurance number",
        shape=r"[A-Z]\d{9}",
        words=("krankenversichertennummer", "kvnr", "versichertennummer", "krankenversicherung",
               "egk"),
        share=1.0,
        sample="<upper:1><digit:9>",
        labels=_HEALTH,
        lonely=False,
        reference="https://de.wikipedia.org/wiki/Krankenversichertennummer",
    ),
)  # fmt: skip


def _is_patient(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A record with a name and a date of birth or an address; samples say that they are."""
    near = document.text[max(0, match.start() - 2000) : match.end() + 4000]
    telling = re.findall(r"\"(?:family|given|birthDate|telecom|address|identifier)\"\s*:", near)
    if len(set(telling)) < 2:
        return None
    made = (Weight(-2, "it says that it is a sample"),) if _SYNTHETIC.search(near) else ()
    return (
        Weight(1, "name, birth date or address beside it"),
        *made,
        *place_of(document.path).weights,
    )


def _is_message(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    after = document.text[match.end() : match.end() + 4000]
    if not re.search(r"(?:^|[\r\n]|\\r|\\n)(?:PID|NK1|GT1|IN1|OBX)\|", after):
        return None
    return (Weight(1, "a patient's segment below it"), *place_of(document.path).weights)


def _placed(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    return place_of(document.path).weights


_OWN = (
    Rule(
        id="pii_health.fhir-patient",
        title="FHIR record of a patient",
        level=Level.CONFIDENTIAL,
        labels=_HEALTH,
        pattern=r"[\"']resourceType[\"'][ \t]{0,4}:[ \t]{0,4}[\"']Patient[\"']",
        keywords=("resourcetype",),
        weight=Weight(2, "a resource of the type Patient"),
        validate=_is_patient,
        whole=True,
        advice="Use Synthea's invented patients instead; HIPAA and GDPR article 9 protect the "
        "real ones.",
        references=("https://www.hl7.org/fhir/patient.html",),
        examples=(
            '{"resourceType": "Patient", "name": [{"family": "<lower:7>", "given": ["<lower:5>"]}],'
            ' "birthDate": "1971-02-03"}',
        ),
        counterexamples=(
            '{"resourceType": "Patient"}',
            '{"resourceType": "Bundle", "family": "x", "given": 1}',
        ),
    ),
    Rule(
        id="pii_health.hl7-message",
        title="HL7 v2 message about a patient",
        level=Level.CONFIDENTIAL,
        labels=_HEALTH,
        pattern=r"MSH\|\^~\\{1,2}&\|[^\r\n]{0,300}",
        signal=r"MSH\|\^~\\{1,2}&\|",
        keywords=("msh|^~",),
        weight=Weight(2, "the header of an HL7 message"),
        validate=_is_message,
        whole=True,
        advice="Invent the segments PID, NK1 and IN1 anew; HIPAA and GDPR article 9 protect the "
        "real ones.",
        references=("https://www.hl7.org/implement/standards/product_brief.cfm?product_id=185",),
        examples=("MSH|^~\\&|ADT|HOSP|LAB|X|20260101||ADT^A01|1|P|2.5\n"
                  "PID|1||<digit:7>^^^MRN||<upper:6>^<upper:4>||19710203|F\n",),
        counterexamples=("MSH|^~\\&|ADT|HOSP|LAB|X|20260101||ACK|1|P|2.5\nMSA|AA|1\n",),
    ),
    Rule(
        id="pii_health.x12-interchange",
        title="X12 interchange of a health insurer",
        level=Level.CONFIDENTIAL,
        labels=_HEALTH,
        pattern=r"ISA\*00\*.{10}\*00\*[^\r\n]{20,400}",
        signal=r"ISA\*00\*",
        keywords=("isa*00*",),
        weight=Weight(3, "the envelope of an X12 interchange"),
        validate=_placed,
        whole=True,
        advice="Replace subscriber, patient and claim loops by invented ones; HIPAA protects them.",
        references=("https://x12.org/products/transaction-sets",),
        examples=("ISA*00*          *00*          *ZZ*<upper:15>*ZZ*<upper:15>*260101*1200*^*005"
        "01*000000001*0*P*:~\n",),
        counterexamples=("ISA*00* is how an envelope begins",),
    ),
    Rule(
        id="pii_health.dicom",
        title="DICOM header with a patient's name",
        level=Level.CONFIDENTIAL,
        labels=_HEALTH,
        pattern=r"\(?0010,[ ]?(?:0010|0020|0030|1040)\)?[^\r\n]{0,8}\b(?:PN|LO|DA)\b[^\r\n]{0,120}",
        signal=r"0010,[ ]?(?:0010|0020|0030|1040)\)?[^\r\n]{0,8}\b(?:PN|LO|DA)\b",
        keywords=("0010,",),
        weight=Weight(3, "a patient's attribute of a DICOM dump"),
        validate=_placed,
        advice="Anonymise the header by the basic profile of DICOM PS3.15 before it leaves.",
        references=("https://dicom.nema.org/medical/dicom/current/output/html/part15.html",),
        examples=("(0010,0010) PN [<upper:6>^<upper:5>]  #  12, 1 PatientName\n",),
        counterexamples=("(0008,0005) CS [ISO_IR 100]", "offset 0010, 0010 bytes"),
    ),
)  # fmt: skip
RULES = (*identifier_rules("pii_health", ROWS), *_OWN)
SIGNALS = partial(identifier_signals, "pii_health", ROWS, _OWN)
detect = identifier_detector("pii_health", ROWS, _OWN)
