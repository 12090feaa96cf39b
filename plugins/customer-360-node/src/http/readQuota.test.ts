import { readQuota } from './readQuota';

const now = new Date('2026-11-23T12:00:00Z');
const read = (headers: Record<string, string>) =>
  readQuota(new Headers(headers), now);
const inOneMinute = new Date('2026-11-23T12:01:00Z');

describe('readQuota', () => {
  it.each([
    [
      'the RFC draft’s names',
      {
        'RateLimit-Limit': '100, 100;w=60',
        'RateLimit-Remaining': '99',
        'RateLimit-Reset': '60',
      },
      { remaining: 99, limit: 100, resetAt: inOneMinute },
    ],
    [
      'a reset in seconds since the epoch',
      {
        'X-RateLimit-Limit': '5000',
        'X-RateLimit-Remaining': '0',
        'X-RateLimit-Reset': String(inOneMinute.getTime() / 1000),
      },
      { remaining: 0, limit: 5000, resetAt: inOneMinute },
    ],
    [
      'a reset in milliseconds since the epoch',
      {
        'X-RateLimit-Remaining': '7',
        'X-RateLimit-Reset': String(inOneMinute.getTime()),
      },
      { remaining: 7, resetAt: inOneMinute },
    ],
    [
      'Zendesk’s names',
      { 'X-Rate-Limit': '700', 'X-Rate-Limit-Remaining': '699' },
      { remaining: 699, limit: 700 },
    ],
    [
      'HubSpot’s day before its ten seconds',
      {
        'X-HubSpot-RateLimit-Daily': '650000',
        'X-HubSpot-RateLimit-Daily-Remaining': '640000',
        'X-HubSpot-RateLimit-Max': '190',
        'X-HubSpot-RateLimit-Remaining': '188',
      },
      { remaining: 640000, limit: 650000 },
    ],
    [
      'HubSpot’s ten seconds alone',
      {
        'X-HubSpot-RateLimit-Max': '190',
        'X-HubSpot-RateLimit-Remaining': '188',
      },
      { remaining: 188, limit: 190 },
    ],
    [
      'the next spelling where the first is garbage',
      { 'RateLimit-Remaining': 'lots', 'X-RateLimit-Remaining': '3' },
      { remaining: 3 },
    ],
    [
      'what is left, without a garbled limit and reset',
      {
        'RateLimit-Remaining': '3',
        'RateLimit-Limit': '-1',
        'RateLimit-Reset': 'tomorrow',
      },
      { remaining: 3 },
    ],
    [
      'no reset that lies years away',
      { 'RateLimit-Remaining': '3', 'RateLimit-Reset': '999999999' },
      { remaining: 3 },
    ],
    [
      'no reset of long ago',
      { 'RateLimit-Remaining': '3', 'RateLimit-Reset': '1000000001' },
      { remaining: 3 },
    ],
  ])('reads %s', (_name, headers, expected) => {
    expect(read(headers)).toEqual({ ...expected, readAt: now });
  });

  it.each<Record<string, string>>([
    {},
    { 'RateLimit-Limit': '100' },
    { 'RateLimit-Remaining': '' },
    { 'RateLimit-Remaining': 'NaN' },
    { 'RateLimit-Remaining': '-3' },
    { 'RateLimit-Remaining': '1e9' },
    { 'RateLimit-Remaining': '9'.repeat(40) },
    { 'RateLimit-Remaining': '0x10' },
  ])('takes nothing from %j', headers => {
    expect(read(headers)).toBeUndefined();
  });
});
