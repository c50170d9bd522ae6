import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { addedEnvironment, isInherited } from '../../../../src/extension/cli/cliEnvironment';
import { ClientManager } from '../../../../src/extension/cli/cliManager';
import { parseSettings } from '../../../../src/extension/settings/settings';
import { fakeCliPath } from '../../../support/fakeCliClient';
import { makeScratch } from '../../../support/scratch';

const quiet = () => undefined;
const logger = { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet };

const passed = [
  'PATH',
  'Path',
  'HOME',
  'USER',
  'SHELL',
  'LANG',
  'LC_ALL',
  'TERM',
  'TMPDIR',
  'TEMP',
  'TZ',
  'XDG_RUNTIME_DIR',
  'DBUS_SESSION_BUS_ADDRESS',
  'DISPLAY',
  'HTTP_PROXY',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSH_AUTH_SOCK',
  'GIT_AUTHOR_NAME',
  'COPILOT_HOME',
  'COPILOT_MODEL',
  'COPILOT_GITHUB_TOKEN',
  'GH_TOKEN',
  'GITHUB_TOKEN',
  'COPILOT_PROVIDER_BASE_URL',
  'COPILOT_PROVIDER_API_KEY',
  'JAVA_HOME',
  'GOPATH',
  'CARGO_HOME',
  'VIRTUAL_ENV',
  'CONDA_PREFIX',
  'NVM_DIR',
  'VOLTA_HOME',
  'ANDROID_HOME',
  'DOTNET_ROOT',
  'SystemRoot',
  'ComSpec',
  'PATHEXT',
  'APPDATA',
  'ProgramFiles(x86)',
  'PROCESSOR_ARCHITECTURE',
  'USERPROFILE',
  'PSModulePath',
];
const kept = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AZURE_CLIENT_SECRET',
  'NPM_TOKEN',
  'NODE_AUTH_TOKEN',
  'npm_config__auth',
  'YARN_NPM_AUTH_TOKEN',
  'OPENAI_API_KEY',
  'ANTHROPIC_API_KEY',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'SLACK_BOT_TOKEN',
  'DATABASE_URL',
  'PGPASSWORD',
  'SSH_ASKPASS',
  'GIT_ASKPASS',
  'GIT_CONFIG_COUNT',
  'GIT_CONFIG_KEY_0',
  'BROWSER',
  'VSCODE_IPC_HOOK',
  'VSCODE_GIT_IPC_HANDLE',
  'ELECTRON_RUN_AS_NODE',
  'NODE_OPTIONS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'LD_PRELOAD',
  'DYLD_INSERT_LIBRARIES',
  'BASH_ENV',
  'ENV',
  'PROMPT_COMMAND',
  'PYTHONSTARTUP',
  'PERL5OPT',
  'RUBYOPT',
  'JAVA_TOOL_OPTIONS',
  'COPILOT_ALLOW_ALL',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_HEADERS',
  'CONDA_TOKEN',
  'PYENV_SECRET',
  'NIX_GITHUB_PASSWORD',
  'SOME_OTHER_EXTENSION',
  '',
  '__proto__',
  'constructor',
];

describe('The environment of the CLI', () => {
  it('holds what a developer’s tools need', () => {
    for (const name of passed) assert.equal(isInherited(name), true, name);
  });

  it('holds nothing of the editor, of other tokens, or of what nobody listed', () => {
    for (const name of kept) assert.equal(isInherited(name), false, name);
  });

  it('is added to by the person, by value or by the name of a variable', () => {
    const own = { NPM_TOKEN: 'secret', HOME: '/home/me' };
    const added = addedEnvironment(
      {
        NPM_TOKEN: '${env:NPM_TOKEN}',
        PLACE: '${env:HOME}/x:${env:MISSING}',
        PLAIN: '$HOME',
        copilot_allow_all: '1',
      },
      own,
    );
    assert.deepEqual(added, { NPM_TOKEN: 'secret', PLACE: '/home/me/x:', PLAIN: '$HOME' });
  });

  it('is told with its reasons, group by group', () => {
    const text = fs.readFileSync('docs/environment.md', 'utf8');
    for (const name of [
      'SSH_AUTH_SOCK',
      'GITHUB_TOKEN',
      'COPILOT_ALLOW_ALL',
      'NPM_TOKEN',
      'AWS_',
      'OTEL_',
      '${env:',
    ])
      assert.ok(text.includes(name), name);
  });

  it('is what the CLI really gets', async () => {
    const scratch = makeScratch('environment');
    process.env['NPM_TOKEN'] = 'of-npm';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'of-aws';
    process.env['COPILOT_ALLOW_ALL'] = 'true';
    process.env['GOPATH'] = '/go';
    const environment = { COPILOT_HOME: scratch.path, MINE: '${env:NPM_TOKEN}' };
    const given = { 'cli.path': fakeCliPath, 'cli.environment': environment };
    const manager = new ClientManager({
      settings: () => parseSettings((key) => (given as Partial<Record<string, unknown>>)[key], quiet),
      cwd: scratch.path,
      searchFrom: [],
      clientInfo: { editorName: 't', editorVersion: '1', extensionName: 't', extensionVersion: '1' },
      logger,
    });
    try {
      await manager.connect();
      const [first = ''] = fs.readFileSync(`${scratch.path}/fake-log.jsonl`, 'utf8').split('\n');
      const { start } = JSON.parse(first) as { start: { env: Record<string, string> } };
      const { NPM_TOKEN, AWS_SECRET_ACCESS_KEY, COPILOT_ALLOW_ALL, GOPATH, MINE, PATH } = start.env;
      assert.deepEqual(
        [NPM_TOKEN, AWS_SECRET_ACCESS_KEY, COPILOT_ALLOW_ALL, GOPATH, MINE],
        [undefined, undefined, undefined, '/go', 'of-npm'],
      );
      assert.equal(PATH, process.env['PATH']);
    } finally {
      await manager.dispose();
      for (const name of ['NPM_TOKEN', 'AWS_SECRET_ACCESS_KEY', 'COPILOT_ALLOW_ALL', 'GOPATH'])
        delete process.env[name];
      scratch.remove();
    }
  });
});
