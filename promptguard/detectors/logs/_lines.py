"""How programs write a line of a log: dates, levels, hosts, processes, fields."""

from promptguard.detectors.logs._shape import LEAD

_LEVEL = (
    r"(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|FATAL|CRITICAL|SEVERE|FINE|AUDIT|LOG"
    r"|STATEMENT|DETAIL|HINT|(?<=[\[ =])(?:trace|debug|info|notice|warn|warning|error|fatal|crit"
    r"|Information|Info|Warning|Error|Debug)(?=[\] :\t]))"
)
ISO = (
    r"\[?\d{4}[-/]\d\d[-/]\d\d[T \t] ?\d{1,2}:\d\d:\d\d(?:[.,:]\d{1,9})?(?:[ ]?(?:Z|UTC|CEST|CET"
    r"|[A-Z]{3}|[+-]\d\d:?\d\d))?\]?"
)
#: A time of day, as the engine looks for it.
CLOCK_SEEN = r":[0-5]\d:[0-5]\d"
CLOCK = r"\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
SYSLOG = (
    rf"{LEAD}(?:<\d{{1,3}}>)?{_MONTH} [ \d]\d (?:\d{{4}} )?\d\d:\d\d:\d\d [\w.:-]{{1,120}} "
    rf"[\w./()@ -]{{1,80}}(?:\[[\w.-]{{1,20}}\])?: "
)
SYSLOG_ISO = (
    rf"{LEAD}\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{{1,9}})?(?:Z|[+-]\d\d:?\d\d) "
    rf"[\w.-]{{1,120}} [\w./()@-]{{1,80}}(?:\[\d{{1,10}}\])?: "
)
SYSLOG_5424 = rf"{LEAD}<\d{{1,3}}>1 \d{{4}}-\d\d-\d\dT\S{{1,40}} \S{{1,255}} \S{{1,80}} "
LEVELLED = rf"{LEAD}{ISO}[^\n]{{0,100}}?(?<![A-Za-z]){_LEVEL}(?![A-Za-z])"
ACCESS = (
    rf"{LEAD}(?:[\w.-]{{1,120}}(?::\d{{1,5}})? )?[\w.:%-]{{1,120}} \S{{1,120}} [^\n\[]{{1,120}} ?"
    r"\[\d\d?/[^\s/\]\[]{3,8}/\d{4}:\d\d:\d\d:\d\d ?[+\-\dA-Z]{0,6}\] "
)
_TIME = (
    r"\d{1,2}:\d\d:\d\d(?:[.,:]\d{1,9})?(?: ?[AP]M)?(?: ?(?:Z|UTC|GMT|CEST|CET|[+-]\d\d:?\d\d))?"
)
_DATE = (
    rf"(?:\d{{2,4}}[-/.:]\d\d?[-/.:]\d{{2,4}}|\d{{1,2}}[/ -]{_MONTH}[/ -]\d{{2,4}}"
    rf"|(?:{_WEEKDAY} )?{_MONTH}[ -]{{1,2}}\d{{1,2}}(?:[, -]{{1,2}}\d{{2,4}})?)"
)
#: Any date and time, or seconds since 1970, at the head of a line that goes on.
STAMPED = (
    rf"{LEAD}(?:[\w.-]{{1,40}} {{0,8}}\| ?|[<\[(]?[A-Z][>\])]? ?)?"
    rf"(?:[\[(]?{_DATE}[T ,:-]{{1,3}}{_TIME}(?: \d{{4}})?|\[?1[2-9]\d{{8}}(?:\.\d{{1,9}})?\]?(?= ))"
    r"[\])]?[ \t:|,-]{0,4}(?![\d.,;: -]{0,40}\r?$)[^\s,;\d][^\n]{6}"
)
PROCESS = rf"{LEAD}(?:[\w.-]{{1,60}} )?[a-z][\w./-]{{1,40}}\[\d{{2,7}}\]: "
KLOG = (
    rf"{LEAD}[IWEFD]\d{{4}} \d\d:\d\d:\d\d\.\d{{3,6}} {{1,6}}\d{{1,9}} [\w./-]{{1,80}}:\d{{1,6}}\] "
)
LOGCAT = (
    rf"{LEAD}\d\d-\d\d \d\d:\d\d:\d\d\.\d{{3}} {{1,4}}(?:\d{{1,6}} {{1,6}}\d{{1,6}} [VDIWEFA] "
    rf"|[VDIWEFA]/)"
)
JSON_LEVEL = r'"(?:level|severity|lvl|levelname|log\.level|@l|loglevel|logLevel|priority|PRIORITY)"'
SERVER = (
    rf"{LEAD}\[{_WEEKDAY} {_MONTH} \d\d \d\d:\d\d:\d\d(?:\.\d{{1,6}})? \d{{4}}\] \["
    rf"|{LEAD}\d{{4}}/\d\d/\d\d \d\d:\d\d:\d\d \[\w{{4,6}}\] \d{{1,9}}#\d"
    r"|^\d{10}\.\d{3} {1,8}\d{1,9} \S{3,40} TCP_|^\[pid: \d{1,9}\|app: "
)
#: The head of a W3C extended log, or of Zeek's.
HEADED = (
    r"^#(?:Fields|Software|Version|(?:Start-)?Date|separator|set_separator|path|open|fields|types"
    r"|empty_field|unset_field)[:\t ]"
)
#: Lines of one container, after its name.
CONTAINER = r"^(?:\x1b\[[\d;]{0,12}[A-Za-z]){0,4}[a-z][\w.-]{0,60}[-_]\d{1,3} {1,20}\|[ \x1b]"
TAI = r"^@4[0-9a-f]{23} "
JSON_TIME = r'"(?:time|timestamp|ts|@timestamp|asctime|started_at|datetime|__REALTIME_TIMESTAMP)"'
_JSON_SAYS = r'"(?:msg|message|MESSAGE|log|event|logger|status|pid|hostname|uri|path)"'
#: One object a line; a level beside a time or a message, or a time and a message.
JSON = (
    r"^[^\n{]{0,120}\{(?=[^\n]{0,4000}(?:"
    rf"{JSON_LEVEL}[ ]?:[ ]?(?:\"[A-Za-z]{{3,12}}\"|\d\d?\b)|{JSON_TIME}[ ]?:))"
    rf"(?=[^\n]{{0,4000}}(?:{_JSON_SAYS}|{JSON_TIME})[ ]?:)(?=[^\n]{{0,4000}}(?:{_JSON_SAYS}"
    rf"|{JSON_LEVEL})[ ]?:)"
    r"[^\n]{4,12000}\r?$"
)
#: A packet as tcpdump prints it.
PACKET = r"^\d\d:\d\d:\d\d\.\d{6} (?:IP6?|ARP,?) [\w.:-]{3,80} > "
AUDIT = r"^type=[A-Z_]{3,30} msg=audit\(\d{10}\.\d{3}:\d"
LOGFMT = (
    r"\b(?:time|ts|t|msg|caller|app)=[^\n]{1,400}\blevel=(?:debug|info|warn|warning|error|fatal)\b"
    r"|\b(?:level|lvl)=(?:debug|dbug|info|warn|warning|error|eror|fatal)\b[^\n]{1,400}"
    r"\b(?:msg|message|time|ts|event)="
)

WORDS = (
    r"(?i)\b(?:error|warn(?:ing)?|failed|fails?|failure|exception|start(?:ed|ing)?|stopped"
    r"|connect(?:ion|ed|ing)?"
    r"|request|time(?:d )?out|refused|reject(?:ed)?|denied|session|listening|shutdown|loaded"
    r"|debug|info|notice"
    r"|trace|login|logged|auth(?:entication|enticated)?|server|client|received|sent|completed"
    r"|user|invalid|thread)\b"
)
