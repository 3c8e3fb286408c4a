"""Log lines, by the program or library that writes them so."""

from promptguard.detectors.logs._lines import (
    ACCESS,
    AUDIT,
    CLOCK,
    CLOCK_SEEN,
    CONTAINER,
    HEADED,
    ISO,
    JSON,
    JSON_LEVEL,
    JSON_TIME,
    KLOG,
    LEVELLED,
    LOGCAT,
    LOGFMT,
    PACKET,
    PROCESS,
    SERVER,
    STAMPED,
    SYSLOG,
    SYSLOG_5424,
    SYSLOG_ISO,
    TAI,
    WORDS,
)
from promptguard.detectors.logs._shape import LEAD, lines, log
from promptguard.evidence.materials import Mark
from promptguard.model import Weight
from promptguard.model.rule import Sample

RECORDS = (
    log(
        "lines",
        "Log lines with date, time and level",
        (rf"{LEAD}{ISO}[ \t,:|\[-]",),
        (lines("lines with date, time and level", LEVELLED, 3, 3),),
        (":",),
        "https://logging.apache.org/log4j/2.x/manual/pattern-layout.html",
        weight=Weight(0, "a date and a time before a line"),
        signal=CLOCK_SEEN,
        examples=(
            (
                "2024-03-01 10:00:00,123 INFO  [main] a.B - up\n2024-03-01 10:00:01,123 WARN  "
                "[main] a.B - x\n2024-03-01 10:00:02,004 ERROR [main] a.B - y\n"
            ),
            (
                "[2024-03-01T10:00:00Z] app.INFO: a\n[2024-03-01T10:00:01Z] app.INFO: "
                "b\n[2024-03-01T10:00:02Z] app.ERROR: c\n"
            ),
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
        (STAMPED,),
        (
            lines("lines with date and time", STAMPED, 3),
            Mark(WORDS, Weight(1, "words of a log"), 2),
            Mark(STAMPED, Weight(1, "many of them"), 12),
        ),
        (":",),
        "https://datatracker.ietf.org/doc/html/rfc3339",
        weight=Weight(-1, "a date and a time before a line"),
        signal=CLOCK_SEEN,
        examples=(
            (
                "2024/03/01 10:00:00 starting up\n2024/03/01 10:00:01 listening on a "
                "port\n2024/03/01 10:00:02 connection refused\n2024/03/01 10:00:03 request "
                "failed\n"
            ),
        ),
        counterexamples=(
            "2024-03-01 10:00:00 12.5 1\n" * 5,
            "2024-03-01 10:00:00 lunch with all\n" * 5,
        ),
    ),
    log(
        "syslog",
        "Lines of syslog or the journal",
        (SYSLOG, SYSLOG_ISO, SYSLOG_5424, PROCESS),
        (
            lines("lines of syslog", rf"{SYSLOG}|{SYSLOG_ISO}|{SYSLOG_5424}|{PROCESS}", 2),
            Mark(rf"{SYSLOG}|{SYSLOG_ISO}|{SYSLOG_5424}", Weight(1, "many of them"), 3),
        ),
        (":",),
        "https://datatracker.ietf.org/doc/html/rfc5424",
        weight=Weight(0, "a line as syslog writes it"),
        signal=CLOCK_SEEN + r"|[a-z]\[\d{2,7}\]: ",
        examples=(
            (
                "Mar  1 10:00:00 web1 sshd[77]: closed\nMar  1 10:00:01 web1 cron[78]: run\nMar  "
                "1 10:00:02 web1 kernel: x\n"
            ),
            (
                "<34>1 2024-03-01T10:00:00Z web1 app 7 - - a\n<34>1 2024-03-01T10:00:01Z web1 "
                "app 7 - - b\n"
            ),
        ),
        counterexamples=(
            "Mar  1 10:00:00 web1 sshd[77]: closed\n",
            "Mar 1: a\nMar 2: b\nMar 3: c\n",
        ),
    ),
    log(
        "access",
        "Access or error log of a server",
        (ACCESS, SERVER, r"^#(?:Fields|fields|separator)[:\t ]", r"^\[pid: \d{1,9}\|app: "),
        (
            Mark(rf"{ACCESS}|{SERVER}", Weight(2, "requests or errors of a server"), 2),
            Mark(HEADED, Weight(3, "names of the columns above the records"), 3),
        ),
        ("[", "#fields", "#separator", "tcp_"),
        "https://httpd.apache.org/docs/2.4/logs.html",
        weight=Weight(0, "a line as web servers write it"),
        signal=(
            CLOCK_SEEN + r"|#(?:Fields|fields|separator)|\[pid: \d{1,9}\|app|\d TCP_"
            r"|\d{10}\.\d{3} "
        ),
        examples=(
            (
                '192.0.2.7 - - [01/Mar/2024:10:00:00 +0000] "GET / HTTP/1.1" 200 5\n192.0.2.8 - '
                '- [01/Mar/2024:10:00:01 +0000] "GET /a HTTP/1.1" 404 5\n'
            ),
            (
                "[Fri Mar 01 10:00:00.123456 2024] [core:error] [pid 7] a\n[Fri Mar 01 "
                "10:00:01.123456 2024] [core:error] [pid 7] b\n"
            ),
        ),
        counterexamples=(
            '192.0.2.7 - - [01/Mar/2024:10:00:00 +0000] "GET / HTTP/1.1" 200 5\n',
            "[Fri] [x]\n",
        ),
    ),
    log(
        "component",
        "Log of a container, Kubernetes, Android or an audit",
        (KLOG, LOGCAT, AUDIT, CONTAINER, TAI, PACKET, r"^-{5,9} beginning of "),
        (
            lines(
                "lines of one component", rf"{KLOG}|{LOGCAT}|{AUDIT}|{TAI}|{PACKET}|{CONTAINER}", 2
            ),
            Mark(
                rf"{KLOG}|{LOGCAT}|{AUDIT}|{TAI}|{PACKET}|{CONTAINER}", Weight(1, "many of them"), 3
            ),
        ),
        (":", "audit(", "beginning of", "|", "@4", ">"),
        "https://kubernetes.io/docs/concepts/cluster-administration/system-logs/",
        signal=(
            CLOCK_SEEN + r"|msg=audit\(|[-_]\d{1,3} {1,20}\|[ \x1b]|@4[0-9a-f]{23} "
            r"|-----beginning of |--- beginning of "
        ),
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
            rf"^[^\n{{]{{0,120}}\{{[^\n]{{0,400}}(?:{JSON_LEVEL}|{JSON_TIME})[ ]?:",
            r"\b(?:level|lvl)=(?:debug|dbug|info|warn|warning|error|eror|fatal|trace)\b",
        ),
        (
            Mark(JSON, Weight(2, "records with a level or a time, and a message"), 3),
            Mark(LOGFMT, Weight(3, "fields of logfmt"), 3),
        ),
        ("level", "severity", "lvl", "@l", "priority", "time", "ts", "started_at"),
        "https://docs.docker.com/engine/logging/drivers/json-file/",
        weight=Weight(0, "a record with a level"),
        examples=(
            (
                '{"level":"info","msg":"a","time":1}\n{"level":"warn","msg":"b","time":2}\n{"level":"info","msg":"c","time":3}\n'
            ),
            "time=1 level=info msg=a\ntime=2 level=warn msg=b\ntime=3 level=info msg=c\n",
        ),
        counterexamples=('{"level":"info","msg":"a"}\n', '{\n  "level": "info"\n}\n'),
    ),
    log(
        "short-lines",
        "Log lines with a level",
        (
            rf"{LEAD}\[?(?:INFO|DEBUG|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\]?[ :\t|-]",
            rf"{LEAD}{CLOCK}[ \t][^\n]{{0,60}}(?:INFO|DEBUG|WARN|ERROR)",
        ),
        (
            lines(
                "lines that begin with a level or a time",
                (
                    rf"{LEAD}(?:\[(?:INFO|DEBUG|WARN(?:ING)?|ERROR|FATAL)\][ \t]?\S|(?:INFO|DEBUG"
                    rf"|WARN(?:ING)?|ERROR|CRITICAL|FATAL)(?:[ \t]{{0,4}}[:|][ \t]{{0,8}}\S|[ "
                    rf"\t]{{1,4}}\[?\d{{4}}-\d\d)|{CLOCK}[ \t][^\n]{{0,60}}?\b(?:INFO|DEBUG|WARN"
                    rf"|WARNING|ERROR|FATAL|TRACE)\b)"
                ),
                4,
            ),
        ),
        ("info", "debug", "warn", "error", "fatal", "critical"),
        "https://docs.python.org/3/library/logging.html",
        signal=r"\[?(?:INFO|DEBUG|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\]?[ :\t|-]",
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
                (
                    r"^[ \t]{0,8}(?:Event ID|Source|Computer|Level|Task Category|Process"
                    r"|Exception Type|Hardware Model|OS Version):[ \t]|<(?:EventID|Computer"
                    r"|EventRecordID|Provider|System)\b"
                ),
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
