/** Names of files and folders that hold keys or passwords. */
const secret = [
  /^\.env([._-].*)?$/i,
  /^\.envrc$/i,
  /^\.(npmrc|yarnrc|yarnrc\.yml|pypirc|netrc|pgpass|my\.cnf|htpasswd|git-credentials|dockercfg|s3cfg|boto|vault-token|terraformrc)$/i,
  /^_netrc$/i,
  /^\.(ssh|aws|azure|gcloud|kube|docker|gnupg|password-store|secrets?|vault)$/i,
  /^id_(rsa|dsa|ecdsa|ed25519)([._-].*)?$/i,
  /\.(pem|key|pfx|p12|p8|jks|keystore|bks|ppk|kdbx?|gpg|pgp|asc|ovpn|tfstate|tfvars|age|agekey|crt\.key)(\.backup)?$/i,
  /(^|[._-])(secrets?|credentials?|passwords?)\.(json|ya?ml|toml|ini|txt|properties|xml|cfg|conf|env)$/i,
  /^(credentials?|secrets?|passwd|shadow|authinfo)$/i,
  /^(service[-_]?account|gcp|firebase[-_]?adminsdk|client[-_]secret).*\.json$/i,
  /^(local\.settings|appsettings\.secrets)\.json$/i,
];

/** Most of the same names for a search that takes one pattern of what to leave out. */
export const secretGlob =
  '!**/{.env*,.npmrc,.yarnrc*,.pypirc,.netrc,.pgpass,.my.cnf,.htpasswd,.git-credentials,.s3cfg,.vault-token,' +
  '.ssh,.aws,.azure,.gcloud,.kube,.docker,.gnupg,.password-store,.secret,.secrets,.vault,id_rsa*,id_dsa*,id_ecdsa*,' +
  'id_ed25519*,*.pem,*.key,*.pfx,*.p12,*.p8,*.jks,*.keystore,*.ppk,*.kdbx,*.gpg,*.asc,*.ovpn,*.tfstate,*.tfvars,' +
  'secrets.*,secret.*,credentials.*,credentials}';

/** Whether a file of the folder can hold secrets, by its way in the folder. */
export function canHoldSecrets(within: string): boolean {
  const parts = within.split('/').map(asTheSystemReads);
  // Git keeps addresses with passwords in its configuration.
  if (parts.includes('.git') && /^(config|credentials)/i.test(parts.at(-1) ?? '')) return true;
  return parts.some((part) => secret.some((pattern) => pattern.test(part)));
}

/** Endings of texts that are read or compiled, and run nothing by being there. */
const plainTexts = new Set(
  (
    'ts tsx mts cts js jsx mjs cjs vue svelte astro css scss sass less html htm svg ' +
    'py pyi rb php java kt kts scala groovy clj cljs ex exs erl hs ml mli fs fsx cs vb go rs swift m mm ' +
    'c h cc cpp cxx hpp hh hxx inc zig nim d dart lua pl pm r jl f90 f95 sql graphql gql proto ' +
    'md mdx markdown rst adoc txt tex csv tsv po pot strings ftl'
  ).split(' '),
);

/** Plain texts all the same, yet an agent or a tool takes them up by their name. */
const steering = [
  /^(agents?|claude|gemini|copilot|codex|cursor|skill|copilot-instructions|instructions|memory|system)\.(md|mdx|txt)$/i,
  /\.(prompt|instructions|agent|chatmode|skill|mode|rules)\.(md|mdx|txt)$/i,
  /(^|[._-])(config|conf|rc|setup|setuptests|teardown)\.[a-z]+$/i,
  /^(gulpfile|gruntfile|jakefile|webpack|rollup|vite|vitest|jest|karma|esbuild|postcss|tailwind|babel|metro|next|nuxt|playwright|cypress|protractor)\b.*\.[a-z]+$/i,
  /^(conftest|sitecustomize|usercustomize|noxfile|fabfile|dodo|pavement)\.py$/i,
  /^build\.rs$|^magefile\.go$|^mix\.exs$|^extconf\.rb$|\.csx$|\.fsx$/i,
  /^(requirements|constraints|cmakelists|runtime).*\.txt$/i,
  /\.(gradle|main|settings)\.kts$/i,
];

/** Folders whose files a package manager, a build or an interpreter runs or brings along. */
const bringing =
  /^(node_modules|bower_components|jspm_packages|vendor|third_party|venv|env|virtualenv|site-packages|__pycache__|target|bin|sbin|libexec|gems|pods|carthage|elm-stuff|deps|_build|dist|build|out)$/i;

/**
 * Whether changing a file of the folder could run or steer something later. Allowed by list: only a plain text
 * with an ordinary name, in no hidden folder and in none that brings programs along, steers nothing.
 */
export function canSteer(within: string): boolean {
  if (!within.split('/').every(isOrdinaryName)) return true;
  const parts = within.split('/').map(asTheSystemReads);
  const name = parts.at(-1) ?? '';
  const ending = /^[^.].*\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined || !plainTexts.has(ending)) return true;
  if (parts.some((part) => part.startsWith('.'))) return true;
  return parts.slice(0, -1).some((part) => bringing.test(part)) || steering.some((one) => one.test(name));
}

/** Letters, numbers and what people write in names; nothing that a system leaves out, folds or reads otherwise. */
function isOrdinaryName(part: string): boolean {
  return /^[\p{L}\p{M}\p{N}_@()[\]{}+=,;!#$%&'^~ .-]+$/u.test(part) && !/[. ]$|^ |~\d/.test(part);
}

/** Windows drops dots and spaces at the end and what follows a colon; macOS drops what is drawn with no width. */
function asTheSystemReads(part: string): string {
  return part
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Cc}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/gu, '')
    .replace(/:.*$/, '')
    .replace(/[. ]+$/, '');
}
