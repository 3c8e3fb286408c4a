"""Stack traces and crash reports, by the language that printed them."""

from promptguard.detectors.logs._shape import LEAD, lines, log
from promptguard.evidence.materials import Mark
from promptguard.model import Weight
from promptguard.model.rule import Sample

_FRAME = "frames of a stack"
_PYTHON = rf'{LEAD}File "[^"\n]{{1,300}}", line \d{{1,7}}'
_JAVA = (
    rf"{LEAD}at (?:[\w.$@-]{{1,80}}/{{1,2}})?[\w.$<>]{{1,300}}\((?:[\w$-]{{1,120}}\.(?:java|kt"
    rf"|scala|groovy|clj)(?::\d{{1,7}})?|Native Method|Unknown Source)\)"
)
_NODE = (
    rf"{LEAD}at (?:async )?(?:[\w.<>\[\]$ ]{{1,160}} \()?"
    r"(?:file://|/|[A-Za-z]:[\\/]|node:|webpack|https?://|internal/"
    r"|\.{0,2}/)[^)\n:]{0,300}(?::\d{2,5}/[^)\n:]{1,300})?:\d{1,7}:\d{1,7}\)?"
)
_DOTNET = (
    rf"{LEAD}at [\w.<>`+]{{1,300}}[\w.<>`\[\],]{{0,100}}\([^)\n]{{0,300}}\)(?: in "
    rf"[^\n]{{1,300}}:line \d{{1,7}})?[ \t]*\r?$"
)
_GO = r"^\t\S{1,300}\.(?:go|s):\d{1,7}"
_RUBY = rf"{LEAD}(?:\d{{1,4}}: )?(?:from )?\S{{1,300}}:\d{{1,7}}:in [`'][^'\n]{{1,200}}'"
_PHP = rf"{LEAD}#\d{{1,4}} (?:\S{{1,300}}\.php\(\d{{1,7}}\)|\[internal function\]|\{{main\}})"
_RUST = (
    rf"{LEAD}(?:\d{{1,4}}: {{1,4}}(?:0x[0-9a-f]+ - )?[\w:<>{{}}$., *&]{{3,300}}|at "
    rf"[^\n:]{{1,300}}\.rs:\d{{1,7}})"
)
_NATIVE = rf"{LEAD}#\d{{1,4}}[ \t]{{1,4}}(?:0x[0-9a-f]{{4,16}} (?:in )?|pc )?\S"
_PID = r"^(?:\[pid {1,6}\d{1,7}\] |\d{1,7} {1,4})?(?:\d\d:\d\d:\d\d(?:\.\d{1,9})? |\d{10}\.\d{6} )"
_CALL = (
    rf"(?:{_PID}|^)[a-z][a-z0-9_]{{1,40}}\([^\n]{{0,400}}\)[ ]{{1,40}}= (?:-?\d{{1,20}}"
    rf"|0x[0-9a-f]{{1,16}}|\?)(?: E[A-Z]+ \([^)\n]{{1,80}}\))?(?: <\d{{1,9}}\.\d{{1,9}}>)?[ "
    rf"]{{0,4}}\r?$"
)

TRACES = (
    log(
        "trace-python",
        "Python traceback",
        (r"Traceback \(most recent call last\)", rf"{LEAD}File \"[^\"\n]{{1,300}}\", line \d"),
        (
            lines(_FRAME, _PYTHON, 1, 1),
            Mark(r"Traceback \(most recent call last\)", Weight(2, "the words before a traceback")),
            Mark(
                (
                    rf"{LEAD}(?:\w{{1,40}}\.){{0,6}}[A-Z]\w{{2,60}}(?:Error|Exception|Warning"
                    rf"|Exit|Interrupt)\b"
                ),
                Weight(1, "the exception's name"),
            ),
            Mark(_PYTHON, Weight(1, "several frames"), 2),
        ),
        ("traceback", "file "),
        "https://docs.python.org/3/library/traceback.html",
        signal=r'Traceback \(most recent call last\)|", line \d{1,7}',
        examples=(
            (
                'Traceback (most recent call last):\n  File "/srv/app/run.py", line 7, in main\n '
                "   go()\nValueError: no\n"
            ),
            'it says\nTraceback (most recent call last):\n  File "<stdin>", line 1\n',
        ),
        counterexamples=(
            "Traceback (most recent call last):\n",
            Sample("a.py", '"""\nTraceback (most recent call last):\n  File "a", line 1\n"""'),
        ),
        weight=Weight(0, "a line as Python prints it"),
    ),
    log(
        "trace-java",
        "Stack trace of the Java virtual machine",
        (_JAVA,),
        (
            lines(_FRAME, _JAVA, 2),
            Mark(
                (
                    r"(?:^|[ \t])(?:Exception in thread|Caused by: |Suppressed: "
                    r"|(?:[a-z]\w{0,40}\.){1,10}[A-Z]\w{1,80}(?:Exception|Error)\b)"
                ),
                Weight(1, "the exception's name"),
            ),
        ),
        ("at ",),
        "https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/Throwable.html",
        signal=r"\.(?:java|kt|scala|groovy|clj):\d{1,7}\)|\((?:Native Method|Unknown Source)\)",
        examples=(
            (
                "java.lang.IllegalStateException: no\n\tat "
                "com.acme.pay.Run.go(Run.java:17)\n\tat com.acme.pay.Main.main(Main.java:3)\n"
            ),
        ),
        counterexamples=("at home (Run.java)\n", "\tat com.acme.Run.go(Run.java:17)\n"),
    ),
    log(
        "trace-dotnet",
        "Stack trace of .NET",
        (
            rf"{LEAD}at [\w.<>`+]{{3,300}}\([^)\n]{{0,300}}\) in [^\n]{{1,300}}:line \d{{1,7}}",
            r"--- End of (?:inner exception )?stack trace",
            r"Unhandled [Ee]xception[.:] (?:System|Microsoft)\.",
        ),
        (lines(_FRAME, _DOTNET, 1),),
        ("at ", "--- end of", "unhandled exception"),
        "https://learn.microsoft.com/en-us/dotnet/api/system.environment.stacktrace",
        signal=r":line \d{1,7}|--- End of |Unhandled [Ee]xception",
        examples=(
            (
                "System.InvalidOperationException: no\n   at Acme.Pay.Run.Go(Int32 n) in "
                "C:\\src\\Run.cs:line 17\n"
            ),
            "Unhandled exception. System.Exception: x\n   at Program.Main(String[] args)\n",
        ),
        counterexamples=("at Run.Go() in the afternoon\n", "at most 3 (three) in line 4\n"),
    ),
    log(
        "trace-node",
        "JavaScript stack trace",
        (_NODE,),
        (
            lines(_FRAME, _NODE, 2),
            Mark(
                r"(?:^|[ \t])(?:Uncaught )?\w{0,40}(?:Error|Exception|Rejection)\b[:\s\[]",
                Weight(1, "the error's name"),
            ),
        ),
        ("at ",),
        "https://nodejs.org/api/errors.html#errorstack",
        signal=r"^[ \t]{2,12}at \S",
        examples=(
            (
                "TypeError: x is undefined\n    at go (/srv/app/run.js:7:3)\n    at async main "
                "(/srv/app/main.js:3:1)\n"
            ),
            "Error\n    at node:internal/main:12:5\n    at Object.<anonymous> (C:\\a\\b.js:1:2)\n",
        ),
        counterexamples=("    at go (/srv/app/run.js:7:3)\n", "at /home:3\n"),
    ),
    log(
        "trace-go",
        "Go panic or goroutine dump",
        (
            r"^goroutine \d{1,9} \[[\w ,()+-]{2,80}\]:",
            (
                r"^panic: [^\n]{1,300}\n(?:\t[^\n]{1,300}\n|\[signal "
                r"[^\n]{1,200}\n){0,3}\r?\n?goroutine \d"
            ),
        ),
        (lines(_FRAME, _GO, 1),),
        ("goroutine",),
        "https://pkg.go.dev/runtime#hdr-Environment_Variables",
        examples=(
            "panic: no\n\ngoroutine 1 [running]:\nmain.main()\n\t/srv/app/main.go:7 +0x1d\n",
        ),
        counterexamples=("goroutine 1 [running]:\n", "a goroutine [running]:\n"),
    ),
    log(
        "trace-ruby",
        "Ruby backtrace",
        (_RUBY,),
        (
            lines(_FRAME, _RUBY, 2),
            Mark(
                (
                    r"\((?:\w{1,40}::){0,4}\w{1,60}(?:Error|Exception)\)|^\w{1,60}(?:Error"
                    r"|Exception)\b"
                ),
                Weight(1, "the error's name"),
            ),
        ),
        (":in ",),
        "https://docs.ruby-lang.org/en/master/Exception.html",
        signal=r":\d{1,7}:in [`']",
        examples=("app/run.rb:7:in `go': no (RuntimeError)\n\tfrom app/main.rb:3:in `main'\n",),
        counterexamples=("app/run.rb:7:in `go'\n", "12:30:in 'a'"),
    ),
    log(
        "trace-php",
        "PHP error or stack trace",
        (_PHP, r"PHP (?:Fatal error|Warning|Notice|Parse error|Deprecated): "),
        (
            lines(
                _FRAME,
                (
                    rf"{_PHP}|PHP (?:Fatal error|Warning|Notice|Parse error|Deprecated): "
                    rf"[^\n]{{1,400}} on line \d"
                ),
                1,
            ),
            Mark(r"Stack trace:|thrown in|on line \d", Weight(1, "where it was thrown")),
        ),
        (".php", "[internal function]", "{main}", "php "),
        "https://www.php.net/manual/en/exception.gettraceasstring.php",
        signal=(
            r"\.php\(\d{1,7}\)|\[internal function\]|\{main\}|PHP (?:Fatal|Warning|Notice|Parse"
            r"|Deprec)"
        ),
        examples=(
            (
                "PHP Fatal error:  Uncaught Exception: no in /srv/a.php:3\nStack trace:\n#0 "
                "/srv/b.php(7): go()\n#1 {main}\n"
            ),
        ),
        counterexamples=("PHP Warning: be careful\n", "#1 fan of a.php (7)\n"),
        weight=Weight(0, "a line as PHP prints it"),
    ),
    log(
        "trace-rust",
        "Rust panic or backtrace",
        (r"thread '[^'\n]{1,120}'(?: \(\d{1,9}\))? panicked at ", r"^stack backtrace:"),
        (
            Mark(
                r"thread '[^'\n]{1,120}'(?: \(\d{1,9}\))? panicked at [^\n]{0,300}(?:\.rs:\d|')",
                Weight(2, "a panic with its place"),
            ),
            Mark(_RUST, Weight(1, _FRAME), 3),
        ),
        ("panicked at", "stack backtrace:"),
        "https://doc.rust-lang.org/std/backtrace/index.html",
        examples=("thread 'main' panicked at src/main.rs:7:3:\nno\nstack backtrace:\n",),
        counterexamples=("the thread 'main' panicked at noon", "stack backtrace:\n"),
    ),
    log(
        "crash-native",
        "Crash report or backtrace of a native program",
        (
            (
                r"==\d{1,9}==[ \t]?(?:ERROR: |WARNING: )?(?:Address|Leak|Memory|Thread"
                r"|UndefinedBehavior|HWAddress)Sanitizer"
            ),
            r"==\d{1,9}==[ \t](?:Memcheck|Invalid (?:read|write)|HEAP SUMMARY|Process terminating)",
            rf"{LEAD}#\d{{1,4}}[ \t]{{1,4}}0x[0-9a-f]{{4,16}} in \S",
            r"Program received signal SIG[A-Z]+|Program terminated with signal",
            r"\(SIGSEGV\), code|^\*\*\* \*\*\* \*\*\*",
            r"^Thread \d{1,4} Crashed",
            r"A fatal error has been detected by the Java Runtime",
        ),
        (
            Mark(_NATIVE, Weight(2, _FRAME), 2),
            Mark(r"==\d{1,9}==", Weight(2, "a checker's report"), 3),
            Mark(
                (
                    r"SIG(?:SEGV|ABRT|BUS|FPE|ILL)|Segmentation fault|core dumped|Exception Type:"
                    r"|Crashed Thread:|Binary Images:|\[libc\.so"
                ),
                Weight(1, "the signal that ended it"),
            ),
        ),
        (
            "sanitizer",
            "memcheck",
            "invalid ",
            "heap summary",
            "process terminating",
            "#",
            "program ",
            "sigsegv",
            "*** ***",
            "thread",
            "a fatal error",
        ),
        "https://clang.llvm.org/docs/AddressSanitizer.html",
        signal=(
            r"Sanitizer|==[ ]?(?:Memcheck|Invalid |HEAP |Process term)|#\d{1,4}[ "
            r"\t]{1,4}0x[0-9a-f]{4}|Program received signal SIG|Program terminated with"
            r"|\(SIGSEGV\), code|\*\*\* \*\*\* \*\*\*|\d Crashed|fatal error has been detected "
            r"by the Java"
        ),
        examples=(
            (
                "==77==ERROR: AddressSanitizer: heap-use-after-free on address 0x6020\n    #0 "
                "0x4a1f in go /srv/a.c:7:3\n    #1 0x4b2f in main /srv/a.c:9\n"
            ),
            (
                "Program received signal SIGSEGV, Segmentation fault.\n#0  0x00007f1 in go () at "
                "a.c:7\n#1  0x00007f2 in main () at a.c:9\n"
            ),
        ),
        counterexamples=("AddressSanitizer finds such errors", "#1 in the list\n#2 too\n"),
    ),
    log(
        "crash-kernel",
        "Kernel oops or ring buffer",
        (
            r"^(?:<\d>)?\[[ \d]{1,10}\.\d{6}\](?:\[[ \w]{1,12}\])? \S",
            r"\bCall Trace:",
            r"Kernel panic - not syncing",
        ),
        (
            Mark(
                r"^(?:<\d>)?\[[ \d]{1,10}\.\d{6}\](?:\[[ \w]{1,12}\])? \S",
                Weight(2, "lines of the ring buffer"),
                3,
            ),
            Mark(
                (
                    r"(?:BUG: |Oops: |RIP: 0010:|Kernel panic|Call Trace:|general protection "
                    r"fault|Modules linked in:|Hardware name:)"
                ),
                Weight(2, "words of a kernel in trouble"),
                2,
            ),
        ),
        ("[", "call trace:", "kernel panic"),
        "https://www.kernel.org/doc/html/latest/admin-guide/bug-hunting.html",
        weight=Weight(0, "a line of its ring buffer"),
        signal=r"\d\.\d{6}\](?:\[[ \w]{1,12}\])? \S|Call Trace:|Kernel panic - not",
        examples=(
            "[    0.000000] Linux version 6.1\n[    0.004000] x\n[    1.204000] y\n",
            "BUG: unable to handle page fault\nRIP: 0010:go+0x1\nCall Trace:\n",
        ),
        counterexamples=("[12.000000] one\n", "Call Trace:\n"),
    ),
    log(
        "system-calls",
        "Trace of system calls",
        (_CALL,),
        (lines("calls with their results", _CALL, 3, 3),),
        ("= ",),
        "https://man7.org/linux/man-pages/man1/strace.1.html",
        signal=r"\)[ ]{1,40}= (?:-?\d|0x|\?)",
        examples=(
            (
                '10:00:00.1 brk(0) = 0x15\n10:00:00.2 open("/etc/a", O_RDONLY) = 3\n10:00:00.3 '
                "close(3) = 0\n"
            ),
        ),
        counterexamples=("brk(0) = 0x15\n", "f(1) = 2\n"),
        weight=Weight(0, "a call and its result"),
    ),
)
