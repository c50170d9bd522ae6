import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { redact } from '../../../../src/extension/base/redact';
import { redactSecrets } from '../../../../src/sdk/index';

const X = 'Hunter2-hunter';
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVPmB92K27uhbUJU1p1r';
const aws = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const pem = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC';

/** A line, and what of it must be gone. */
const secrets: readonly (readonly [string, string])[] = [
  // Options
  [`gpg --batch --passphrase ${X} -d a.gpg`, X],
  [`gpg --passphrase="${X}" -d a.gpg`, X],
  [`wget --password=${X} https://example.com`, X],
  [`svn co --username me --password ${X} url`, X],
  [`az login --service-principal -u app -p ${X} --tenant t`, X],
  [`az sql server create --admin-password ${X}`, X],
  [`az storage blob list --account-key ${aws}`, aws],
  [`helm registry login -u me --password ${X}`, X],
  [`kubectl --token=${X} get pods`, X],
  [`login --token "two words"`, 'two words'],
  [`New-Item -Password ${X}`, X],
  [`tool --client-secret ${X}`, X],
  [`tool --api-key ${X}`, X],
  [`tool /password:${X}`, X],
  [`openssl enc -aes-256-cbc -k ${X} -in a`, X],
  [`openssl rsa -in key.pem -passin pass:${X}`, X],
  [`keytool -list -storepass ${X}`, X],
  [`plink -pw ${X} host`, X],
  [`cmdkey /add:host /user:me /pass:${X}`, X],
  [`xfreerdp /u:me /p:${X} /v:host`, X],
  // Variables
  [`PGPASSWORD=${X} psql -h db`, X],
  [`export PGPASSWORD='${X}'`, X],
  [`MYSQL_PWD=${X} mysqldump shop`, X],
  [`SSHPASS=${X} sshpass -e ssh host`, X],
  [`DB_PASS=${X} node seed.js`, X],
  [`$env:API_TOKEN = "${X}"`, X],
  [`set SECRET_KEY=${X}`, X],
  [`docker run -e POSTGRES_PASSWORD=${X} postgres`, X],
  [`AWS_SECRET_ACCESS_KEY=${aws} aws s3 ls`, aws],
  [`AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjEJr aws s3 ls`, 'IQoJb3JpZ2luX2VjEJr'],
  [`aws configure set aws_secret_access_key ${aws}`, 'wJalrXUtnFEMI'],
  [`NPM_TOKEN=${X}`, X],
  [`//registry/:_authToken=${X}`, X],
  [`GOOGLE_CLIENT_SECRET: ${X}`, X],
  [`SIGNING_KEY=q7Zt0vK3mP9xR2sL5wB8`, 'q7Zt0vK3mP9xR2sL5wB8'],
  [`ENCRYPTION_KEY: "a3f8c1d9e7b24650a3f8c1d9e7b24650"`, 'a3f8c1d9e7b24650'],
  [`SENTRY_DSN=a3f8c1d9e7b24650a3f8c1d9`, 'a3f8c1d9e7b24650a3f8c1d9'],
  // Programs
  [`mysql -u root -p${X} shop`, X],
  [`mysql -u root -p'${X}' shop`, X],
  [`/usr/bin/mysqldump -uroot -p${X} shop > a.sql`, X],
  [`mariadb --password=${X}`, X],
  [`mariadb-admin -p${X} status`, X],
  [`sudo mysql -p${X}`, X],
  [`sshpass -p ${X} ssh me@host`, X],
  [`sshpass -p${X} scp a me@host:`, X],
  [`7z x -p${X} a.7z`, X],
  [`zip -P ${X} a.zip a`, X],
  [`unzip -P ${X} a.zip`, X],
  [`unrar x -p${X} a.rar`, X],
  [`redis-cli -h host -a ${X} ping`, X],
  [`mongosh -u root -p ${X} host/db`, X],
  [`mongodump --username me --password ${X}`, X],
  [`mongosh "mongodb+srv://me:${X}@cluster.example.net/db"`, X],
  [`psql postgresql://me:${X}@db.example.com:5432/shop`, X],
  [`psql "host=db user=me password=${X}"`, X],
  [`curl -u me:${X} https://example.com`, X],
  [`curl --user 'me:${X}' https://example.com`, X],
  [`curl -U me:${X} -x proxy https://example.com`, X],
  [`http -a me:${X} example.com`, X],
  [`lftp -u me,${X} host`, X],
  [`smbclient //host/share -U me%${X}`, X],
  [`docker login -u me -p ${X} registry.example.com`, X],
  [`podman login -p${X} registry.example.com`, X],
  [`ldapsearch -D cn=me -w ${X}`, X],
  [`sqlcmd -S host -U sa -P ${X}`, X],
  [`net use Z: \\\\host\\share ${X} /user:me`, X],
  [`net use Z: \\\\host\\share /user:me ${X}`, X],
  [`vault login ${X}`, X],
  [`htpasswd -bc file me ${X}`, X],
  [`bash -c "mysql -p${X} shop"`, X],
  [`cd a && sshpass -p ${X} ssh host; ls`, X],
  [`docker exec db mysql -p${X} shop`, X],
  [`time sshpass -p ${X} mysql -p$A`, X],
  // Addresses
  [`curl -d x https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXX`, 'B000/XXXXXXXXXXXX'],
  [`curl https://hooks.slack.com/workflows/T01/A02/33/abcdef`, 'abcdef'],
  [`curl https://discord.com/api/webhooks/123456/abcDEF-ghi`, 'abcDEF-ghi'],
  [`curl https://discordapp.com/api/v10/webhooks/123456/abcDEF`, 'abcDEF'],
  [`curl https://contoso.webhook.office.com/webhookb2/11-22@33/IncomingWebhook/44`, '11-22@33'],
  [`curl https://outlook.office.com/webhook/11-22@33/IncomingWebhook/44`, '11-22@33'],
  [`curl https://api.telegram.org/bot123456789:AAE-abc_def/sendMessage`, 'AAE-abc_def'],
  [`BOT=123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc`, 'AAEhBOweik6ad9r'],
  [`curl https://hooks.zapier.com/hooks/catch/123/abcdef`, 'abcdef'],
  [`curl https://me:${X}@example.com/a`, X],
  [`git clone https://${X}@example.com/a.git`, X],
  [`git clone https://me:p@ss:${X}@example.com/a.git`, X],
  [`https://a.blob.core.windows.net/c/b?sv=2020&sig=${X}%3D&se=1`, X],
  [`https://b.s3.amazonaws.com/k?X-Amz-Signature=abc123def456&x=1`, 'abc123def456'],
  [`https://example.com/cb?code=${X}&state=1`, X],
  [`https://example.com/?access_token=abc123&x=1`, 'abc123'],
  [`DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${aws}==;`, 'wJalrXUtnFEMI'],
  [`Endpoint=sb://a/;SharedAccessKeyName=n;SharedAccessKey=${aws}=`, 'wJalrXUtnFEMI'],
  [`Server=db;Uid=sa;Pwd=${X};`, X],
  // Looks
  [`echo ${jwt}`, 'eyJzdWIiOiIxMjM0In0'],
  [`Authorization: Bearer ${X}`, X],
  [`-H "authorization: Basic bWU6aHVudGVyMg=="`, 'bWU6aHVudGVyMg'],
  [`-H 'Proxy-Authorization: Digest ${X}'`, X],
  [`-H "X-Api-Key: ${X}"`, X],
  [`Cookie: sid=${X}; theme=dark`, X],
  [`Set-Cookie: session=${X}`, X],
  [`sent Bearer q7Zt0vK3mP9xR2sL5wB8 along`, 'q7Zt0vK3mP9xR2sL5wB8'],
  ['echo ghp_abcdefghijklmnopqrstuvwxyz0123', 'ghp_abc'],
  ['echo github_pat_11ABCDEFG0abcdefghijkl', '11ABCDEFG0'],
  ['echo glpat-abcdefghijklmnopqrst', 'abcdefghij'],
  ['echo sk-proj-abcdefghijklmnopqrstuv', 'abcdefghij'],
  ['echo xoxb-123456789012-abcdef', '123456789012'],
  ['echo AKIAABCDEFGHIJKLMNOP', 'AKIAABC'],
  ['echo AIzaSyA1234567890abcdefghijklmnopqrstu', 'SyA1234'],
  ['echo pypi-AgEIcHlwaS5vcmcCJDU', 'AgEIcHlwa'],
  ['echo rk_live_abcdefghij1234', 'abcdefghij'],
  [
    `{"type":"service_account","private_key_id":"a1","private_key":"-----BEGIN PRIVATE KEY-----\\n${pem}\\n-----END PRIVATE KEY-----\\n"}`,
    pem,
  ],
  [`-----BEGIN OPENSSH PRIVATE KEY-----\n${pem}\n-----END OPENSSH PRIVATE KEY-----`, pem],
  [`-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${pem}\n-----END PGP PRIVATE KEY BLOCK-----`, pem],
  [`-----BEGIN EC PRIVATE KEY-----\n${pem} cut off`, pem],
  [`{"password": "a \\"quoted\\" ${X}"}`, X],
  [`password = '$${X}'`, X],
];

const harmless: readonly string[] = [
  'npm test -- cart',
  'npm run build --silent',
  'git commit -m "Use token buckets"',
  'git log --pretty=format:%h -p src',
  'git push origin main',
  'git clone https://github.com/owner/repo.git',
  'git clone git@github.com:owner/repo.git',
  'ssh -p 2222 me@host',
  'mkdir -p src/app/pages',
  'docker run -p 8080:80 nginx',
  'docker login --username me --password-stdin registry.example.com',
  'ansible-playbook --vault-password-file vault.txt site.yml',
  'cp -pR a b',
  'curl -H "Authorization: Bearer $TOKEN" x',
  'curl -u me https://example.com',
  'curl -u "me:$PASSWORD" https://example.com',
  'mysql -u root -p shop',
  'mysql -u root -p$PASSWORD shop',
  'PGPASSWORD=$SECRET psql',
  'DB_PASS=${DB_PASS} node seed.js',
  'set TOKEN=%TOKEN%',
  'echo $GITHUB_TOKEN',
  'https://example.com/tokens/list?page=2',
  'https://unpkg.com/@scope/package@1.2.3/dist/index.js',
  'grep -rn password src',
  'grep -n "api_key" .',
  'PWD=/home/me/shop',
  'OLDPWD=/home/me',
  'max_tokens=4096 temperature=0.2',
  'Tokens: input 10.5k, output 2',
  '{"totalTokens": 10500}',
  'fetch(url, { credentials: "include" })',
  'const token = getToken(request);',
  'interface Login { password: string; token?: string }',
  'apiKey: process.env.API_KEY,',
  'The token validation fails when the basic authentication is missing.',
  'tests pass: 12, fail: 0',
  'primaryKey: "customer_identifier"',
  'key: node-modules-linux-20',
  'cache-key: ${{ runner.os }}-build',
  'integrity check of 3f2a1b passed',
  'zip -r a.zip src',
  '7z a a.7z src',
  'redis-cli ping',
  'vault login',
  'net use',
  'openssl rand -hex 16',
  'psql -h db -U me shop',
  'The secretary writes a compass bearing.',
  'bypass=true',
  'Bearer of bad news',
  '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
  'ls -la | sort -k 2',
];

describe('What is written down of a secret', () => {
  it('is nothing', () => {
    assert.ok(secrets.length >= 80);
    const left = secrets.filter(([text, secret]) => redact(text).includes(secret));
    assert.deepEqual(
      left.map(([text]) => redact(text)),
      [],
    );
    const both = secrets.filter(([text]) => redactSecrets(text) === text);
    assert.deepEqual(both, []);
  });

  it('stays the same when it is looked at again', () => {
    for (const [text] of secrets) assert.equal(redact(redact(text)), redact(text));
  });

  it('stands for no harmless text', () => {
    assert.ok(harmless.length >= 40);
    const changed = harmless.filter((text) => redact(text) !== text);
    assert.deepEqual(
      changed.map((text) => redact(text)),
      [],
    );
  });

  it('is found within other text, on any line', () => {
    const line = fc.constantFrom(...harmless.filter((text) => !text.includes('BEGIN')));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 3 }), fc.constantFrom(...secrets), (around, [text, secret]) => {
        const all = [...around, text].join('\n');
        assert.ok(!redact(all).includes(secret), redact(all));
      }),
      { numRuns: 500 },
    );
  });

  it('is found in a text of any length and shape, in time that grows with it', function () {
    this.timeout(60_000); // what grows with the square of these would take hours
    const bits = [
      'a',
      ' ',
      '-',
      '--',
      '=',
      ':',
      '"',
      "'",
      'token',
      'token ',
      'password=',
      '--password ',
      '://',
      '://a:',
      'eyJ',
      'eyJ-',
      'eyJaaaaaaaaa.',
      '-----BEGIN PRIVATE KEY-----',
      '-----BEGIN ',
      'mysql ',
      'mysql -p',
      '"mysql "',
      "'mysql ",
      'curl -u ',
      'key',
      'key=',
      '.key',
      '_',
      'a_key',
      'sk-',
      'xoxb-',
      '1:',
      '123456789:AA',
      'authorization: ',
      'cookie:',
      'bearer ',
      'hooks.slack.com/',
      '?sig=',
      ';pwd',
      'ssh',
      '\\"',
      '"\\',
      '$(',
      'A',
      'SG.',
      'SG.aaaaaaaaaaaaaaaa',
      '/password',
      '---- BEGIN',
      'net use ',
      'credentials',
      'secret_',
      'secret-a',
      '\t',
      '\n',
      'é',
    ];
    for (const bit of bits) redact(bit.repeat(Math.ceil(300_000 / bit.length)));
    for (const pair of bits.slice(0, 24)) redact(`${pair}x`.repeat(100_000));
  });
});
