"""What the engine looks for: neighbours of words that orders to a model have and code has not.

Literals only, each long enough to be rare: classes and repeats would cost a pass of their own over
all text. They may miss a wording that a rule would know, in either engine the same.
"""

import re
from collections.abc import Sequence
from itertools import product

from promptguard.detectors.prompt_injection import phrases
from promptguard.engine.relax import relax
from promptguard.model import Signal


def _each(*words: str) -> list[str]:
    """Every sequence of one word of each list."""
    return [" ".join(row) for row in product(*(one.split("|") for one in words))]


_OVERRIDE = (
    *_each(
        "ignore|disregard|forget|override|bypass|neglect|overlook|discard",
        "all|any|every|your|my|these|previous|prior|earlier|preceding|above|existing|initial"
        "|original|system|the previous|the prior|the above|the earlier|the instruct|the rules",
    ),
    *_each("not|n't|never", "follow the|follow any|obey|listen to"),
    *_each("previous|prior|earlier|preceding|above", "instruction"),
    "no attention to",
)
#: The adjective of "all previous instructions", which the other words stand beside.
_OTHERS = _each(
    "vorherig|bisherigen|vorigen anw|fr\u00fcheren |obigen |vorangegang|vorstehend|precedenti"
    "|precedente|pr\u00e9c\u00e9dente|ant\u00e9rieure|ci-dessus|anteriores|instrucciones previas"
    "|de arriba|acima|di cui sopra|vorige instruct|eerdere |voorgaande|bovenstaande|poprzedni"
    "|wcze\u015bniejsz|powy\u017csz|tidigare|f\u00f6reg|edchoz|\u00f6nceki |\u00d6nceki "
    "|sebelumnya|di atas|\u1ecf qua "
)
_ADDRESSED = _each(
    "language model|ai assistant|ai agent|ai model|ai review|ai system|ai reading|ai that|llm read"
    "|llm review|coding assistant|coding agent|note to ai|note for ai|note: ai|notes for ai"
    "|attention ai|attention llm|attention: ai|message to ai|message for ai|instructions for ai"
    "|instruction for ai|instruction to ai|you are an ai|you are a llm|you are an llm|you're an ai"
    "|note to llm|note to claude|note to copilot|you are claude|you are copilot|you are chatgpt"
    "|note to chatgpt|dear ai|hello assistant|hey assistant|hi assistant|dear assistant"
)
_ROLE = _each(
    "you are now a|you are now my|you are now no|you are now free|you are now in|you are now dan"
    "|you are now op|from now on you|from now on, you|new instructions:|new directive"
    "|system instructions:|system prompt:|hidden instructions:|developer mode|jailbreak"
    "|maintenance mode|dan mode|admin mode|god mode|your new task|your real task|your only task"
    "|your true|your new role|your new goal|your new instr|your new obj|your new purpose"
    "|act as if you|behave as if|act as though|as an unrestricted|as an unfiltered|as an evil"
    "|as a unrestricted"
)
_EXFILTRATION = (
    *_each("the|this|entire|whole|full|our", "conversation"),
    *_each("api keys|credentials|secrets|passwords|tokens|cookies|variables", "to http"),
    *_each(
        "conversation so far|conversation to|conversation hist|chat history|chat log|system prompt"
        "|context window|your messages|your instructions|user's question|user's prompt"
        "|user's message|={{conv|={{chat|={{hist|={{secret|={{summary|={{data|={{prompt|={conv"
        "|={chat|={hist|={secret|={summary|={prompt|=[conv|=[chat|=[hist|=[summary|=[prompt"
        "|=conversation)|=history)|=summary)"
    ),
)
_CONCEALMENT = (
    *_each("not|n't|never", "tell the|tell any|mention th|inform the|reveal th|alert the"),
    *_each("not|never", "notify the|warn the|disclose th|ask the user|let the user|show the user"),
    *_each("without", "telling|mentioning|informing|notifying|alerting|asking the user"),
)
_LEAK = (
    *_each("initial|hidden|original|secret|system", "instructions|prompt"),
    *_each("text|everything|words", "above verbatim|above this|above exactly"),
    *_each("repeat|print|reveal|output", "the text above|everything above|the words above"),
)
_ANSWER = (
    *_each(
        "your|your whole|your entire|your final|your next|your own|your complete|your full",
        "answer|response|reply|replies|explanation|elucidation",
    ),
    *_each("your", "output|completion|code response|generated response|original response"),
    *_each("respond|reply|answer", "only in|only with|only using|in|using|by"),
    *_each("reply|answer", "with"),
)
_PLANTED = _each(
    "following|subsequent|ensuing", "code|script|program|python code|python script|code snippet"
)
_TEMPLATE = (
    r"<\|(?:im_start|im_end|system\||assistant\||user\||begin_of_|start_head|end_header|eot_id"
    r"|endofprom)|\[/?INST\]|<</?SYS>>|<start_of_turn>"
)
FOREIGN = "prompt_injection.override-in-other-languages"
#: Scripts that share no letter with ASCII, and words that hold a letter beyond it.
_FOREIGN = "|".join(
    (
        *(one for one in phrases.OVERRIDES if not one.startswith("(?i:")),
        *(word for word in _OTHERS if not word.isascii()),
    )
)


def _words(words: Sequence[str]) -> str:
    return "(?i:" + "|".join(re.escape(word) for word in words if word.isascii()) + ")"


#: The engine takes no expression as long as all of them.
_PATTERNS = (
    *(
        _words(group)
        for group in (
            _OVERRIDE,
            _OTHERS,
            _ADDRESSED,
            _ROLE,
            _EXFILTRATION,
            _CONCEALMENT,
            _LEAK,
            _ANSWER,
            _PLANTED,
        )
    ),
    _TEMPLATE,
)
#: Those that speak for every rule.
SHARED = frozenset(f"prompt_injection.phrase-{number}" for number in range(len(_PATTERNS)))


def signals() -> tuple[Signal, ...]:
    """What the engine looks for, made when a database is built: widening words takes 80 ms."""
    shared = (
        Signal(f"prompt_injection.phrase-{number}", relax(pattern), pattern)
        for number, pattern in enumerate(_PATTERNS)
    )
    return (*shared, Signal(FOREIGN, relax(_FOREIGN), _FOREIGN, beyond_ascii=True))
