import { ownValue } from '../../protocol/ownValue';
/**
 * What the CLI and the commands of the agent get of this window's environment. By list: the editor, its extensions and
 * the shell that started them leave tokens and addresses in it that are nobody else's, and the agent's commands can
 * print it. `docs/environment.md` has the reason for each group.
 */

const exact: readonly string[] = [
  // The system and the person
  ...[
    'PATH',
    'HOME',
    'USER',
    'LOGNAME',
    'SHELL',
    'HOSTNAME',
    'TERM',
    'COLORTERM',
    'NO_COLOR',
    'FORCE_COLOR',
    'TZ',
  ],
  ...['LANG', 'LANGUAGE', 'TMPDIR', 'TMP', 'TEMP', 'EDITOR', 'VISUAL', 'PAGER', 'CI', 'MAKEFLAGS'],
  // The desktop: the CLI opens the browser to sign in, and keeps its login in the keyring
  ...['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS', 'SECURITYSESSIONID'],
  ...['__CF_USER_TEXT_ENCODING', 'WSL_DISTRO_NAME', 'WSL_INTEROP', 'WSLENV'],
  // The way out
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'FTP_PROXY'],
  ...['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'],
  ...['GIT_SSL_CAINFO', 'AWS_CA_BUNDLE', 'CARGO_HTTP_CAINFO', 'PIP_CERT'],
  // git
  ...['SSH_AUTH_SOCK', 'SSH_AGENT_PID', 'GIT_SSH', 'GIT_SSH_COMMAND', 'GNUPGHOME', 'GPG_TTY'],
  // The CLI's own, as its help lists them
  ...[
    'COPILOT_CLI_PATH',
    'COPILOT_HOME',
    'COPILOT_MODEL',
    'COPILOT_OFFLINE',
    'COPILOT_AUTO_TIER',
    'COPILOT_EDITOR',
  ],
  ...['COPILOT_GITHUB_TOKEN', 'GH_TOKEN', 'GITHUB_TOKEN', 'GH_HOST', 'COPILOT_GH_HOST', 'GH_CONFIG_DIR'],
  ...['COPILOT_CUSTOM_INSTRUCTIONS_DIRS', 'COPILOT_PROVIDER_API_KEY', 'COPILOT_PROVIDER_API_KEY_COMMAND'],
  ...['COPILOT_PROVIDER_BEARER_TOKEN', 'COPILOT_PROVIDER_HEADERS', 'USE_BUILTIN_RIPGREP', 'USE_TGREP'],
  // Tool chains
  ...['JAVA_HOME', 'JDK_HOME', 'GRADLE_HOME', 'GRADLE_USER_HOME', 'MAVEN_HOME', 'M2_HOME', 'KOTLIN_HOME'],
  ...[
    'GOPATH',
    'GOROOT',
    'GOBIN',
    'GOCACHE',
    'GOMODCACHE',
    'GOPROXY',
    'GOPRIVATE',
    'GOFLAGS',
    'GOOS',
    'GOARCH',
  ],
  ...['CARGO_HOME', 'CARGO_TARGET_DIR', 'RUSTUP_HOME', 'RUSTUP_TOOLCHAIN', 'RUSTFLAGS'],
  ...['VIRTUAL_ENV', 'PYTHONPATH', 'PYTHONHOME', 'POETRY_HOME', 'PIPX_HOME', 'UV_CACHE_DIR'],
  ...[
    'NODE_ENV',
    'NODE_PATH',
    'VOLTA_HOME',
    'N_PREFIX',
    'PNPM_HOME',
    'COREPACK_HOME',
    'BUN_INSTALL',
    'DENO_DIR',
  ],
  ...[
    'DENO_INSTALL',
    'GEM_HOME',
    'GEM_PATH',
    'BUNDLE_PATH',
    'BUNDLE_GEMFILE',
    'COMPOSER_HOME',
    'MISE_DATA_DIR',
  ],
  ...[
    'ANDROID_HOME',
    'ANDROID_SDK_ROOT',
    'ANDROID_NDK_HOME',
    'FLUTTER_ROOT',
    'DOTNET_ROOT',
    'NUGET_PACKAGES',
  ],
  ...[
    'CC',
    'CXX',
    'CFLAGS',
    'CXXFLAGS',
    'LDFLAGS',
    'LD_LIBRARY_PATH',
    'DYLD_LIBRARY_PATH',
    'PKG_CONFIG_PATH',
  ],
  ...[
    'DOCKER_HOST',
    'DOCKER_CONTEXT',
    'KUBECONFIG',
    'HOMEBREW_PREFIX',
    'HOMEBREW_CELLAR',
    'HOMEBREW_REPOSITORY',
  ],
  // Windows
  ...[
    'SYSTEMROOT',
    'SYSTEMDRIVE',
    'WINDIR',
    'COMSPEC',
    'PATHEXT',
    'OS',
    'APPDATA',
    'LOCALAPPDATA',
    'PROGRAMDATA',
  ],
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'PROGRAMW6432', 'COMMONPROGRAMFILES', 'COMMONPROGRAMFILES(X86)'],
  ...['COMMONPROGRAMW6432', 'ALLUSERSPROFILE', 'PUBLIC', 'USERPROFILE', 'HOMEDRIVE', 'HOMEPATH', 'USERNAME'],
  ...[
    'USERDOMAIN',
    'COMPUTERNAME',
    'SESSIONNAME',
    'NUMBER_OF_PROCESSORS',
    'PSMODULEPATH',
    'DRIVERDATA',
    'MSYSTEM',
  ],
  ...[
    'INCLUDE',
    'LIB',
    'LIBPATH',
    'VSINSTALLDIR',
    'VCINSTALLDIR',
    'WINDOWSSDKDIR',
    'CHOCOLATEYINSTALL',
    'SCOOP',
  ],
];

/** All that begins so, unless its name is a secret's. */
const families =
  /^(?:LC_|XDG_|GIT_AUTHOR_|GIT_COMMITTER_|COPILOT_PROVIDER_|NVM_|FNM_|ASDF_|PYENV_|RBENV_|CONDA_|SDKMAN_|NIX_|PROCESSOR_|FLIGHTDECK_)/;
const secretName = /TOKEN|SECRET|PASS|PWD|CREDENTIAL|_KEY$|_AUTH$|KEY_/;

/** It makes the CLI ask nothing, whatever the chat shows. */
const refused = 'COPILOT_ALLOW_ALL';

const allowed: ReadonlySet<string> = new Set(exact);

/** Whether the CLI gets this variable of ours without being told so. Names are one whatever their case, as on Windows. */
export function isInherited(name: string): boolean {
  const upper = name.toUpperCase();
  return allowed.has(upper) || (families.test(upper) && !secretName.test(upper));
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What the setting adds: `${env:NAME}` in a value stands for a variable of this window. */
export function addedEnvironment(setting: Environment, own: Environment): Record<string, string> {
  const entries = Object.entries(setting).filter(([name]) => name.toUpperCase() !== refused);
  return Object.fromEntries(entries.map(([name, value = '']) => [name, expanded(value, own)]));
}

function expanded(value: string, own: Environment): string {
  return value.replace(/\$\{env:([^}]+)\}/g, (_, name: string) => variable(own, name) ?? '');
}

function variable(own: Environment, name: string): string | undefined {
  if (Object.hasOwn(own, name)) return ownValue(own, name);
  if (process.platform !== 'win32') return undefined;
  return Object.entries(own).find(([other]) => other.toUpperCase() === name.toUpperCase())?.[1];
}
