// What `npm audit` says of what ships.

/** Names of the packages in the notices, which a test compares with what is built in. */
export function shippedNames(notices) {
  const heads = [...notices.matchAll(/^-{70,}\n(\S.*?) {2}\(.+\)\n-{70,}$/gm)];
  return heads.flatMap(([, names]) => names.split(/, | and /));
}

/** What a report of `npm audit --json` comes to. */
export function verdictOf(report, shipped) {
  if (typeof report?.vulnerabilities !== 'object' || report.vulnerabilities === null)
    return { kind: 'no-answer' };
  const found = Object.values(report.vulnerabilities);
  const ofOurs = found.filter(({ name }) => shipped.includes(name));
  const words = ofOurs.map(({ name, severity }) => `${name} (${severity})`).sort();
  return ofOurs.length > 0 ? { kind: 'vulnerable', words } : { kind: 'good', others: found.length };
}
