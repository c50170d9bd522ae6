// The bill of materials of the package (CycloneDX 1.6): each package of which something is built in, and no other.
// The same sources give the same text: it holds no time and no random number.
import fs from 'node:fs';
import path from 'node:path';

/** Packages that name their license only in a file of its own. */
const fileLicenses = { khroma: 'MIT' };

/** Folders below node_modules of which at least a byte is in an output. */
export function bundledPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap(({ inputs: used }) =>
    Object.entries(used).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  return [...new Set(inputs.flatMap(packageOf))].sort();
}

/** `node_modules/a/node_modules/@b/c/x.js` is of `node_modules/a/node_modules/@b/c`. */
function packageOf(file) {
  const [found] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/')) ?? [];
  return found === undefined ? [] : [found.slice(found.indexOf('node_modules/'))];
}

export function makeSbom(meta, root) {
  const own = readJson(path.join(root, 'package.json'));
  const { packages } = readJson(path.join(root, 'package-lock.json'));
  const components = bundledPackages(meta).map((folder) => component(folder, packages[folder]));
  const ownRef = `pkg:npm/${own.name}@${own.version}`;
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': ownRef,
        name: own.name,
        version: own.version,
        licenses: licenses(own.license),
      },
    },
    components,
    dependencies: [
      { ref: ownRef, dependsOn: components.map((one) => one['bom-ref']) },
      ...components.map((one) => ({ ref: one['bom-ref'] })),
    ],
  };
  return `${JSON.stringify(bom, undefined, 2)}\n`;
}

function component(folder, locked) {
  if (!locked) throw new Error(`${folder} is built in, but package-lock.json does not know it.`);
  const fullName = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const [name, group] = fullName.split('/').reverse();
  const license = locked.license ?? fileLicenses[fullName];
  const purl = `pkg:npm/${fullName.replace('@', '%40')}@${locked.version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group ? { group } : {}),
    name,
    version: locked.version,
    ...(locked.integrity ? { hashes: hashes(locked.integrity) } : {}),
    ...(license ? { licenses: licenses(license) } : {}),
    purl,
  };
}

function licenses(license) {
  return /^[\w.+-]+$/.test(license) ? [{ license: { id: license } }] : [{ expression: license }];
}

/** npm writes `sha512-` and base64; CycloneDX wants hexadecimal digits. */
function hashes(integrity) {
  const names = { sha512: 'SHA-512', sha384: 'SHA-384', sha256: 'SHA-256', sha1: 'SHA-1' };
  return integrity.split(' ').flatMap((one) => {
    const [kind, base64] = one.split(/-(.*)/s);
    const content = Buffer.from(base64 ?? '', 'base64').toString('hex');
    return names[kind] ? [{ alg: names[kind], content }] : [];
  });
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}
