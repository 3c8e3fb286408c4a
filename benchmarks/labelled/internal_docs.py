"""A generated set of internal documents, since nobody publishes real ones.

What it is: texts of ordinary words with a confidentiality mark, or the same words where
they are none. A mark stands at the head, at the foot, in a frame or in a
comment; its words stand in running prose, in a string literal, in a translation file, in data, in
a table, or in the middle of a long document. What it is not: a sample of real documents, or the
work of a stranger: who wrote the rules wrote it. It measures whether place and form are understood
in twelve languages, and nothing of how people write or which words they choose.

`cases(seed)` yields (path, text, labels); the same seed gives the same cases.
"""

from collections.abc import Iterator
from random import Random
from typing import NamedTuple

LABEL = "internal-docs"


class Language(NamedTuple):
    """Marks as documents print them, sentences that use the words, and filler."""

    code: str
    marks: tuple[str, ...]
    prose: tuple[str, ...]
    filler: tuple[str, ...]


_LANGUAGES = (
    Language(
        "en",
        (
            "CONFIDENTIAL",
            "Company Confidential",
            "STRICTLY CONFIDENTIAL",
            "INTERNAL USE ONLY",
            "For internal use only",
            "Confidential - do not distribute",
        ),
        (
            "A confidential client keeps its secret on the server and refreshes it at night.",
            "Whether the data are confidential is decided by their owner, not by the tool.",
        ),
        ("The plan for the second quarter was agreed.", "Sales in the north rose by four percent."),
    ),
    Language(
        "zh",
        ("内部资料", "机密", "仅限内部使用", "商业秘密", "公司机密 严禁外传", "保密"),
        (
            "机密性是信息安全的三个目标之一,另外两个是完整性和可用性。",
            "员工入职时需要签订保密协议并了解内部资料的管理办法。",
        ),
        ("第二季度的计划已经确定。", "北方地区的销售额增长了百分之四。"),
    ),
    Language(
        "ja",
        ("社外秘", "極秘", "関係者外秘", "取扱注意", "社内限り", "機密"),
        (
            "社外秘の資料を持ち出すときは上長の承認が必要です。",
            "機密性とは、許可された者だけが情報に触れられることをいう。",
        ),
        ("第二四半期の計画が決まりました。", "北部の売上は四パーセント増えました。"),
    ),
    Language(
        "ko",
        ("대외비", "사내한", "기밀", "극비", "외부 유출 금지", "내부용"),
        (
            "기밀 정보의 처리 방법은 아래와 같이 정한다고 합니다.",
            "대외비 문서를 반출하려면 승인을 받아야 합니다.",
        ),
        ("이분기 계획이 확정되었습니다.", "북부 지역 매출이 사 퍼센트 늘었습니다."),
    ),
    Language(
        "de",
        (
            "Vertraulich",
            "STRENG VERTRAULICH",
            "Nur für den internen Gebrauch",
            "VS-NfD",
            "Firmenvertraulich",
            "VERTRAULICH",
        ),
        (
            "Die Angaben werden vertraulich behandelt und nach einem Jahr gelöscht.",
            "Ein vertraulicher Client bewahrt sein Geheimnis auf dem Server auf.",
        ),
        ("Der Plan für das zweite Quartal steht fest.", "Der Umsatz im Norden stieg."),
    ),
    Language(
        "fr",
        (
            "Confidentiel",
            "DIFFUSION RESTREINTE",
            "Usage interne",
            "STRICTEMENT CONFIDENTIEL",
            "Ne pas diffuser",
            "CONFIDENTIEL",
        ),
        (
            "Un client confidentiel garde son secret sur le serveur.",
            "Le caractère confidentiel des données est apprécié par leur propriétaire.",
        ),
        ("Le plan du deuxième trimestre est arrêté.", "Les ventes du nord ont augmenté."),
    ),
    Language(
        "es",
        (
            "Confidencial",
            "USO INTERNO",
            "Estrictamente confidencial",
            "Solo para uso interno",
            "CONFIDENCIAL",
            "No divulgar",
        ),
        (
            "Un cliente confidencial guarda su secreto en el servidor.",
            "El uso interno de la biblioteca se describe en el capítulo dos.",
        ),
        ("El plan del segundo trimestre está decidido.", "Las ventas del norte subieron."),
    ),
    Language(
        "it",
        (
            "Riservato",
            "STRETTAMENTE CONFIDENZIALE",
            "Ad uso interno",
            "Solo per uso interno",
            "RISERVATO",
            "Confidenziale",
        ),
        (
            "Il posto riservato ai soci si trova in fondo alla sala.",
            "Un client confidenziale conserva il segreto sul server.",
        ),
        ("Il piano del secondo trimestre è deciso.", "Le vendite del nord sono cresciute."),
    ),
    Language(
        "pl",
        (
            "Poufne",
            "ŚCIŚLE POUFNE",
            "Do użytku wewnętrznego",
            "Tajemnica przedsiębiorstwa",
            "POUFNE",
            "Tylko do użytku wewnętrznego",
        ),
        (
            "Dane poufne należy przechowywać w zamkniętej szafie.",
            "Funkcja jest przeznaczona do użytku wewnętrznego biblioteki.",
        ),
        ("Plan na drugi kwartał jest gotowy.", "Sprzedaż na północy wzrosła."),
    ),
    Language(
        "ru",
        (
            "Конфиденциально",
            "Для служебного пользования",
            "КОММЕРЧЕСКАЯ ТАЙНА",
            "ДСП",
            "СТРОГО КОНФИДЕНЦИАЛЬНО",
            "Для внутреннего использования",
        ),
        (
            "Конфиденциальный клиент хранит секрет на сервере.",
            "Порядок работы с документами для служебного пользования описан ниже.",
        ),
        ("План на второй квартал утверждён.", "Продажи на севере выросли."),
    ),
    Language(
        "nl",
        (
            "Vertrouwelijk",
            "STRIKT VERTROUWELIJK",
            "Alleen voor intern gebruik",
            "Bedrijfsvertrouwelijk",
            "VERTROUWELIJK",
            "Intern gebruik",
        ),
        (
            "Een vertrouwelijke client bewaart zijn geheim op de server.",
            "De gegevens worden vertrouwelijk behandeld en daarna gewist.",
        ),
        ("Het plan voor het tweede kwartaal staat vast.", "De omzet in het noorden steeg."),
    ),
    Language(
        "tr",
        ("GİZLİ", "Hizmete özel", "ÇOK GİZLİ", "Ticari sır", "Gizli", "Kuruma özel"),
        (
            "Gizli istemci, sırrını sunucuda saklar ve her gece yeniler.",
            "Ticari sır sayılan bilgiler ayrı bir bölümde anlatılır.",
        ),
        ("İkinci çeyrek planı kararlaştırıldı.", "Kuzeydeki satışlar arttı."),
    ),
)

_OFFICIAL = (
    "TLP:AMBER+STRICT",
    "TLP:RED",
    "CUI//SP-CTI//NOFORN",
    "CUI",
    "SECRET//NOFORN",
    "NATO RESTRICTED",
    "VS – NUR FÜR DEN DIENSTGEBRAUCH",
    "OFFICIAL-SENSITIVE",
    "绝密★长期",
    "数据分级：重要数据",
    "DISTRIBUTION STATEMENT D. Distribution authorized to the Department of Defense only.",
    "(S//NF) The second site is in use.",
    "EXPORT CONTROLLED",
    "RESTREINT UE/EU RESTRICTED",
    "【核心数据】",
    "机密★10年",
)
_QUIET = (
    "Reports marked TLP:AMBER may be shared with customers.",
    "The banner CUI//SP-CTI//NOFORN is explained in chapter two.",
    "DISTRIBUTION STATEMENT A. Approved for public release. Distribution is unlimited.",
    "TLP:CLEAR",
    "绝密★启用前",
    "重要数据是指特定领域的数据。",
    "(C) 2024 by the authors",
    "NATO RESTRICTED is the lowest grade of the alliance.",
    "PUBLIC",
    "UNCLASSIFIED",
    "(S) small, (M) medium, (L) large",
    "The software is classified as ECCN 5D002.c.1.",
)


def cases(seed: int = 1) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every case, labelled by how it was made."""
    random = Random(seed)
    for language in _LANGUAGES:
        for mark in language.marks:
            for path, text in _marked(random, language, mark):
                yield path, text, (LABEL,)
            for path, text in _unmarked(random, language, mark):
                yield path, text, ()
        for sentence in language.prose:
            text = _body(random, language, 4) + sentence + "\n" + _body(random, language, 4)
            yield f"{language.code}/prose.md", text, ()
    for mark in _OFFICIAL:
        body = _body(random, _LANGUAGES[0], 9)
        yield "official/head.txt", f"{mark}\n\n{body}", (LABEL,)
    for sentence in _QUIET:
        yield "official/quiet.txt", f"{sentence}\n\n{_body(random, _LANGUAGES[0], 9)}", ()


def _body(random: Random, language: Language, lines: int) -> str:
    return "".join(f"{random.choice(language.filler)}\n" for _ in range(lines))


def _marked(random: Random, language: Language, mark: str) -> Iterator[tuple[str, str]]:
    body = _body(random, language, random.randint(5, 80))
    long = _body(random, language, 120)
    code = language.code
    yield f"{code}/head.md", f"{mark}\n\n{body}"
    yield f"{code}/foot.txt", f"{long}\n{mark}\n"
    yield f"{code}/framed.md", f"*** {mark} ***\n\n{body}"
    yield f"{code}/comment.html", f"<!-- {mark} -->\n<p>{body}</p>\n"
    yield f"{code}/second.txt", f"{body.splitlines()[0]}\n\n== {mark} ==\n\n{long}"


def _unmarked(random: Random, language: Language, mark: str) -> Iterator[tuple[str, str]]:
    long = _body(random, language, 60)
    code = language.code
    yield f"{code}/level.py", f'LEVELS = {{\n    1: "{mark}",\n}}\n'
    yield f"{code}/locale/{code}.po", f'msgid "level"\nmsgstr "{mark}"\n'
    yield f"{code}/labels.json", f'{{\n  "level": "{mark}"\n}}\n'
    yield f"{code}/middle.md", f"{long}\n{mark}\n\n{long}"
    yield f"{code}/table.md", f"{long}\n| 3 | {mark} | see below |\n{long}"
