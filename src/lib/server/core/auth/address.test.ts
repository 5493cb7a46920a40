import { expect, test } from 'vitest';
import { addressOf, neighbourhoodOf } from './address.ts';

const request = (headers: Record<string, string>) => ({ headers, socket: { remoteAddress: '10.0.0.1' } });

test('the peer, or behind a proxy whom the proxy names', () => {
  expect(addressOf(request({ 'x-real-ip': '1.2.3.4' }), {})).toBe('10.0.0.1');
  expect(addressOf(request({ 'x-real-ip': '1.2.3.4' }), { ADDRESS_HEADER: 'X-Real-IP' })).toBe('1.2.3.4');
  const forwarded = request({ 'x-forwarded-for': '6.6.6.6, 1.2.3.4, 5.6.7.8' });
  expect(addressOf(forwarded, { ADDRESS_HEADER: 'x-forwarded-for' })).toBe('5.6.7.8');
  expect(addressOf(forwarded, { ADDRESS_HEADER: 'x-forwarded-for', XFF_DEPTH: '2' })).toBe('1.2.3.4');
  expect(addressOf(request({}), { ADDRESS_HEADER: 'x-real-ip' })).toBe('10.0.0.1');
});

test('a house has one network', () => {
  expect(neighbourhoodOf('10.1.2.3')).toBe('10.1.2.3');
  expect(neighbourhoodOf('::ffff:10.1.2.3')).toBe('10.1.2.3');
  expect(neighbourhoodOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
  expect(neighbourhoodOf('2001:0db8:1:2::9')).toBe('2001:db8:1:2::/64');
  expect(neighbourhoodOf('::1')).toBe('0:0:0:0::/64');
});
