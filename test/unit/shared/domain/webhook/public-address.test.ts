import { describe, expect, test } from 'vitest';
import { isPublicAddress } from '../../../../../shared/domain/webhook/public-address.ts';
import { checkWebhookUrl } from '../../../../../shared/domain/webhook/webhook-url.ts';

describe('an address', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.0',
    '192.167.255.255',
    '100.63.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a01:e0a::1',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ['this host', '0.0.0.0'],
    ['a private network', '10.1.2.3'],
    ['a private network', '172.16.0.1'],
    ['a private network', '172.31.255.255'],
    ['a private network', '192.168.1.1'],
    ['a carrier’s network', '100.64.0.1'],
    ['this machine', '127.0.0.1'],
    ['this machine', '127.255.255.254'],
    ['the cloud’s own metadata', '169.254.169.254'],
    ['protocol assignments', '192.0.0.1'],
    ['documentation', '192.0.2.1'],
    ['documentation', '203.0.113.24'],
    ['benchmarks', '198.18.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['this machine', '::1'],
    ['a mapped private address', '::ffff:10.0.0.1'],
    ['a mapped private address in hex', '::ffff:7f00:1'],
    ['a mapped public address', '::ffff:8.8.8.8'],
    ['an IPv4-compatible address', '::127.0.0.1'],
    ['NAT64 of a private address', '64:ff9b::a00:1'],
    ['NAT64 of its local prefix', '64:ff9b:1::a00:1'],
    ['6to4 of a private address', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['a unique local address', 'fd00:ec2::254'],
    ['link local', 'fe80::1'],
    ['link local with its zone', 'fe80::1%eth0'],
    ['multicast', 'ff02::1'],
    ['a name', 'localhost'],
    ['nothing', ''],
    ['a short form', '127.1'],
    ['octal', '0177.0.0.1'],
    ['a whole number', '2130706433'],
  ])('of %s is not public: %s', (_what, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a webhook’s URL', () => {
  const onAws = { allowPrivateAddresses: false };
  const reasonOf = (url: string, options = onAws) => {
    try {
      checkWebhookUrl(url, options);
      return 'accepted';
    } catch (error) {
      expect(error).toMatchObject({ code: 'unsafe_url' });
      return (error as { details: { reason: string } }).details.reason;
    }
  };

  test.each([
    'https://erp.example.com/hooks/1?a=b',
    'https://erp.example.com:8443/',
    'https://8.8.8.8/hook',
    'https://[2606:4700:4700::1111]/hook',
    'https://münchen.example/hook',
  ])('%s is accepted', (url) => {
    expect(reasonOf(url)).toBe('accepted');
  });

  test.each([
    ['not_a_url', 'erp.example.com/hook'],
    ['not_a_url', ''],
    ['not_a_url', 'https://'],
    ['scheme', 'http://erp.example.com/'],
    ['scheme', 'file:///etc/passwd'],
    ['scheme', 'ftp://erp.example.com/'],
    ['scheme', 'javascript:alert(1)'],
    ['credentials_in_url', 'https://user:password@erp.example.com/'],
    ['credentials_in_url', 'https://erp.example.com@127.0.0.1/'],
    ['private_address', 'https://localhost/'],
    ['private_address', 'https://LOCALHOST./'],
    ['private_address', 'https://intranet/'],
    ['private_address', 'https://intranet./'],
    ['private_address', 'https://erp.internal/'],
    ['private_address', 'https://printer.local./'],
    ['private_address', 'https://x.localhost/'],
    ['private_address', 'https://127.0.0.1/'],
    ['private_address', 'https://127.1/'],
    ['private_address', 'https://0x7f.1/'],
    ['private_address', 'https://0177.0.0.1/'],
    ['private_address', 'https://2130706433/'],
    ['private_address', 'https://127.0.0.1./'],
    ['private_address', 'https://[::1]/'],
    ['private_address', 'https://[::ffff:127.0.0.1]/'],
    ['private_address', 'https://[fd00:ec2::254]/latest/meta-data'],
    ['private_address', 'https://169.254.169.254/latest/meta-data'],
    ['private_address', 'https://①②⑦.0.0.1/'],
  ])('is refused for its %s: %s', (reason, url) => {
    expect(reasonOf(url)).toBe(reason);
  });

  test('on one machine may be plain HTTP to a private address, and nothing else more', () => {
    const local = { allowPrivateAddresses: true };
    expect(reasonOf('http://127.0.0.1:4000/hook', local)).toBe('accepted');
    expect(reasonOf('http://localhost:4000/hook', local)).toBe('accepted');
    expect(reasonOf('file:///etc/passwd', local)).toBe('scheme');
    expect(reasonOf('http://user:password@localhost/', local)).toBe('credentials_in_url');
  });
});
