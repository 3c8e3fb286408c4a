"""The words of confidentiality marks: what companies print at the head or foot, by language."""

from functools import lru_cache
from typing import NamedTuple

RESTRICTED = (
    r"STRICTLY CONFIDENTIAL|Strictly Confidential|Strictly confidential"
    r"|HIGHLY (?:CONFIDENTIAL|RESTRICTED)|Highly Confidential|RESTRICTED(?: DISTRIBUTION| ACCESS)?"
    r"|TOP SECRET|EYES ONLY|Restricted Distribution|MOST CONFIDENTIAL|CONFIDENTIAL RESTRICTED"
)
CONFIDENTIAL = (
    r"(?<!STRICTLY )(?<!HIGHLY )(?<!trictly )(?<!ighly )(?<!MOST )"
    r"(?:(?:COMPANY |COMMERCIAL(?:LY)? |BUSINESS )?CONFIDENTIAL(?: INFORMATION| MATERIAL)?"
    r"|(?:Company |Commercially |Business )?Confidential(?: Information)?"
    r"|PROPRIETARY (?:AND|&) CONFIDENTIAL|Proprietary (?:and|&) [Cc]onfidential"
    r"|CONFIDENTIAL (?:AND|&) PROPRIETARY|Confidential (?:and|&) [Pp]roprietary"
    r"|PROPRIETARY INFORMATION|DO NOT DISTRIBUTE|Do [Nn]ot [Dd]istribute"
    r"|NOT FOR (?:PUBLIC |EXTERNAL )?(?:DISTRIBUTION|RELEASE)|TRADE SECRET"
    r"|(?:ATTORNEY.CLIENT )?PRIVILEGED (?:AND|&) CONFIDENTIAL"
    r"|(?:Attorney.[Cc]lient )?Privileged (?:and|&) [Cc]onfidential|ATTORNEY.CLIENT PRIVILEGED?)"
)
INTERNAL = (
    r"(?:FOR )?INTERNAL(?: USE)? ONLY|Internal (?:[Uu]se )?[Oo]nly|INTERNAL USE|INTERNAL"
    r"|For [Ii]nternal (?:[Uu]se )?[Oo]nly|COMPANY INTERNAL|Company Internal"
    r"|(?<=[:：] )Internal(?: [Uu]se)?"
)

CONFIDENTIAL_ZH = (
    r"(?:公司|企业|商业|高度|严格)?机密(?:文件|资料|信息)?|(?:核心|普通)?商[业務业务]秘密|商业机密"
    r"|(?:核心|普通)商密|(?:严格)?保密(?:文件|资料)?|请勿外传|严禁外传|禁止外传|不得外传|涉密(?:文件|资料)"
    r"|商業機密|商業秘密|密件"
)
INTERNAL_ZH = (
    r"内部(?:资料|使用|文件|公开|文档|材料)|仅限内部(?:使用|传阅)?|仅供内部(?:使用|参考|交流|传阅)?"
    r"|公司内部|對內使用|內部(?:資料|使用|文件)|僅供內部(?:使用|參考)"
)


class Words(NamedTuple):
    """A language's marks by level, in sentence case; capitals and title case follow from it.

    Letters and blanks only: they are read as expressions.
    """

    code: str
    language: str
    restricted: tuple[str, ...]
    confidential: tuple[str, ...]
    internal: tuple[str, ...]


LANGUAGES = (
    Words(
        "de", "German",
        ("Streng vertraulich", "Streng geheim", "Höchst vertraulich"),
        ("Vertraulich", "Firmenvertraulich", "Betriebsgeheimnis", "Geschäftsgeheimnis",
         "Weitergabe verboten", "Nicht zur Weitergabe bestimmt", "Nicht zur Weitergabe",
         "Vertraulich behandeln", "Vertrauliche Informationen"),
        ("Nur für den internen Gebrauch", "Nur zum internen Gebrauch",
         "Nur zur internen Verwendung",
         "Nur für internen Gebrauch", "Für den internen Gebrauch", "Nur intern",
         "Interner Gebrauch", "Internes Dokument"),
    ),
    Words(
        "fr", "French",
        ("Strictement confidentiel", "Très confidentiel", "Secret défense", "Très secret"),
        ("Confidentiel", "Confidentiel entreprise", "Diffusion restreinte", "Diffusion limitée",
         "Diffusion interdite", "Ne pas diffuser", "Secret des affaires", "Document confidentiel",
         "Reproduction et diffusion interdites"),
        ("Usage interne", "À usage interne", "A usage interne", "Usage interne uniquement",
         "Réservé à un usage interne", "Document interne", "Interne uniquement",
         "Diffusion interne"),
    ),
    Words(
        "es", "Spanish",
        ("Estrictamente confidencial", "Altamente confidencial", "Alto secreto"),
        ("Confidencial", "Información confidencial", "Documento confidencial", "Secreto comercial",
         "No divulgar", "No distribuir", "Prohibida su difusión", "Difusión limitada"),
        ("Uso interno", "Solo para uso interno", "Sólo para uso interno", "Para uso interno",
         "Exclusivamente para uso interno", "Uso interno exclusivo", "Documento interno",
         "Uso exclusivo interno"),
    ),
    Words(
        "pt", "Portuguese",
        ("Estritamente confidencial", "Altamente confidencial", "Ultrassecreto"),
        ("Confidencial", "Informação confidencial", "Documento confidencial", "Segredo comercial",
         "Não divulgar", "Não distribuir", "Divulgação proibida", "Acesso restrito"),
        ("Uso interno", "Somente para uso interno", "Apenas para uso interno", "Para uso interno",
         "Uso interno exclusivo", "Documento interno", "Uso exclusivo interno"),
    ),
    Words(
        "it", "Italian",
        ("Strettamente confidenziale", "Strettamente riservato", "Segretissimo",
         "Riservatissimo"),
        ("Riservato", "Confidenziale", "Informazioni riservate", "Documento riservato",
         "Riservato e confidenziale", "Non divulgare", "Vietata la diffusione",
         "Segreto aziendale"),
        ("Uso interno", "Solo per uso interno", "Ad uso interno", "Per uso interno",
         "Ad esclusivo uso interno", "Solo uso interno", "Documento interno"),
    ),
    Words(
        "pl", "Polish",
        ("Ściśle poufne", "Ściśle tajne"),
        ("Poufne", "Tajemnica przedsiębiorstwa", "Informacja poufna", "Informacje poufne",
         "Dokument poufny", "Nie rozpowszechniać", "Tajne"),
        ("Do użytku wewnętrznego", "Tylko do użytku wewnętrznego", "Zastrzeżone",
         "Wyłącznie do użytku wewnętrznego", "Do użytku służbowego", "Dokument wewnętrzny"),
    ),
    Words(
        "ru", "Russian",
        ("Строго конфиденциально", "Совершенно секретно", "Строго секретно"),
        ("Конфиденциально", "Коммерческая тайна", "Не для распространения", "Секретно",
         "Конфиденциальная информация", "Строго для служебного пользования"),
        ("Для служебного пользования", "Для внутреннего пользования",
         "Для внутреннего использования",
         "Только для внутреннего использования", "Только для внутреннего пользования", "ДСП"),
    ),
    Words(
        "nl", "Dutch",
        ("Strikt vertrouwelijk", "Zeer vertrouwelijk", "Zeer geheim", "Streng vertrouwelijk"),
        ("Vertrouwelijk", "Bedrijfsvertrouwelijk", "Bedrijfsgeheim", "Niet verspreiden",
         "Vertrouwelijke informatie", "Vertrouwelijk document", "Departementaal vertrouwelijk"),
        ("Alleen voor intern gebruik", "Voor intern gebruik", "Uitsluitend voor intern gebruik",
         "Intern gebruik", "Enkel voor intern gebruik"),
    ),
    Words(
        "tr", "Turkish",
        ("Çok gizli", "Kesinlikle gizli"),
        ("Gizli", "Gizlidir", "Ticari sır", "Ticari gizli", "Gizli bilgi", "Dağıtılmaz"),
        ("Hizmete özel", "Kuruma özel", "Şirkete özel", "Dahili kullanım", "Kurum içi kullanım",
         "Kurum içi kullanım içindir", "Şirket içi kullanım içindir", "Dahili kullanım içindir",
         "Sadece dahili kullanım içindir", "Sadece kurum içi kullanım içindir"),
    ),
    Words(
        "ja", "Japanese",
        ("極秘", "厳秘", "極秘資料"),
        ("社外秘", "機密", "部外秘", "関係者外秘", "取扱注意", "機密情報",
         "機密文書", "秘密情報", "関係者限り",
         "取扱厳重注意", "社外持出禁止", "社外持ち出し禁止", "マル秘",
         "㊙", "社外秘資料", "営業秘密"),
        ("社内限り", "社内限定", "社内用", "社内秘", "社内資料", "部内限り",
         "社内使用限定", "内部資料",
         "社内利用限定", "社内限"),
    ),
    Words(
        "ko", "Korean",
        ("극비", "1급 비밀", "2급 비밀"),
        ("대외비", "기밀", "사외비", "영업비밀", "영업 비밀", "기밀문서",
         "기밀 문서", "외부 유출 금지",
         "외부유출금지", "무단 배포 금지", "회사 기밀", "비밀"),
        ("사내한", "사내용", "내부용", "내부 문서", "내부문서", "사내 한정", "내부자료",
         "내부 자료", "사내 전용",
         "내부 사용 전용", "내부 전용"),
    ),
)  # fmt: skip


def forms(phrase: str, code: str) -> tuple[str, ...]:
    """As written, in title case, and in capitals as the language writes them."""
    upper = phrase.replace("i", "İ").replace("ı", "I") if code == "tr" else phrase
    return tuple(dict.fromkeys((phrase, phrase.title(), upper.upper())))


@lru_cache(maxsize=64)
def core(phrases: tuple[str, ...], code: str) -> str:
    """The phrases in all their forms as one expression, the longest first."""
    found = {form for phrase in phrases for form in forms(phrase, code)}
    return "|".join(sorted(found, key=lambda form: (-len(form), form)))
