"""Keys, secrets and signatures of Microsoft Azure."""

import re

from promptguard.documents.document import Document
from promptguard.engine.confirm import rules_detector
from promptguard.evidence.tokens import NAMED, Named, named, random_value, token
from promptguard.model import Weight

_KEY_VAULT = "keep it in Key Vault or use a managed identity."


def _is_key_of_64_bytes(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    weights = random_value(match, document)
    return None if weights is None else (Weight(1, "base64 of exactly 64 bytes"), *weights)


def _has_expiry(match: "re.Match[str]", document: Document) -> tuple[Weight, ...] | None:
    """A signature alone could be anybody's query; with version and permissions it is a grant."""
    weights = random_value(match, document)
    start = max(0, match.start() - 400)
    query = match.string[start : match.end() + 400]
    if weights is None or not re.search(r"\b(?:sv|se|sp|sr|api-version)=", query):
        return None
    return (Weight(1, "beside the other parameters of a shared access signature"), *weights)


# fmt: off
_NAMED = (
    Named("devops-token-older", "Azure DevOps personal access token (older form)",
          "azure|devops|vsts|ado pat|ado token|system accesstoken", "<base32low:52>",
          "dev.azure.com > User settings",
          "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate"),
    Named("cognitive-services", "Azure AI services key",
          "cognitive|azure speech|speech key|translator|text analytics|computer vision|bing",
          "<hex:32>", "portal.azure.com > Keys and Endpoint",
          "https://learn.microsoft.com/en-us/azure/ai-services/authentication"),
    Named("maps", "Azure Maps subscription key", "azure maps", "<base64url:43>",
          "portal.azure.com > Azure Maps > Authentication",
          "https://learn.microsoft.com/en-us/azure/azure-maps/azure-maps-authentication"),
    Named("application-insights", "Application Insights API key",
          "app insights|application insights", "<alnum:40>",
          "portal.azure.com > Application Insights > API Access",
          "https://learn.microsoft.com/en-us/azure/azure-monitor/app/app-insights-overview"),
    Named("signalr", "Azure SignalR or Web PubSub access key", "signalr|webpubsub", "<base64:43>=",
          "portal.azure.com > SignalR > Keys",
          "https://learn.microsoft.com/en-us/azure/azure-signalr/signalr-howto-key-rotation"),
    Named("communication-services", "Azure Communication Services access key",
          "communication services", "<base64:86>==",
          "portal.azure.com > Communication Services > Keys",
          "https://learn.microsoft.com/en-us/azure/communication-services/concepts/authentication"),
)
# fmt: on


RULES = (
    token(
        "azure.storage-account-key",
        "Azure storage, Cosmos DB or Service Bus account key",
        r"\b(?:(?:Shared)?(?:Account|Access)_?Key|AccountKey|(?i:azure|storage"
        r"|cosmos)[\w .-]{0,24}(?i:key))"
        r"[\"']?[ \t]{0,3}[:=][ \t]{0,3}[\"']?(?P<value>[A-Za-z0-9+/]{86}==)",
        keywords=("key",),
        weight=NAMED,
        validate=_is_key_of_64_bytes,
        advice="Rotate the key in the portal (both keys if in doubt); " + _KEY_VAULT,
        references=(
            "https://learn.microsoft.com/en-us/azure/storage/common/storage-account-keys-manage",
        ),
        examples=(
            "DefaultEndpointsProtocol=https;AccountName=acmelogs;AccountKey=<base64:86>==;",
            'AZURE_STORAGE_KEY="<base64:86>=="',
        ),
        counterexamples=(
            "AccountKey=Eby8vdM02x"
            + "NOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr"
            "/KBHBeksoGMGw==",
            "AccountKey=" + "A" * 86 + "==",
        ),
    ),
    token(
        "azure.shared-access-key",
        "Azure Service Bus, Event Hubs or IoT Hub shared access key",
        r"(?:(?i:SharedAccessKey)[ \t]?=[ \t]?|azconfig\.io;Id=[^;\s]{1,80};Secret=)"
        r"(?P<value>[A-Za-z0-9+/]{43}=)(?![\w+/=])",
        keywords=("sharedaccesskey", "azconfig"),
        advice="Regenerate the key of that policy; " + _KEY_VAULT,
        references=(
            "https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-sas",
        ),
        examples=(
            "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;"
            "SharedAccessKey=<base64:43>=",
        ),
        counterexamples=("SharedAccessKey=<your-key>", "SharedAccessKey=" + "A" * 43 + "="),
    ),
    token(
        "azure.client-secret",
        "Microsoft Entra (Azure AD) client secret",
        r"(?<![\w~.-])(?P<value>[\w~.]{3}\dQ~[\w~.-]{31,34})(?![\w~.-])",
        signal=r"[0-9]Q~[\w~.-]{31}",
        keywords=("q~",),
        advice="Delete the secret of that app registration; " + _KEY_VAULT,
        references=(
            "https://learn.microsoft.com/en-us/entra/identity-platform/quickstart-register-app",
        ),
        examples=('client_secret = "<base62:3>8Q~<base62:20>-<base62:13>"',),
        counterexamples=('client_secret = "xxx8Q~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"',),
    ),
    token(
        "azure.devops-token",
        "Azure DevOps personal access token",
        r"\b[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}" + r"(?![\w-])",
        signal=r"[A-Za-z0-9]{8}AZDO[A-Za-z0-9]{4}",
        keywords=("azdo",),
        advice="Revoke the token in the user settings of Azure DevOps; " + _KEY_VAULT,
        references=(
            "https://learn.microsoft.com/en-us/azure/devops/organizations/accounts/"
            "use-personal-access-tokens-to-authenticate",
        ),
        examples=("AZURE_DEVOPS_EXT_PAT=<base62:76>AZDO<base62:4>",),
        counterexamples=("AZDO_TOKEN=<base62:20>",),
    ),
    token(
        "azure.sas-signature",
        "Azure shared access signature",
        r"[?&;]sig=(?P<value>[A-Za-z0-9%+/]{43,80}(?:=|%3[Dd]))",
        keywords=("sig=",),
        weight=NAMED,
        validate=_has_expiry,
        advice="Revoke the stored access policy or rotate the key that signed it; hand out "
        "short-lived ones.",
        references=("https://learn.microsoft.com/en-us/azure/storage/common/storage-sas-overview",),
        examples=(
            "https://acmelogs.blob.core.windows.net/raw?sv=2024-11-04&se=2027-01-01&sr=c&sp=r"
            "&sig=<base62:20>%2B<base62:22>%3D",
        ),
        counterexamples=("https://acme.test/hook?sig=<base62:43>%3D",),
    ),
    token(
        "azure.function-key",
        "Azure Functions key",
        r"(?<![\w-])[\w-]{44}AzFu[\w-]{5}[AQgw]==",
        signal=r"[\w-]{8}AzFu[\w-]{2}",
        keywords=("azfu",),
        advice="Renew the key in the portal; " + _KEY_VAULT,
        references=(
            "https://learn.microsoft.com/en-us/azure/azure-functions/function-keys-how-to",
        ),
        examples=("x-functions-key: <base62:44>AzFu<base62:5>Q==",),
        counterexamples=("class AzFunctionKey: pass",),
    ),
    token(
        "azure.common-annotated-key",
        "Azure key of the common annotated format (OpenAI, Maps, Event Grid and others)",
        r"(?<![\w+/-])[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{18}[A-Za-z0-9+/]{4}[A-Za-z0-9+/]{4}(?![\w+/-])",
        signal=r"[A-Za-z0-9]{8}JQQJ99[A-Za-z0-9]{8}",
        keywords=("jqqj99",),
        advice="Regenerate the key in the portal; " + _KEY_VAULT,
        references=("https://github.com/microsoft/security-utilities",),
        examples=("AZURE_OPENAI_KEY=<base62:52>JQQJ99<base62:18>ACOG<base62:4>",),
        counterexamples=("class JQQJ99KeyOfNobody: pass",),
    ),
    *named("azure", _NAMED),
)
detect = rules_detector(RULES)
