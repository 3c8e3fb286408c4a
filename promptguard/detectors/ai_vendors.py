"""Keys of the makers of language models, whose customers paste them into everything."""

from promptguard.engine.confirm import rules_detector
from promptguard.evidence.tokens import END, NAMED, Format, formats, near, token

_LOAD = "and read the new one from the environment or a secret store."

_FORMATS = (
    Format(
        "openai",
        "OpenAI API key",
        r"sk-(?:[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|(?:proj|svcacct|admin"
        r"|None)-[\w-]{20,74}T3BlbkFJ[\w-]{20,74})",
        ("t3blbkfj",),
        "OPENAI_API_KEY=sk-proj-<base64url:74>T3BlbkFJ<base64url:73>a",
        "platform.openai.com/api-keys",
        "https://help.openai.com/en/articles/5112595-best-practices-for-api-key-safety",
    ),
    Format(
        "openai-project",
        "OpenAI project or service key",
        r"sk-(?:proj|svcacct|admin)-(?![\w-]*T3BlbkFJ)[\w-]{40,200}",
        ("sk-proj-", "sk-svcacct-", "sk-admin-"),
        "OPENAI_API_KEY=sk-proj-<base62:48>",
        "platform.openai.com/api-keys",
        "https://platform.openai.com/docs/api-reference/authentication",
    ),
    Format(
        "anthropic",
        "Anthropic API key",
        r"sk-ant-(?:api\d\d|admin\d\d|oat\d\d|ort\d\d|sid\d\d)-[\w-]{80,110}",
        ("sk-ant-",),
        "ANTHROPIC_API_KEY=sk-ant-api03-<base64url:93>AA",
        "console.anthropic.com/settings/keys",
        "https://docs.anthropic.com/en/api/overview",
    ),
    Format(
        "hugging-face",
        "Hugging Face token",
        r"(?:hf_[A-Za-z]{34,40}|api_org_[A-Za-z]{34})",
        ("hf_", "api_org_"),
        "HF_TOKEN=hf_<letter:34>",
        "huggingface.co/settings/tokens",
        "https://huggingface.co/docs/hub/security-tokens",
    ),
    Format(
        "groq",
        "Groq API key",
        r"gsk_[A-Za-z0-9]{40,60}",
        ("gsk_",),
        "GROQ_API_KEY=gsk_<base62:52>",
        "console.groq.com/keys",
        "https://console.groq.com/docs/quickstart",
    ),
    Format(
        "openrouter",
        "OpenRouter API key",
        r"sk-or-v1-[a-f0-9]{64}",
        ("sk-or-v1-",),
        "OPENROUTER_API_KEY=sk-or-v1-<hex:64>",
        "openrouter.ai/settings/keys",
        "https://openrouter.ai/docs/api-reference/authentication",
    ),
    Format(
        "replicate",
        "Replicate API token",
        r"r8_[A-Za-z0-9]{37}",
        ("r8_",),
        "REPLICATE_API_TOKEN=r8_<base62:37>",
        "replicate.com/account/api-tokens",
        "https://replicate.com/docs/topics/security/api-tokens",
    ),
    Format(
        "xai",
        "xAI API key",
        r"xai-[A-Za-z0-9]{70,90}",
        ("xai-",),
        "XAI_API_KEY=xai-<base62:80>",
        "console.x.ai",
        "https://docs.x.ai/docs/overview",
    ),
    Format(
        "perplexity",
        "Perplexity API key",
        r"pplx-[A-Za-z0-9]{48,56}",
        ("pplx-",),
        "PERPLEXITY_API_KEY=pplx-<base62:48>",
        "perplexity.ai/settings/api",
        "https://docs.perplexity.ai/",
    ),
    Format(
        "nvidia",
        "NVIDIA API key",
        r"nvapi-[\w-]{60,70}",
        ("nvapi-",),
        "NVIDIA_API_KEY=nvapi-<base64url:63>a",
        "build.nvidia.com",
        "https://docs.api.nvidia.com/",
    ),
    Format(
        "fireworks",
        "Fireworks, Cerebras or LangSmith API key",
        r"(?:fw_[A-Za-z0-9]{22,26}|csk-[a-z0-9]{48}|lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10})",
        ("fw_", "csk-", "lsv2_"),
        "LANGSMITH_API_KEY=lsv2_pt_<hex:32>_<hex:10>",
        "the vendor's console",
        "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key",
    ),
    Format(
        "search-for-agents",
        "Tavily, Jina or Firecrawl API key",
        r"(?:tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}|jina_[a-f0-9]{32}[A-Za-z0-9_-]{28}"
        r"|fc-[a-f0-9]{32})",
        ("tvly-", "jina_", "fc-"),
        "TAVILY_API_KEY=tvly-<base62:32>",
        "the vendor's console",
        "https://docs.tavily.com/",
    ),
)
_SK_VENDORS = (
    "deepseek|moonshot|kimi|dashscope|qwen|tongyi|bailian|siliconflow|stepfun|baichuan|minimax"
    "|lingyi"
)

RULES = (
    *formats("ai_vendors", _FORMATS),
    token(
        "ai_vendors.sk",
        "API key of DeepSeek, Moonshot, DashScope or another maker that uses `sk-`",
        near(_SK_VENDORS, r"sk-[A-Za-z0-9]{32,64}"),
        keywords=("sk-",),
        weight=NAMED,
        advice="Delete it in the vendor's console " + _LOAD,
        references=(
            "https://api-docs.deepseek.com/",
            "https://platform.moonshot.cn/docs/api/chat",
            "https://help.aliyun.com/zh/model-studio/get-api-key",
        ),
        examples=(
            "DEEPSEEK_API_KEY=sk-<hex:32>",
            'moonshot_key = "sk-<base62:48>"',
            "DASHSCOPE_API_KEY: sk-<hex:32>",
        ),
        counterexamples=("DEEPSEEK_API_KEY=sk-your-key",),
    ),
    token(
        "ai_vendors.sk-unnamed",
        "API key in the form that many makers of models share",
        r"(?<![\w-])sk-(?P<value>[a-f0-9]{32}|[A-Za-z0-9]{48})" + END,
        keywords=("sk-",),
        weight=NAMED._replace(why="the prefix that several makers of models share"),
        advice="Delete it in the vendor's console " + _LOAD,
        references=("https://platform.openai.com/docs/api-reference/authentication",),
        examples=("client = OpenAI(api_key='sk-<hex:32>', base_url=url)", "sk-<base62:48>"),
        counterexamples=("class='sk-circle-fade-dot-animation-container-large'",),
    ),
    token(
        "ai_vendors.zhipu",
        "Zhipu (GLM) API key",
        near(r"zhipu|glm|bigmodel|zai_", r"[a-f0-9]{32}\.[A-Za-z0-9]{16}"),
        keywords=("zhipu", "glm", "bigmodel", "zai_"),
        weight=NAMED,
        advice="Delete it at open.bigmodel.cn " + _LOAD,
        references=("https://open.bigmodel.cn/dev/api",),
        examples=("ZHIPUAI_API_KEY=<hex:32>.<base62:16>",),
        counterexamples=("glm_model = glm-4-flash",),
    ),
    token(
        "ai_vendors.named",
        "API key of Mistral, Cohere, Together, ElevenLabs or another maker",
        near(
            "mistral|cohere|co_api_key|together|elevenlabs|eleven_|stability|assemblyai|deepgram"
            "|voyage"
            "|private_?ai|azure_?openai|openai|anthropic|ark_api|volc",
            r"[A-Za-z0-9]{32}|[A-Za-z0-9]{40}|[a-f0-9]{64}|(?:sk_|sk-|pa-)[\w-]{40,64}"
            r"|[A-Za-z0-9]{84}"
            r"|[a-f0-9]{8}-(?:[a-f0-9]{4}-){3}[a-f0-9]{12}",
        ),
        keywords=(
            "mistral",
            "cohere",
            "co_api",
            "together",
            "eleven",
            "stability",
            "assemblyai",
            "deepgram",
            "voyage",
            "ai",
            "anthropic",
            "ark_api",
            "volc",
        ),
        weight=NAMED,
        advice="Delete it in the vendor's console " + _LOAD,
        references=("https://docs.mistral.ai/getting-started/quickstart/",),
        examples=(
            "MISTRAL_API_KEY=<base62:32>",
            "COHERE_API_KEY=<base62:40>",
            "AZURE_OPENAI_API_KEY=<hex:32>",
        ),
        counterexamples=("mistral_model = mistral-large-latest",),
    ),
    token(
        "ai_vendors.baidu",
        "Baidu Qianfan API key",
        r"\bbce-v3/ALTAK-[A-Za-z0-9]{21}/[a-f0-9]{40}" + END,
        keywords=("bce-v3/altak-",),
        advice="Delete it in the Qianfan console " + _LOAD,
        references=("https://cloud.baidu.com/doc/qianfan-api/s/ym9chdsy5",),
        examples=("QIANFAN_API_KEY=bce-v3/ALTAK-<base62:21>/<hex:40>",),
        counterexamples=("bce-v3/ALTAK-xxx",),
    ),
)
detect = rules_detector(RULES)
