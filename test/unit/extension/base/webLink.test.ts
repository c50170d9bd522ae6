import assert from 'node:assert/strict';
import fc from 'fast-check';
import { webLink } from '../../../../src/extension/base/webLink';

describe('An address that is to be opened', () => {
  it('is one of the web or of mail, as it is written', () => {
    for (const address of [
      'https://shop.example/a%2Fb?to=c%2Fd%26e#f%20g',
      'http://127.0.0.1:8080/x',
      'mailto:me@shop.example?subject=a%20b',
    ])
      assert.equal(webLink(address), address);
  });

  it('is nothing that runs or reads something', () => {
    for (const address of [
      'command:workbench.action.toggleZenMode',
      ' command:a',
      'com\nmand:a',
      'vscode://flightdeck.flightdeck/turn?session=a',
      'vscode-insiders:x',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:text/html,x',
      'ssh://a',
      'ms-msdt:/id',
      '//host/share',
      '\\\\host\\share',
      '/etc/passwd',
      'shop.example',
      '',
    ])
      assert.equal(webLink(address), undefined, JSON.stringify(address));
  });

  it('is shown as what is opened: no letter of another script, nothing unseen', () => {
    assert.equal(webLink('https://\u0440aypal.example/\u202e'), 'https://xn--aypal-uye.example/%E2%80%AE');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (rest) => {
        const link = webLink(`https://a.example/${rest}`);
        return link === undefined || /^https:\/\/a\.example\/[!-~]*$/.test(link);
      }),
    );
  });
});
