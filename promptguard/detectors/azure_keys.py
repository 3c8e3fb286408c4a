"""Azure keys that carry their service's signature and a checksum, whoever else is named."""

import re
from base64 import b64decode, b64encode
from functools import partial
from random import Random
from typing import NamedTuple

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.checksums import marvin32
from promptguard.evidence.tokens import checksummed, random_value, token
from promptguard.model import Rule, Weight

_SOURCE = (
    "https://github.com/microsoft/security-utilities/blob/main/GeneratedRegexPatterns/"
    "PreciselyClassifiedSecurityKeys.json"
)
_LEARN = "https://learn.microsoft.com/en-us/azure/"


class Key(NamedTuple):
    """Random bytes, four letters of base64 that name the service, four bytes of Marvin32."""

    name: str
    title: str
    #: Bytes of the whole key.
    size: int
    signature: str
    seeds: tuple[int, ...]
    #: Below learn.microsoft.com/en-us/azure.
    page: str


# fmt: off
_KEYS = (
    Key("storage-account", "Azure Storage account key", 64, "+ASt", (4928457935994778672,),
        "storage/common/storage-account-keys-manage"),
    Key("cosmos-db", "Azure Cosmos DB key", 64, "ACDb",
        (5003045579370016816, 5575864757095706672, 5575864757096230960, 5937278606306848816,
         6014965502159106096, 6014965720764330032, 6014965720764854320),
        "cosmos-db/secure-access-to-data"),
    Key("batch", "Azure Batch account key", 64, "+ABa", (4711400055309086768,),
        "batch/batch-account-create-portal"),
    Key("machine-learning", "Azure Machine Learning Studio web service key", 64, "/AM7",
        (4858365246511342384,), "machine-learning/how-to-authenticate-online-endpoint"),
    Key("api-management", "Azure API Management key", 64, "APIM",
        (6081388236577714224, 5291540757367369776, 5143520228578766896, 5145771916421312560),
        "api-management/api-management-subscriptions"),
    Key("search", "Azure AI Search admin or query key", 39, "AzSe",
        (5869709231681187888, 5783013817603469360), "search/search-security-api-keys"),
    Key("container-registry", "Azure Container Registry password", 39, "+ACR", (),
        "container-registry/container-registry-authentication"),
    Key("relay", "Azure Relay key", 32, "+ARm",
        (6009330654380044336, 5506058963192262704, 5575859178286952496),
        "azure-relay/relay-authentication-and-authorization"),
    Key("event-hubs", "Azure Event Hubs key", 32, "+AEh",
        (6009330654380044336, 5506058963192262704, 5575859178286952496),
        "event-hubs/authorize-access-shared-access-signature"),
    Key("service-bus", "Azure Service Bus key", 32, "+ASb",
        (6009330654380044336, 5506058963192262704, 5575859178286952496),
        "service-bus-messaging/service-bus-sas"),
    Key("iot", "Azure IoT Hub or device key", 32, "AIoT",
        (5291540757367369776, 4928475562238095408, 4931568359632875568),
        "iot-hub/authenticate-authorize-sas"),
    Key("redis", "Azure Cache for Redis key", 32, "AzCa", (4711718922539446320,),
        "azure-cache-for-redis/cache-configure"),
)
# fmt: on


def _weigh(key: Key, match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    if not key.seeds:  # A signature, but no published seed.
        return random_value(match, document)
    raw = b64decode(match["value"])
    check = int.from_bytes(raw[-4:], "little")
    holds = any(marvin32(raw[:-4], seed) == check for seed in key.seeds)
    return checksummed(match, document, holds=holds)


def _example(key: Key, random: Random) -> str:
    """The letters of the signature stand before those of the checksum, wherever bytes end."""
    coded = b64encode(random.randbytes(key.size)).decode().rstrip("=")
    text = coded[:-10] + key.signature + _FIRST[key.size] + coded[-5:]
    raw = b64decode(text + "=" * (-len(text) % 4))[:-4]
    seed = key.seeds[0] if key.seeds else 0
    return "key: " + b64encode(raw + marvin32(raw, seed).to_bytes(4, "little")).decode()


#: The first letter of the checksum begins with zero bits where bytes and letters disagree.
_FIRST = {64: "Q", 39: "A", 32: "A"}
_CHECK = {64: "[A-Za-z0-9+/]{5}[AQgw]==", 39: "[A-D][A-Za-z0-9+/]{5}", 32: "[A-P][A-Za-z0-9+/]{5}="}


def _rule(key: Key) -> Rule:
    letters = (key.size * 8 + 5) // 6 - 10
    tail = re.escape(key.signature) + _CHECK[key.size]
    return token(
        f"azure_keys.{key.name}",
        key.title,
        rf"(?<![\w+/-])(?P<value>[A-Za-z0-9+/]{{{letters}}}{tail})(?![\w+/=-])",
        signal=rf"[A-Za-z0-9+/]{{8}}{tail}",
        keywords=(key.signature.lower(),),
        validate=partial(_weigh, key),
        advice="Rotate the key in the portal; keep it in Key Vault or use a managed identity.",
        references=(_LEARN + key.page, _SOURCE),
        examples=(partial(_example, key),),
        counterexamples=("A" * letters + key.signature + "A" * 6,),
    )


RULES = tuple(_rule(key) for key in _KEYS)
detect = rules_detector(RULES)
