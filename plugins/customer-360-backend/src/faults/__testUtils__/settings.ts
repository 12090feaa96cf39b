import fc from 'fast-check';
import type { Setting } from './Setting';

/** Any place for a story. */
export const settings: fc.Arbitrary<Setting> = fc.record({
  instances: fc.constantFrom(2, 2, 3, 1),
  customers: fc.constantFrom(1, 2),
  sessions: fc.constantFrom(4, 3, 2),
  shared: fc.constantFrom('faulty', 'faulty', 'calm', 'none'),
  without: fc.subarray([
    'evict',
    'kill',
    'row',
    'confirm',
    'store',
    'message',
    'arrive',
  ]),
});
