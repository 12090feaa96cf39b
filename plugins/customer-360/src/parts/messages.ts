import { createMessages } from '../messages/MessageRoom';

/** @internal */
export const partsMessages = createMessages('parts', {
  evidence: (text: string) => `${text} Press for the evidence.`,
  rule: 'Rule',
  before: 'Before',
  now: 'Now',
  readingAt: (day: string) => `on ${day}`,
  sourceAge: (titles: string, age: string) => `${titles}, ${age}`,
  sourceAsOf: (titles: string, clock: string) =>
    `${titles}, as of ${clock}, stale`,
  openIn: (source: string) => `Open in ${source}`,
  showAll: (n: number) => `Show all ${n}`,
  details: 'Details',
  less: 'Less',
  first: 'First page',
  next: 'Next page',
});
