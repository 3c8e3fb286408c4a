"""Log lines, by the program or library that writes them so."""

from promptguard.detectors.logs._shape import LEAD, lines, log
from promptguard.evidence.materials import Mark
from promptguard.model import Weight
from promptguard.model.rule import Sample

_LEVEL = r"(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|FATAL|CRITICAL|SEVERE|FINE|AUDIT|LOG|STATEMENT|DETAIL|HINT|(?<=[\[ =])(?:trace|debug|info|notice|warn|warning|error|fatal|crit|Information|Info|Warning|Error|Debug)(?=[\] :\t]))"
_ISO = r"\[?\d{4}[-/]\d\d[-/]\d\d[T \t]\d\d:\d\d:\d\d(?:[.,:]\d{1,9})?(?:[ ]?(?:Z|UTC|CEST|CET|[A-Z]{3}|[+-]\d\d:?\d\d))?\]?"
_CLOCK = r"\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_SYSLOG = rf"{LEAD}(?:<\d{{1,3}}>)?{_MONTH} [ \d]\d (?:\d{{4}} )?\d\d:\d\d:\d\d [\w.:-]{{1,120}} [\w./()@ -]{{1,80}}(?:\[[\w.-]{{1,20}}\])?: "
_SYSLOG_ISO = rf"{LEAD}\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{{1,9}})?(?:Z|[+-]\d\d:?\d\d) [\w.-]{{1,120}} [\w./()@-]{{1,80}}(?:\[\d{{1,10}}\])?: "
_SYSLOG_5424 = rf"{LEAD}<\d{{1,3}}>1 \d{{4}}-\d\d-\d\dT\S{{1,40}} \S{{1,255}} \S{{1,80}} "
_LEVELLED = rf"{LEAD}{_ISO}[^\n]{{0,100}}?(?<![A-Za-z]){_LEVEL}(?![A-Za-z])"
_ACCESS = (
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
_STAMPED = (
    rf"{LEAD}(?:[\w.-]{{1,40}} {{0,8}}\| ?|[<\[(]?[A-Z][>\])]? ?)?"
    rf"(?:[\[(]?{_DATE}[T ,:-]{{1,3}}{_TIME}(?: \d{{4}})?|\[?1[2-9]\d{{8}}(?:\.\d{{1,9}})?\]?(?= ))"
    r"[\])]?[ \t:|,-]{0,4}(?![\d.,;: -]{0,40}\r?$)[^\s,;\d][^\n]{6}"
)
_PROCESS = rf"{LEAD}(?:[\w.-]{{1,60}} )?[a-z][\w./-]{{1,40}}\[\d{{2,7}}\]: "
_KLOG = (
    rf"{LEAD}[IWEFD]\d{{4}} \d\d:\d\d:\d\d\.\d{{3,6}} {{1,6}}\d{{1,9}} [\w./-]{{1,80}}:\d{{1,6}}\] "
)
_LOGCAT = rf"{LEAD}\d\d-\d\d \d\d:\d\d:\d\d\.\d{{3}} {{1,4}}(?:\d{{1,6}} {{1,6}}\d{{1,6}} [VDIWEFA] |[VDIWEFA]/)"
_JSON = r'^[^\n{]{0,120}\{[^\n]{0,2000}"(?:level|severity|lvl|levelname|log\.level|@l|loglevel|logLevel)"[ ]?:[ ]?(?:"[A-Za-z]{3,12}"|\d\d\b)[^\n]{0,8000}\}[ \t,]{0,4}\r?$'
_LOGFMT = (
    r"\b(?:time|ts|t|msg|caller|app)=[^\n]{1,400}\blevel=(?:debug|info|warn|warning|error|fatal)\b"
    r"|\b(?:level|lvl)=(?:debug|dbug|info|warn|warning|error|eror|fatal)\b[^\n]{1,400}"
    r"\b(?:msg|message|time|ts|event)="
)

_WORDS = (
    r"(?i)\b(?:error|warn(?:ing)?|failed|fails?|failure|exception|start(?:ed|ing)?|stopped|connect(?:ion|ed|ing)?"
    r"|request|time(?:d )?out|refused|reject(?:ed)?|denied|session|listening|shutdown|loaded|debug|info|notice"
    r"|trace|login|logged|auth(?:entication|enticated)?|server|client|received|sent|completed|user|invalid|thread)\b"
)

RECORDS = (
    log(
        "lines",
        "Log lines with date, time and level",
        (rf"{LEAD}{_ISO}[ \t,:|\[-]",),
        (lines("lines with date, time and level", _LEVELLED, 3, 3),),
        (":",),
        "https://logging.apache.org/log4j/2.x/manual/pattern-layout.html",
        weight=Weight(0, "a date and a time before a line"),
        examples=(
            "2024-03-01 10:00:00,123 INFO  [main] a.B - up\n2024-03-01 10:00:01,123 WARN  [main] a.B - x\n2024-03-01 10:00:02,004 ERROR [main] a.B - y\n",
            "[2024-03-01T10:00:00Z] app.INFO: a\n[2024-03-01T10:00:01Z] app.INFO: b\n[2024-03-01T10:00:02Z] app.ERROR: c\n",
        ),
        counterexamples=(
            "2024-03-01 10:00:00 INFO one line\n",
            "2024-03-01 10:00:00,1.5\n2024-03-01 10:00:01,1.6\n2024-03-01 10:00:02,1.7\n",
            Sample("docs/a.md", "2024-03-01 10:00:00 INFO a\n" * 3),
        ),
    ),
    log(
        "timed-lines",
        "Log lines with date and time",
        (_STAMPED,),
        (
            lines("lines with date and time", _STAMPED, 3),
            Mark(_WORDS, Weight(1, "words of a log"), 2),
            Mark(_STAMPED, Weight(1, "many of them"), 12),
        ),
        (":",),
        "https://datatracker.ietf.org/doc/html/rfc3339",
        weight=Weight(-1, "a date and a time before a line"),
        examples=(
            "2024/03/01 10:00:00 starting up\n2024/03/01 10:00:01 listening on a port\n2024/03/01 10:00:02 connection refused\n2024/03/01 10:00:03 request failed\n",
        ),
        counterexamples=(
            "2024-03-01 10:00:00 12.5 1\n" * 5,
            "2024-03-01 10:00:00 lunch with all\n" * 5,
        ),
    ),
    log(
        "syslog",
        "Lines of syslog or the journal",
        (_SYSLOG, _SYSLOG_ISO, _SYSLOG_5424, _PROCESS),
        (
            lines("lines of syslog", rf"{_SYSLOG}|{_SYSLOG_ISO}|{_SYSLOG_5424}|{_PROCESS}", 2),
            Mark(rf"{_SYSLOG}|{_SYSLOG_ISO}|{_SYSLOG_5424}", Weight(1, "many of them"), 3),
        ),
        (":",),
        "https://datatracker.ietf.org/doc/html/rfc5424",
        weight=Weight(0, "a line as syslog writes it"),
        examples=(
            "Mar  1 10:00:00 web1 sshd[77]: closed\nMar  1 10:00:01 web1 cron[78]: run\nMar  1 10:00:02 web1 kernel: x\n",
            "<34>1 2024-03-01T10:00:00Z web1 app 7 - - a\n<34>1 2024-03-01T10:00:01Z web1 app 7 - - b\n",
        ),
        counterexamples=(
            "Mar  1 10:00:00 web1 sshd[77]: closed\n",
            "Mar 1: a\nMar 2: b\nMar 3: c\n",
        ),
    ),
    log(
        "access",
        "Access or error log of a web server",
        (
            _ACCESS,
            rf"{LEAD}\[{_WEEKDAY} {_MONTH} \d\d \d\d:\d\d:\d\d(?:\.\d{{1,6}})? \d{{4}}\] \[",
            rf"{LEAD}\d{{4}}/\d\d/\d\d \d\d:\d\d:\d\d \[\w{{4,6}}\] \d{{1,9}}#\d",
            r"^#Fields: (?:date|time|c-ip) ",
            r"^\d{10}\.\d{3} {1,8}\d{1,9} \S{3,40} TCP_",
        ),
        (
            lines(
                "requests or errors of a web server",
                rf"{_ACCESS}|{LEAD}\[{_WEEKDAY} {_MONTH} \d\d \d\d:\d\d:\d\d(?:\.\d{{1,6}})? \d{{4}}\] \[|{LEAD}\d{{4}}/\d\d/\d\d \d\d:\d\d:\d\d \[\w{{4,6}}\] \d{{1,9}}#\d|^\d{{10}}\.\d{{3}} {{1,8}}\d{{1,9}} \S{{3,40}} TCP_|^\d{{4}}-\d\d-\d\d[ \t]\d\d:\d\d:\d\d[ \t]",
                1,
                1,
            ),
            Mark(
                rf"{_ACCESS}|{LEAD}\[{_WEEKDAY} {_MONTH} \d\d |{LEAD}\d{{4}}/\d\d/\d\d \d\d:\d\d:\d\d \[|^\d{{10}}\.\d{{3}} {{1,8}}\d{{1,9}} \S{{3,40}} TCP_|^\d{{4}}-\d\d-\d\d[ \t]\d\d:\d\d:\d\d[ \t]",
                Weight(2, "several of them"),
                2,
            ),
        ),
        ("[", "#fields:", "tcp_"),
        "https://httpd.apache.org/docs/2.4/logs.html",
        weight=Weight(0, "a line as web servers write it"),
        examples=(
            '192.0.2.7 - - [01/Mar/2024:10:00:00 +0000] "GET / HTTP/1.1" 200 5\n192.0.2.8 - - [01/Mar/2024:10:00:01 +0000] "GET /a HTTP/1.1" 404 5\n',
            "[Fri Mar 01 10:00:00.123456 2024] [core:error] [pid 7] a\n[Fri Mar 01 10:00:01.123456 2024] [core:error] [pid 7] b\n",
        ),
        counterexamples=(
            '192.0.2.7 - - [01/Mar/2024:10:00:00 +0000] "GET / HTTP/1.1" 200 5\n',
            "[Fri] [x]\n",
        ),
    ),
    log(
        "component",
        "Log of Kubernetes, Android or a message bus",
        (
            _KLOG,
            _LOGCAT,
            r"^type=[A-Z_]{3,30} msg=audit\(\d{10}\.\d{3}:\d",
            r"^-{5,9} beginning of ",
        ),
        (
            lines(
                "lines of one component",
                rf"{_KLOG}|{_LOGCAT}|^type=[A-Z_]{{3,30}} msg=audit\(\d{{10}}\.\d{{3}}:\d",
                2,
                2,
            ),
            Mark(
                rf"{_KLOG}|{_LOGCAT}|^type=[A-Z_]{{3,30}} msg=audit\(", Weight(1, "many of them"), 3
            ),
        ),
        (":", "audit(", "beginning of"),
        "https://kubernetes.io/docs/concepts/cluster-administration/system-logs/",
        examples=(
            "I0301 10:00:00.123456   7 main.go:12] up\nE0301 10:00:01.123456   7 main.go:13] no\n",
            "03-01 10:00:00.123  77  78 I Act: a\n03-01 10:00:00.124  77  78 E Act: b\n",
        ),
        counterexamples=("I0301 10:00:00.123456   7 main.go:12] up\n", "I0301 is a number\n"),
        weight=Weight(0, "a line as they write it"),
    ),
    log(
        "json-lines",
        "Log as lines of JSON or logfmt",
        (
            r'^[^\n{]{0,120}\{[^\n]{0,400}"(?:level|severity|lvl|levelname|log\.level|loglevel|logLevel)"[ ]?:',
            r"\blevel=(?:debug|info|warn|warning|error|fatal|trace)\b",
            r"\blvl=(?:dbug|info|warn|eror)\b",
        ),
        (
            Mark(_JSON, Weight(2, "records with a level"), 3),
            Mark(
                r'"(?:msg|message|time|timestamp|ts|@timestamp|event|logger|pid|hostname)"[ ]?:',
                Weight(1, "messages and times"),
                3,
            ),
            Mark(
                _LOGFMT,
                Weight(2, "fields of logfmt"),
                3,
            ),
            Mark(r"\bmsg=", Weight(1, "messages"), 3),
        ),
        ("level", "severity", "lvl"),
        "https://docs.docker.com/engine/logging/drivers/json-file/",
        weight=Weight(0, "a record with a level"),
        examples=(
            '{"level":"info","msg":"a","time":1}\n{"level":"warn","msg":"b","time":2}\n{"level":"info","msg":"c","time":3}\n',
            "time=1 level=info msg=a\ntime=2 level=warn msg=b\ntime=3 level=info msg=c\n",
        ),
        counterexamples=('{"level":"info","msg":"a"}\n', '{\n  "level": "info"\n}\n'),
    ),
    log(
        "short-lines",
        "Log lines with a level",
        (
            rf"{LEAD}\[?(?:INFO|DEBUG|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\]?[ :\t|-]",
            rf"{LEAD}{_CLOCK}[ \t][^\n]{{0,60}}(?:INFO|DEBUG|WARN|ERROR)",
        ),
        (
            lines(
                "lines that begin with a level or a time",
                rf"{LEAD}(?:\[(?:INFO|DEBUG|WARN(?:ING)?|ERROR|FATAL)\][ \t]?\S|(?:INFO|DEBUG|WARN(?:ING)?|ERROR|CRITICAL|FATAL)(?:[ \t]{{0,4}}[:|][ \t]{{0,8}}\S|[ \t]{{1,4}}\[?\d{{4}}-\d\d)|{_CLOCK}[ \t][^\n]{{0,60}}?\b(?:INFO|DEBUG|WARN|WARNING|ERROR|FATAL|TRACE)\b)",
                4,
            ),
        ),
        ("info", "debug", "warn", "error", "fatal", "critical"),
        "https://docs.python.org/3/library/logging.html",
        examples=(
            "INFO:root:a\nDEBUG:root:b\nWARNING:root:c\nERROR:root:d\n",
            "10:00:00.123 [main] INFO a.B - a\n" * 4,
        ),
        counterexamples=("INFO: read this\n", "WARNING: one\nNOTE: two\n"),
    ),
    log(
        "event",
        "Windows event or iOS crash record",
        (
            r"schemas\.microsoft\.com/win/2004/08/events/event",
            r"^Log Name:[ \t]{1,12}\S",
            r"^Incident Identifier:[ \t]{1,12}\S",
            r"^EventRecordID[ \t]?[:=]",
        ),
        (
            lines(
                "fields of an event",
                r"^[ \t]{0,8}(?:Event ID|Source|Computer|Level|Task Category|Process|Exception Type|Hardware Model|OS Version):[ \t]|<(?:EventID|Computer|EventRecordID|Provider|System)\b",
                2,
            ),
        ),
        ("schemas.microsoft.com", "log name:", "incident identifier:", "eventrecordid"),
        "https://learn.microsoft.com/en-us/windows/win32/wes/eventschema-schema",
        examples=(
            "Log Name:      System\nSource:        Disk\nEvent ID:      7\nComputer:      web1\n",
        ),
        counterexamples=("Log Name: a\n", "Source: a\nLevel: b\n"),
    ),
)
