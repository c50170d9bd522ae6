import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { canHoldSecrets, canSteer } from '../../../../src/extension/rules/fileRisks';

describe('Changing a file', () => {
  it('of source or text steers nothing', () => {
    const files = [
      'src/cart.ts',
      'src/hooks/useCart.tsx',
      'lib/order.py',
      'README.md',
      'docs/guide/start.md',
      'app/models/user.rb',
      'src/main.rs',
      'cmd/server/main.go',
      'styles/page.css',
      'public/index.html',
      'test/cart.test.ts',
      'notes.txt',
      'data/prices.csv',
      'src/übersicht.ts',
      'src/[id]/page.tsx',
      'pkg/__init__.py',
    ];
    assert.deepEqual(files.filter(canSteer), []);
  });

  it('that runs, or that a tool or an agent takes up by its name, steers', () => {
    const files = [
      '.claude/settings.json',
      '.mcp.json',
      '.vscode/tasks.json',
      '.vscode/launch.json',
      '.vscode/settings.json',
      '.github/workflows/ci.yml',
      '.github/hooks/x.json',
      '.github/copilot-instructions.md',
      '.git/hooks/pre-commit',
      '.git/config',
      '.gitlab-ci.yml',
      '.husky/pre-push',
      '.devcontainer/devcontainer.json',
      '.gitattributes',
      '.gitignore',
      '.bashrc',
      'AGENTS.md',
      'agents.md',
      'CLAUDE.md',
      'docs/AGENTS.md',
      'GEMINI.md',
      'copilot-instructions.md',
      'skills/x/SKILL.md',
      'a.prompt.md',
      'a.instructions.md',
      'package.json',
      'package-lock.json',
      'yarn.lock',
      'pnpm-lock.yaml',
      'Cargo.toml',
      'Cargo.lock',
      'go.mod',
      'go.sum',
      'Gemfile',
      'Gemfile.lock',
      'requirements.txt',
      'requirements-dev.txt',
      'pyproject.toml',
      'setup.py',
      'setup.cfg',
      'tox.ini',
      'conftest.py',
      'test/conftest.py',
      'sitecustomize.py',
      'noxfile.py',
      'Makefile',
      'GNUmakefile',
      'build.mk',
      'CMakeLists.txt',
      'Dockerfile',
      'docker-compose.yml',
      'Jenkinsfile',
      'Rakefile',
      'Vagrantfile',
      'justfile',
      'Procfile',
      'build.rs',
      'build.gradle',
      'build.gradle.kts',
      'pom.xml',
      'App.csproj',
      'tsconfig.json',
      'webpack.config.js',
      'vite.config.ts',
      'vitest.setup.ts',
      'jest.config.cjs',
      'eslint.config.mjs',
      'gulpfile.js',
      'babel.config.js',
      'shop.code-workspace',
      'node_modules/.bin/tsc',
      'node_modules/x/index.js',
      'vendor/x/y.php',
      'venv/lib/x.py',
      'bin/run.js',
      'dist/main.js',
      'target/debug/build.rs',
      'deploy.sh',
      'run.ps1',
      'run.bat',
      'run.cmd',
      'x.command',
      'x.desktop',
      'x.plist',
      'x.service',
      'x.ipynb',
      'x.exe',
      'x.so',
      'x.wasm',
      'README',
      'x',
      '.',
      'src/cart.ts.',
      'src/cart.ts ',
      'src/cart.ts:evil.md',
      'src/c\u202eart.ts',
      'src/PACKAG~1.ts',
      'node_modules /x.js',
      'NODE_MODULES/x.js',
      'mix.exs',
      'magefile.go',
    ];
    assert.deepEqual(
      files.filter((file) => !canSteer(file)),
      [],
    );
  });

  it('in a hidden folder always steers, and so does one without an ending that is known', () => {
    const part = fc.stringMatching(/^[a-z0-9_]{1,8}$/);
    fc.assert(
      fc.property(part, part, fc.stringMatching(/^[a-z0-9]{1,6}$/), (a, b, ending) => {
        assert.ok(canSteer(`.${a}/${b}.ts`));
        assert.ok(canSteer(`${a}/.${b}/x.md`));
        assert.ok(canSteer(`${a}/${b}`));
        assert.ok(canSteer(`${a}/${b}.x${ending}${ending}z`));
      }),
    );
  });
});

describe('A file that can hold secrets', () => {
  it('is told by its name or its folder, and sources are none', () => {
    const plain = [
      'src/environment.ts',
      'src/key.ts',
      'docs/secrets.md',
      'monkey.txt',
      'src/credentials.ts',
      'a.envelope',
    ];
    assert.deepEqual(plain.filter(canHoldSecrets), []);
  });

  it('is one in whatever capitals and wherever it lies', () => {
    const names = fc.constantFrom('.env', 'x.pem', 'id_rsa', '.npmrc', '.netrc', 'secrets.json', 'a.p12');
    const capitals = (text: string, bits: number) =>
      [...text].map((char, at) => ((bits >> at) & 1 ? char.toUpperCase() : char)).join('');
    fc.assert(
      fc.property(
        names,
        fc.nat(2 ** 16),
        fc.array(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 3 }),
        (name, bits, way) => canHoldSecrets([...way, capitals(name, bits)].join('/')),
      ),
    );
  });
});
