import { AllowList } from './addresses.js';

const check = (host: string, url: string): void => {
  new AllowList([{ host }]).check(new URL(url));
};

describe('the list of allowed hosts', () => {
  test.each(['8.8.8.8', '1.1.1.1', '[2606:4700:4700::1111]'])('allows the public address %s', (host) => {
    expect(() => check(host, `https://${host}/`)).not.toThrow();
  });

  test.each([
    '10.1.2.3',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:10.0.0.1]',
    '[64:ff9b::a00:1]',
    '[fd00::1]',
    '[fe80::1]',
    '[2002:a00:1::]',
  ])('refuses the address %s', (host) => {
    expect(() => check(host, `http://${host}/`)).toThrow('private address');
  });

  test('a port allows itself alone, and a host all ports', () => {
    expect(() => check('erp.example:8443', 'https://erp.example:8443/')).not.toThrow();
    expect(() => check('erp.example:443', 'https://erp.example/')).not.toThrow();
    expect(() => check('erp.example:80', 'https://erp.example/')).toThrow('not on the list');
    expect(() => check('erp.example:8443', 'https://erp.example/')).toThrow('not on the list');
    expect(() => check('erp.example', 'https://erp.example:8443/')).not.toThrow();
    expect(() => check('erp.example', 'https://ERP.example./')).toThrow('not on the list');
    expect(() => check('erp.example', 'https://x.erp.example/')).toThrow('not on the list');
  });

  test.each(['*.example', 'http://erp.example', 'erp.example/path', 'a b', 'user@erp.example', ''])(
    'is not made of "%s"',
    (host) => {
      expect(() => new AllowList([{ host }])).toThrow('not a host that can be allowed');
    },
  );
});
