"""Tokens of the platforms that host, deploy and deliver: from Cloudflare to Vercel."""

from promptguard.engine.confirm import rules_detector
from promptguard.evidence.tokens import Format, Named, formats, named

_CLOUDFLARE = "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/"
_CLOUDFLARE_TOKENS = "dash.cloudflare.com/profile/api-tokens"
_HEROKU = "https://devcenter.heroku.com/articles/authentication"
_HEROKU_REVOKE = "the account settings or with `heroku authorizations:revoke`"
_FLY = "https://fly.io/docs/security/tokens/"
_FLY_REVOKE = "fly.io with `fly tokens revoke`"
_NETLIFY = "https://docs.netlify.com/api/get-started/"
_NETLIFY_TOKENS = "app.netlify.com/user/applications"
_VERCEL = "https://vercel.com/changelog/new-token-formats-and-secret-scanning"

# fmt: off
_FORMATS = (
    Format("cloudflare-user-token", "Cloudflare user API token", "cfut_<base62:40><hex:8>",
           _CLOUDFLARE_TOKENS, _CLOUDFLARE),
    Format("cloudflare-account-token", "Cloudflare account API token", "cfat_<base62:40><hex:8>",
           "dash.cloudflare.com > Account API tokens", _CLOUDFLARE),
    Format("cloudflare-global-key", "Cloudflare Global API key", "cfk_<base62:40><hex:8>",
           _CLOUDFLARE_TOKENS, _CLOUDFLARE),
    Format("cloudflare-origin-ca", "Cloudflare Origin CA key", "v1.0-<hex:24>-<hex:146>",
           _CLOUDFLARE_TOKENS,
           "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/"),
    Format("heroku", "Heroku API key", "HRKU-AA<base64url:58>", _HEROKU_REVOKE, _HEROKU),
    Format("heroku-uuid", "Heroku API key of the first prefixed form", "HRKU-<uuid>",
           _HEROKU_REVOKE, _HEROKU),
    Format("fly-personal", "Fly.io personal access token", "fo1_<base64url:43>", _FLY_REVOKE, _FLY),
    Format("fly-macaroon", "Fly.io macaroon token", "fm{1a|1r|2}_<base64:100-1500>{==|=|}",
           _FLY_REVOKE, _FLY),
    Format("netlify-personal", "Netlify personal access token", "nfp_<base62:36>", _NETLIFY_TOKENS,
           _NETLIFY),
    Format("netlify-cli", "Netlify CLI token", "nfc_<base62:36>", _NETLIFY_TOKENS, _NETLIFY),
    Format("netlify-oauth", "Netlify OAuth token", "nfo_<base62:36>", _NETLIFY_TOKENS, _NETLIFY),
    Format("netlify-user", "Netlify token of its interface", "nfu_<base62:36>", _NETLIFY_TOKENS,
           _NETLIFY),
    Format("netlify-build", "Netlify build token", "nfb_<base62:36>", _NETLIFY_TOKENS, _NETLIFY),
    Format("vercel-personal", "Vercel personal access token", "vcp_<base64url:50><base62:6>",
           "vercel.com/account/settings/tokens", _VERCEL),
    Format("vercel-integration", "Vercel integration or app token",
           "vc{i|a|r}_<base64url:50><base62:6>",
           "vercel.com > Integrations", _VERCEL),
    Format("vercel-blob", "Vercel Blob read-write token", "vercel_blob_rw_<base62:16>_<base62:30>",
           "vercel.com > Storage", "https://vercel.com/docs/vercel-blob"),
    Format("render", "Render API key", "rnd_<base62:28-40>",
           "dashboard.render.com > Account settings", "https://render.com/docs/api"),
    Format("scalingo", "Scalingo API token", "tk-us-<base64url:48>",
           "dashboard.scalingo.com/account/tokens", "https://developers.scalingo.com/tokens"),
    Format("deno-deploy", "Deno Deploy access token", "dd{p|o|w}_<base62:36>",
           "dash.deno.com/account", "https://docs.deno.com/deploy/"),
    Format("uploadthing", "UploadThing secret key", "sk_{live|test}_<hex:64>",
           "uploadthing.com/dashboard", "https://docs.uploadthing.com/getting-started"),
    Format("trigger-dev", "Trigger.dev secret key", "tr_{dev|prod|stg|pat}_<base62:20-40>",
           "cloud.trigger.dev > API keys", "https://trigger.dev/docs/apikeys"),
    Format("inngest-signing", "Inngest signing key", "signkey-{prod|test|branch|dev}-<hex:32-64>",
           "app.inngest.com > Manage", "https://www.inngest.com/docs/platform/signing-keys"),
    Format("cloudinary-url", "Cloudinary environment variable",
           "cloudinary://<digit:15>:<base64url:27>@", "console.cloudinary.com/settings/api-keys",
           "https://cloudinary.com/documentation/how_to_integrate_cloudinary"),
)
_NAMED = (
    Named("cloudflare-older", "Cloudflare API token (older form)", "cloudflare|cf api|cf token",
          "<base64url:40>", _CLOUDFLARE_TOKENS,
          "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/"),
    Named("cloudflare-global-older", "Cloudflare Global API key (older form)",
          "cloudflare|cf api|cf global|auth key", "<hex:37>", _CLOUDFLARE_TOKENS,
          "https://developers.cloudflare.com/fundamentals/api/get-started/keys/"),
    Named("heroku-older", "Heroku API key (older form)", "heroku", "<uuid>", _HEROKU_REVOKE,
          _HEROKU),
    Named("netlify-older", "Netlify access token (older form)", "netlify", "<base64url:43>",
          _NETLIFY_TOKENS, _NETLIFY),
    Named("vercel-older", "Vercel access token (older form)", "vercel|zeit|now token",
          "<base62:24>", "vercel.com/account/settings/tokens",
          "https://vercel.com/docs/rest-api#authentication"),
    Named("railway", "Railway token", "railway", "<uuid>", "railway.com/account/tokens",
          "https://docs.railway.com/reference/public-api"),
    Named("fastly", "Fastly API token", "fastly", "<base64any:32>",
          "manage.fastly.com/account/personal/tokens",
          "https://www.fastly.com/documentation/reference/api/auth-tokens/"),
    Named("koyeb", "Koyeb API token", "koyeb", "<alnum:64>", "app.koyeb.com/settings/api",
          "https://www.koyeb.com/docs/reference/api"),
    Named("clever-cloud", "Clever Cloud secret", "clever secret|clever token", "<base62:30>",
          "console.clever-cloud.com", "https://www.clever.cloud/developers/doc/cli/"),
    Named("ngrok", "ngrok authtoken", "ngrok|authtoken", "<base62:27>_<base62:20-22>",
          "dashboard.ngrok.com/get-started/your-authtoken", "https://ngrok.com/docs/agent/"),
    Named("cloudinary", "Cloudinary API secret", "cloudinary", "<base64url:27>",
          "console.cloudinary.com/settings/api-keys",
          "https://cloudinary.com/documentation/how_to_integrate_cloudinary"),
    Named("bunny", "bunny.net access key", "bunny", "<uuid>-<uuid>",
          "dash.bunny.net/account/api-key",
          "https://docs.bunny.net/reference/bunnynet-api-overview"),
    Named("godaddy", "GoDaddy API key", "godaddy", "<base62:10-20>_<base62:20-24>",
          "developer.godaddy.com/keys", "https://developer.godaddy.com/getstarted"),
    Named("namecheap", "Namecheap API key", "namecheap", "<hex:32>",
          "ap.www.namecheap.com/settings/tools/apiaccess",
          "https://www.namecheap.com/support/api/intro/"),
    Named("gandi", "Gandi API key or token", "gandi", "{<hex:40>|<base62:24>}", "account.gandi.net",
          "https://api.gandi.net/docs/authentication/"),
    Named("dnsimple", "DNSimple API token", "dnsimple", "dnsimple_{a|u}_<base62:32>",
          "dnsimple.com/a > Access tokens", "https://developer.dnsimple.com/v2/"),
    Named("mux", "Mux token secret", "mux", "<base64:75>",
          "dashboard.mux.com/settings/access-tokens",
          "https://www.mux.com/docs/core/make-api-requests"),
    Named("imgur", "Imgur client secret", "imgur", "<hex:40>", "imgur.com/account/settings/apps",
          "https://apidocs.imgur.com/"),
)
# fmt: on

RULES = (*formats("platforms", _FORMATS), *named("platforms", _NAMED))
detect = rules_detector(RULES)
