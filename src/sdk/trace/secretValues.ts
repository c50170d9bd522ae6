/** Whether a value after a secret's name tells nothing: it names a variable, a type, a call, or was taken out before. */
export function keepsNothing(name: string, value: string, blank: string): boolean {
  const isLiteral = value.startsWith("'");
  const bare = value.replace(/^["']/, '').replace(/["']$/, '');
  // `--password-file x` and the like name where it is.
  if (/[_-](?:stdin|file|path|env|name|type)\W*$/i.test(name)) return true;
  if (bare === '' || bare.includes(blank)) return true;
  if (/^(?:string|number|boolean|null|undefined|true|false|none|unknown|any|required|optional)\b/i.test(bare))
    return true;
  if (!isLiteral && isVariable(bare)) return true;
  // A scheme before the value itself, which is looked at on its own.
  if (/^(?:bearer|basic|token)$/i.test(bare)) return true;
  if (/credentials?\W*$/i.test(name) || /tokens\W*$/i.test(name)) return !looksRandom(bare);
  return /token\W*$/i.test(name) && /^\d{1,7}(?:\.\d+)?[km%]?$/i.test(bare);
}

function isVariable(bare: string): boolean {
  return (
    /^\$(?:\w+|\{\w+\}|env:\w+|\{env:\w+\}|\{\{)/.test(bare) ||
    /^\$\(/.test(bare) ||
    /^%\w+%$/.test(bare) ||
    /^\{\{/.test(bare) ||
    /^<[\w -]+>?$/.test(bare) ||
    /^(?:process\.env|os\.environ|import\.meta\.env|ENV\[)/.test(bare) ||
    /^[A-Za-z_][\w.]*\(/.test(bare)
  );
}

/** Made by a machine: long, with letters and digits mixed, and no words in it. */
export function looksRandom(value: string): boolean {
  const bare = value.replace(/^["']/, '').replace(/["']$/, '');
  // As long as a secret key of Amazon's, and nothing else is.
  if (/^[A-Za-z0-9/+=]{40}$/.test(bare)) return true;
  const runs = bare.split(/[^A-Za-z0-9+/=]/);
  return (
    runs.some((run) => run.length >= 12 && isMixed(run)) ||
    (bare.length >= 8 && /^[a-f0-9]{8,}$/.test(bare) && isMixed(bare))
  );
}

function isMixed(run: string): boolean {
  let [digits, letters, turns] = [0, 0, 0];
  let last = '';
  for (const character of run) {
    const kind = /\d/.test(character) ? 'digit' : /[a-z]/.test(character) ? 'small' : 'large';
    if (kind === 'digit') digits += 1;
    else letters += 1;
    if (kind !== last) turns += 1;
    last = kind;
  }
  return digits >= 2 && letters >= 2 && turns >= 4;
}
