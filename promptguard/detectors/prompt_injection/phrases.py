"""What is said to a model rather than to a reader, phrase by phrase; nothing here weighs."""

#: Between two words: blanks, a line end, the marks that begin a comment's next line.
GAP = r"[\s*#/>_\"'|-]{1,12}"
_EARLIER = r"previous|prior|earlier|preceding|above|foregoing|existing|initial|original|system|your"
_SMALL = r"all|any|every|each|of|the|my|our|these|those|other|current|safety|and|or|both"
_ORDERS = (
    r"instructions?|prompts?|directions?|directives?|guidelines?|commands?|orders?|rules"
    r"|constraints?|restrictions?|programming|training|safeguards?"
)
_DROP = (
    r"ignore|disregard|forget|override|bypass|neglect|overlook|discard"
    r"|(?<!you )(?<!we )(?:do not|don't|stop|never) (?:follow|following|obey|obeying|listen to)"
    r"|pay no attention to"
)
OVERRIDE = (
    rf"\b(?i:(?:{_DROP})(?:"
    rf"(?:{GAP}(?:{_SMALL})){{0,4}}(?:{GAP}(?:{_EARLIER})){{1,2}}(?:{GAP}(?:{_SMALL}"
    rf"|{_EARLIER})){{0,2}}"
    rf"{GAP}(?:{_ORDERS})"
    rf"|(?:{GAP}(?:{_SMALL})){{1,3}}{GAP}(?:{_ORDERS}){GAP}(?:above|before|given|that came"
    rf"|you (?:have|had|were|received|got))"
    rf"|{GAP}(?:everything|anything|all){GAP}(?:that{GAP})?(?:you (?:have|had|were|know|learned)"
    rf"|you've|i (?:said|told)|(?:written |said |stated )?(?:above|before this))"
    r"))\b"
)

#: The same in other languages; a first letter in both cases where it is not ASCII.
OVERRIDES = (
    r"(?i:\b(?:ignorier\w{1,3}|vergiss|vergessen|missacht\w{1,3})(?: sie)?(?: bitte)?"
    r"(?: alle| s.mtliche| die| deine| ihre){0,2} (?:vorherig|bisherig|vorig|fr.her|obig"
    r"|vorangegang|vorstehend)\w{0,5} (?:anweisung|instruktion|befehl|regel|vorgabe)\w{0,3})",
    r"(?i:\b(?:ignor|oubli)\w{1,4}(?: toutes| tous)?(?: les| vos| tes)? (?:instruction|consigne"
    r"|directive|r.gle)s? (?:pr.c.dente|ant.rieure|ci-dessus|donn.e|ci-avant)s?)",
    r"(?i:\b(?:ignor|olvid|omit)\w{1,4}(?: todas| todos)?(?: las| los| tus| sus)? (?:instruccion"
    r"|indicacion|orden|regla)\w{0,3} (?:anterior|previa|precedente|de arriba)\w{0,3})",
    r"(?i:\b(?:ignor|esque|desconsider)\w{1,4}(?: todas| todos)?(?: as| os| suas)? (?:instru..es"
    r"|ordens|regras) (?:anterior|pr.via|precedente|acima)\w{0,3})",
    r"(?i:\b(?:ignor|dimentic|trascur)\w{1,4}(?: tutte)?(?: le| tutti i)? (?:istruzioni|indicazioni"
    r"|regole) (?:precedenti|di cui sopra|ricevute))",
    r"(?i:\b(?:negeer|vergeet)(?: alle| de){0,2} (?:vorige|eerdere|voorgaande|bovenstaande)"
    r" (?:instructies|opdrachten|regels))",
    r"(?i:\b(?:z?ignoruj|zapomnij)(?:cie)?(?: o)?(?: wszystki\w{1,3})? (?:poprzedni|wcze.niejsz"
    r"|powy.sz)\w{1,3} (?:instrukcj|polece)\w{1,3})",
    r"(?i:\b(?:ignorera|gl.m)(?: alla)? (?:tidigare|f.reg.ende) (?:instruktioner|anvisningar))",
    r"(?i:\b(?:ignoruj|zapome.)(?:te)?(?: v.echny)? p.edchoz. (?:pokyny|instrukce|p..kazy))",
    r"(?i:.nceki(?: t.m)? (?:talimat|komut|y.nerge)[^\s.]{2,8} (?:yok say|g.rmezden gel|unut"
    r"|dikkate alma))",
    r"(?i:\b(?:abaikan|lupakan)(?: semua)? (?:instruksi|perintah|petunjuk) (?:sebelumnya|di atas))",
    r"(?i:\bb. qua (?:t.t c. )?(?:c.c )?(?:h..ng d.n|ch. th.|l.nh) (?:tr..c|. tr.n))",
    r"(?:[Ии]гнорируй|[Пп]роигнорируй|[Зз]абудь)(?:те)?(?: все)?(?: о)? (?:предыдущи|прежни"
    r"|вышеуказанн|предшествующи)[а-я]{1,2} (?:инструкци|указани|команд|правил)[а-я]{1,2}",
    r"(?:[Ії]гноруй|[Пп]роігноруй|[Зз]абудь)(?:те)?(?: всі)? (?:попередні|минулі)"
    r" (?:інструкції|вказівки)",
    r"(?:忽略|无视|無視|忘记|忘掉|不要理会|忽視)[^。\n]{0,6}(?:之前|以前|以上|上面|上述|先前|前面|此前|所有)"
    r"[^。\n]{0,8}(?:指令|指示|提示|说明|說明|要求|命令|规则|規則)",
    r"(?:以前|前|これまで|上記|先ほど|今まで)の(?:すべての|全ての)?(?:指示|命令|プロンプト|指令|ルール)"
    r"[^。\n]{0,8}(?:無視|忘れ)",
    r"(?:이전|위|앞|지금까지)의? ?(?:모든 )?(?:지시|지침|명령|프롬프트)[^.\n]{0,8}(?:무시|잊)",
    r"(?:تجاهل|انس)[^.\n]{0,12}(?:التعليمات|الأوامر|الإرشادات)[^.\n]{0,6}(?:السابقة|أعلاه)",
    r"(?:पिछल|पूर्व|ऊपर)[^।\n]{0,16}(?:निर्देश|आदेश)[^।\n]{0,12}(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल)",
)

_MODELS = (
    r"(?:(?:an?|the|any|all|every) )?(?:(?:large )?language models?|llms?|(?-i:AI|A\.I\.)"
    r"(?: (?:coding )?(?:assistants?|agents?|models?|systems?|reviewers?|crawlers?|bots?|tools?"
    r"|summari[sz]ers?))?|coding (?:assistants?|agents?)|chatbots?|(?:github )?copilot"
    r"|claude(?: code)?|chatgpt|gpt-?\d?|gemini|cursor|codex)"
)
ADDRESSED = (
    rf"\b(?i:(?:notes?|attention|messages?|instructions?|reminder|important|notice|hint"
    rf"|warning|task)"
    rf" ?(?:to|for|:) ?{_MODELS}(?: (?:reading|processing|reviewing|that)\b|[:,.!]|\s*$|\))"
    rf"|(?:if|when|since) you(?:'re| are) {_MODELS}(?! (?:user|developer|researcher|engineer"
    rf"|team))\b"
    rf"|(?:dear|hey|hi|hello|attn|attention)[ ,:]{{1,2}}(?:{_MODELS}|assistant)(?:[,:!.]|\s*$)"
    rf"|{_MODELS} (?:reading|processing|parsing|summari[sz]ing|reviewing|who reads?|that reads?)"
    r" (?:this|these)\b"
    r"|(?-i:AI|LLM)s? (?:(?:coding )?(?:assistants?|agents?|models?|reviewers?|tools?))?[:,] "
    r"(?:when|if|you|please|do|must|ignore|always|never|before|after)\b)"
)
ROLE = (
    r"\b(?i:you are now (?:an?|my|no longer|free|acting|operating|dan|unrestricted|the"
    r"|in (?:\w{1,14} )?mode)\b"
    r"(?! (?:position|directory|process|ready|able|queue|folder|root|branch|interactive|shell))"
    r"|from now on,? you(?:'re| are| will| must| should| shall)\b"
    r"|(?:new|updated|revised|real|actual|hidden|secret|override|overriding|admin|system)"
    r" (?:system )?(?:instructions?|prompt|directives?) ?:"
    r"|(?:enter|enable|switch to|activate|you are in) (?:developer|god|debug|jailbreak"
    r"|maintenance|dan|admin)"
    r" mode"
    r"|your (?:new|real|only|true|actual) (?:task|instructions?|goal|objective|role|job|purpose)"
    r" (?:is|are)\b"
    r"|(?:act|behave|respond|answer) as (?:if you|though you|an? (?:unrestricted|unfiltered|evil)))"
)
#: What only an assistant holds, and what is worth stealing from the place it works in.
ITS_OWN = (
    r"conversation|chat (?:history|log)|system prompt|context window|(?:your|these|previous)"
    r" (?:instructions|messages)|user'?s? (?:questions?|prompts?|messages?|input)"
)
VALUABLES = (
    r"api[ _-]?keys?|credentials?|environment variables?|env(?:ironment)? vars?|secrets?|passwords?"
    r"|(?:access |auth |session )?tokens?|\.env\b|ssh keys?|private keys?|cookies?|source code"
    r"|(?:personal|private|user|sensitive|confidential) (?:data|information|details)|file contents?"
)
_SEND = r"send|post|upload|exfiltrate|forward|transmit|leak|e-?mail|submit|append|encode|deliver"
EXFILTRATION = (
    rf"\b(?i:(?:{_SEND})\b[^\n.]{{0,60}}\b(?:(?P<own>{ITS_OWN})|{VALUABLES})\b[^\n]{{0,100}}"
    r"(?:\bto\b|\bat\b|\bvia\b|\bin\b|\binto\b)[^\n]{0,40}"
    r"(?:https?://|[\w.+-]{1,40}@[\w-]{1,40}\.|webhook|\bthis (?:url|address|server|endpoint)))"
    r"|!\[[^\]\n]{0,80}\]\(https?://[^)\s]{1,200}[?&/=](?:\{\{?|\[|<|%7B|\$\{)?"
    r"(?i:conversation|chat|history|secrets?|summary|data|prompt|user_?data|base64|tokens?|keys?)"
    r"(?:\}\}?|\]|>|%7D)?\)"
)
CONCEALMENT = (
    r"\b(?i:(?:do not|don't|never|must not|without)(?: ever)? (?:tell(?:ing)?|mention(?:ing)?"
    r"|inform(?:ing)?|reveal(?:ing)?|notify(?:ing)?|alert(?:ing)?|disclos(?:e|ing)|warn(?:ing)?"
    r"|ask(?:ing)?|let(?:ting)?|show(?:ing)?)\b[^\n.]{0,30}\b(?:the )?(?:users?|humans?"
    r"|developer|anyone"
    r"|anybody|operator|reader)\b)"
)
LEAK = (
    r"\b(?i:(?:reveal|print|repeat|show|output|display|leak|disclose|recite|quote|give|tell)"
    r" (?:me )?"
    r"(?:(?:the|all|full|exact|entire|of|your|verbatim|contents?) ){0,5}"
    r"(?:system prompt|(?:system|initial|hidden|original|secret) (?:instructions|prompt|message)"
    r"|(?:text|words|everything|lines) above(?: this)?(?: verbatim| exactly| word)))\b"
)
TEMPLATE = (
    r"<\|(?:im_start|im_end|system|assistant|user|begin_of_text|start_header_id|end_header_id"
    r"|eot_id"
    r"|endoftext|endofprompt)\|>|\[/?INST\]|<</?SYS>>|<start_of_turn>(?:model|user)"
    r"|^#{2,3} (?:Instruction|System|System Prompt) ?:?$"
)
COMMAND = (
    r"\b(?i:(?:run|execute|invoke|type|enter|call)(?: \w{1,12}){0,3} (?:command|script|code"
    r"|tool|function)s?\b"
    r"|\b(?:curl|wget)\b[^\n|]{1,200}\| ?(?:ba|z)?sh\b|rm -rf|git push|(?:approve"
    r"|merge) (?:this|the) "
    r"(?:pull request|pr|change)|(?:disable|turn off) (?:\w{1,12} ){0,2}(?:check|review|guard"
    r"|filter)s?)"
)
#: What one does to a text: put into it, alter it, disguise it, give it a form.
_ADD = (
    r"add|append|attach|insert|include|incorporate|integrate|embed|blend|weave|place|put|mention"
    r"|merge|introduce|inject|infuse|feature|slip|work|promote|recommend|advertise|suggest|hint"
)
_CHANGE = (
    r"modify|change|alter|augment|enhance|enrich|upgrade|improve|extend|supplement|complement"
    r"|refine|bolster|strengthen|adapt|adjust|expand|amend|begin|start|end|finish|close|conclude"
    r"|preface|lace|sprinkle|fill|season|spice"
)
_DISGUISE = (
    r"encode|encrypt|cipher|shift|substitute|swap|reverse|scramble|shuffle|rearrange|misspell"
    r"|jumble|replace|translate|convert|group|anagram|capitali[sz]e|remove|drop|omit|split|spell"
    r"|garble|invert|mirror|obfuscate|transpose"
)
_FORM = (
    r"write|give|provide|present|phrase|format|deliver|use|express|turn|respond|reply|answer|limit"
    r"|render|craft|make|convey|state"
)
_LANGUAGES = (
    r"spanish|french|german|italian|portuguese|russian|chinese|mandarin|japanese|korean|arabic"
    r"|hindi|dutch|polish|turkish|swedish|greek|hebrew|latin|english|swahili|thai|vietnamese"
    r"|danish|norwegian|finnish|czech|hungarian|romanian|ukrainian|indonesian|bengali|urdu|persian"
)
#: Forms in which an answer is of no use to whoever asked.
DISGUISE = (
    rf"\b(?i:{_DISGUISE}|base-?\d\d|caesar|rot-?13|morse|emojis?|emoticons?|binary|hexadecimal"
    rf"|pig latin|leet(?:speak)?|backwards?|reversed?|anagrams?|cipher|vowels?|(?:in|into|to)"
    rf" (?:{_LANGUAGES}))\b"
)
INSERTS = rf"(?i:{_ADD}|{_CHANGE}|in\b)"
_VERBS = rf"(?:{_ADD}|{_CHANGE}|{_DISGUISE}|{_FORM})"
_WORDS = r"(?:\w{1,14} ){0,2}"
_NOUN = (
    r"(?:(?:answers?|responses?|repl(?:y|ies)|elucidation|explanation)\b"
    r"|(?:output|completion)(?=[.!]|\s*$))"
)
ANSWER = (
    rf"\b(?i:(?P<verb>{_VERBS})(?:ing|d)?\b[^\n]{{0,160}}?\byour {_WORDS}{_NOUN}"
    rf"|(?P<place>in) your {_WORDS}{_NOUN},? [a-z]{{3}}"
    r"|(?P<bare>reply|respond|answer) (?:only |solely )?(?:in|using|with|by)\b"
    r")"
)
_CODE = (
    r"(?:following|subsequent|below|ensuing|next) (?:\w{1,14} )?(?:code|script|program)\b"
    r"(?: (?:snippet|block|section|excerpt|segment|fragment|portion|piece|sample|part)s?)?"
)
_WORK = (
    r"(?:answer|response|reply|solution|implementation|codebase|code|algorithm|program|script"
    r"|project|function|elucidation|explanation|output|work)\b"
)
PLANTED = (
    rf"\b(?i:{_CODE}[^\n]{{0,100}}\b(?:your {_WORDS}{_WORK}|code you \w)"
    rf"|your {_WORDS}{_WORK}[^\n]{{0,100}}\b{_CODE})"
)
