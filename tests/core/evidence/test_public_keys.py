"""A key that its vendor calls public is no alarm, and every other one of its form stays one."""

import json
from base64 import urlsafe_b64encode
from random import Random

import pytest

from promptguard import pipeline, rulebook
from promptguard.documents.document import Document
from promptguard.evidence.public_keys import ANON, FIREBASE, PAGE, SEARCH
from promptguard.evidence.templates import pick
from promptguard.model import Confidence, Finding, Origin, OriginKind, Settings

KEY = "AIza" + pick(Random(11), "base64url", 34) + "w"

JAVASCRIPT = f"""const firebaseConfig = {{
  apiKey: "{KEY}",
  authDomain: "shop-4f1c2.firebaseapp.com",
  projectId: "shop-4f1c2",
  storageBucket: "shop-4f1c2.appspot.com",
  messagingSenderId: "381920475618",
}};
"""
DART = f"""static const FirebaseOptions web = FirebaseOptions(
  apiKey: '{KEY}',
  appId: '1:381920475618:web:0a1b2c3d4e5f',
  messagingSenderId: '381920475618',
);
"""
JAVA = f"""new FirebaseOptions.Builder()
    .setApplicationId("1:381920475618:android:0a1b2c3d4e5f")
    .setApiKey("{KEY}")
    .setDatabaseUrl("https://shop-4f1c2.firebaseio.com");
"""
GOOGLE_SERVICES = f"""{{
  "project_info": {{"project_number": "381920475618", "storage_bucket": "shop.appspot.com"}},
  "client": [{{
    "client_info": {{"mobilesdk_app_id": "1:381920475618:android:0a1b2c3d4e5f"}},
    "oauth_client": [],
    "api_key": [
      {{
        "current_key": "{KEY}"
      }}
    ]
  }}]
}}
"""
PROPERTY_LIST = f"""<dict>
\t<key>API_KEY</key>
\t<string>{KEY}</string>
\t<key>GCM_SENDER_ID</key>
\t<string>381920475618</string>
\t<key>GOOGLE_APP_ID</key>
\t<string>1:381920475618:ios:0a1b2c3d4e5f</string>
</dict>
"""
RESOURCES = f"""<resources>
  <string name="gcm_defaultSenderId" translatable="false">381920475618</string>
  <string name="google_api_key" translatable="false">{KEY}</string>
  <string name="google_app_id" translatable="false">1:381920475618:android:0a1b2c3d</string>
</resources>
"""
ENVIRONMENT = f"""VITE_FIREBASE_API_KEY={KEY}
VITE_FIREBASE_AUTH_DOMAIN=shop-4f1c2.firebaseapp.com
VITE_FIREBASE_STORAGE_BUCKET=shop-4f1c2.appspot.com
"""
SCRIPT = (
    '<script async src="https://maps.googleapis.com/maps/api/js?libraries=places&amp;v=3&amp;key='
    + KEY
    + '&amp;callback=init"></script>'
)
FRAME = f'<iframe src="https://www.google.com/maps/embed/v1/place?key={KEY}&q=Berlin"></iframe>'
CLIENT = f"gapi.client.init({{\n  apiKey: '{KEY}',\n  discoveryDocs: [],\n}})"


def _found(text: str, settings: Settings) -> list[Finding]:
    document = Document(Origin(OriginKind.FILE, "notes.txt"), text.encode())
    findings = pipeline.scan(document, rulebook.open_rulebook(settings), settings).findings
    return [one for one in findings if not one.family]


@pytest.mark.parametrize(
    "text",
    [JAVASCRIPT, DART, JAVA, GOOGLE_SERVICES, PROPERTY_LIST, RESOURCES, ENVIRONMENT],
)
def test_the_key_of_a_firebase_configuration_is_public_by_design(text: str) -> None:
    assert not _found(text, Settings())
    (asked,) = _found(text, Settings(min_confidence=Confidence.VERY_UNLIKELY))
    assert asked.confidence is Confidence.UNLIKELY
    assert asked.evidence[-1] == FIREBASE


@pytest.mark.parametrize("text", [SCRIPT, FRAME, CLIENT])
def test_what_a_page_loads_its_maps_with_is_read_by_every_visitor(text: str) -> None:
    assert not _found(text, Settings())
    (asked,) = _found(text, Settings(min_confidence=Confidence.VERY_UNLIKELY))
    assert asked.evidence[-1] == PAGE


@pytest.mark.parametrize(
    "text",
    [
        KEY,
        f'apiKey: "{KEY}"',
        f'genai.configure(api_key="{KEY}")',
        # A server asks these, and nobody sees what it asks with.
        f"https://maps.googleapis.com/maps/api/geocode/json?address=Berlin&key={KEY}",
        f"curl 'https://generativelanguage.googleapis.com/v1beta/models?key={KEY}'",
        # Beside a Firebase configuration, but keys of their own.
        ENVIRONMENT.replace("VITE_FIREBASE_API_KEY", "GEMINI_API_KEY"),
        ENVIRONMENT.replace("VITE_FIREBASE_API_KEY", "FIREBASE_SERVER_KEY"),
        ENVIRONMENT.replace("VITE_FIREBASE_API_KEY", "GOOGLE_MAPS_API_KEY"),
        # Google wants a key kept that may also call Gemini.
        f"{JAVASCRIPT}const model = new GoogleGenerativeAI(firebaseConfig.apiKey);",
        # One word of a configuration is none.
        f'apiKey: "{KEY}",\nstorageBucket: "backups"',
        f'apiKey: "{KEY}",\n' + "x = 1\n" * 1000 + JAVASCRIPT.replace(KEY, "env"),
    ],
)
def test_a_key_that_only_stands_near_such_words_is_still_a_key(text: str) -> None:
    (found,) = _found(text, Settings())
    assert found.confidence is Confidence.LIKELY


def test_both_keys_of_a_file_are_judged_by_their_own_place() -> None:
    other = "AIza" + pick(Random(12), "base64url", 34) + "0"
    text = f'{JAVASCRIPT}\nconst translate = {{ translateKey: "{other}" }};\n'
    (found,) = _found(text, Settings())
    assert text[found.span.start : found.span.end] == other


HEX = pick(Random(13), "hex", 31) + "7"


@pytest.mark.parametrize(
    "text",
    [
        f"ALGOLIA_SEARCH_KEY={HEX}",
        f'"algoliaSearchOnlyApiKey": "{HEX}"',
        f"algolia: {{\n  appId: 'X1Y2Z3',\n  apiKey: '{HEX}',\n  indexName: 'manual',\n}},",
        f"docsearch({{\n  apiKey: '{HEX}',\n  indexName: 'manual',\n}});",
    ],
)
def test_a_key_that_may_only_search_is_made_for_pages(text: str) -> None:
    assert not _found(text, Settings())
    (asked,) = _found(text, Settings(min_confidence=Confidence.VERY_UNLIKELY))
    assert asked.evidence[-1] == SEARCH


@pytest.mark.parametrize(
    "text",
    [
        f"ALGOLIA_API_KEY={HEX}",
        f"ALGOLIA_ADMIN_KEY={HEX}\nALGOLIA_INDEX_NAME=manual",
        f"client = algoliasearch('X1Y2Z3', api_key='{HEX}')",
        f"BING_SEARCH_API_KEY={HEX}",
    ],
)
def test_a_key_that_may_do_more_is_one(text: str) -> None:
    assert _found(text, Settings())


def _token(claims: object) -> str:
    """A token as Supabase makes them."""
    parts = ({"alg": "HS256", "typ": "JWT"}, claims)
    coded = [urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join((*coded, pick(Random(14), "base64url", 42) + "a"))


CLAIMS = {"iss": "supabase", "ref": "abcdwxyzefghstuvijkl", "iat": 1690000000, "exp": 2005000000}


@pytest.mark.parametrize("line", ["const supabase = createClient(url, '{}')", "ANON_KEY={}"])
def test_a_token_of_the_anonymous_role_is_public(line: str) -> None:
    text = line.format(_token(CLAIMS | {"role": "anon"}))
    assert not _found(text, Settings())
    asked = _found(text, Settings(min_confidence=Confidence.VERY_UNLIKELY))
    assert all(one.evidence[-1] == ANON for one in asked)
    assert asked


@pytest.mark.parametrize(
    "claims",
    [
        CLAIMS | {"role": "service_role"},
        CLAIMS | {"role": "anon", "email": "mona@corp.net"},
        CLAIMS,
    ],
)
def test_a_token_of_another_role_is_a_secret(claims: dict[str, object]) -> None:
    assert _found(f"ANON_KEY={_token(claims)}", Settings())
