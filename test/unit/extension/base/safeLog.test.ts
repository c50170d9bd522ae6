import assert from 'node:assert/strict';
import { HostLog } from '../../../../src/extension/base/closableLog';
import { safeLog } from '../../../../src/extension/base/safeLog';

describe('The log', () => {
  it('holds no secret, whoever writes it and at whatever level', () => {
    const lines: unknown[] = [];
    const take = (...given: readonly unknown[]) => void lines.push(...given);
    const channel = {
      logLevel: 1,
      name: 'Flight Deck',
      trace: take,
      debug: take,
      info: take,
      warn: take,
      error: take,
      append: take,
      appendLine: take,
      replace: take,
      show: (preserve?: boolean) => preserve,
    };
    const log = safeLog(channel);
    const secret = 'Hunter2-hunter';
    const words = `mysql -p${secret}`;
    const host = new HostLog(log);
    for (const writer of [log, host]) {
      writer.trace(words, { env: { PGPASSWORD: secret }, args: [words] });
      writer.debug(words, [words]);
      writer.info(words);
      writer.warn(words, words);
      writer.error(words, new Error(words));
    }
    log.error(new Error(words));
    log.append(words);
    log.appendLine(words);
    log.replace(words);
    assert.ok(lines.length > 18);
    assert.ok(
      lines.every((line) => !String(line).includes(secret)),
      lines.join('\n'),
    );
    assert.ok(lines.some((line) => String(line).includes('mysql -p•••')));
    log.info('plain words', 7, undefined);
    assert.deepEqual(lines.slice(-3), ['plain words', 7, undefined]);
    assert.equal(log.logLevel, 1);
    assert.equal(host.logLevel, 1);
    assert.equal(log.show(true), true);
  });
});
