import {
  describeSourceConformance,
  type VendorAnswer,
} from '@customer-360/backstage-plugin-customer-360-node/testUtils';
import { createZendeskSource } from './createZendeskSource';
import { ACCOUNT, brightwater, entryFor, NOW } from './__testUtils__/acme';

interface Json {
  [key: string]: unknown;
}

/** What holds the records of an answer. */
const LISTS = [
  'tickets',
  'users',
  'results',
  'survey_responses',
  'organization',
  'satisfaction_rating',
];

/** Every record of an answer, whatever it came in. */
function mapRecords(answer: VendorAnswer, fn: (record: Json) => Json) {
  const json = Object.entries((answer.json ?? {}) as Json).map(
    ([name, value]) => {
      if (!LISTS.includes(name)) {
        return [name, value];
      }
      return [name, Array.isArray(value) ? value.map(fn) : fn(value as Json)];
    },
  );
  return { ...answer, json: Object.fromEntries(json) };
}

jest.setTimeout(30_000);

describeSourceConformance({
  name: 'Zendesk',
  createSource: baseUrl => createZendeskSource(entryFor(baseUrl)),
  account: ACCOUNT,
  now: NOW,
  respond: brightwater().respond,
  empty: (_request, healthy) => {
    const json = { ...(healthy.json as Json) };
    for (const name of LISTS) {
      if (Array.isArray(json[name])) {
        json[name] = [];
      }
    }
    return { ...healthy, json };
  },
  neverEmpty: ['account'],
  wrongCustomer: (_request, healthy) =>
    mapRecords(healthy, record => ({
      ...record,
      ...('subject' in record ? { organization_id: 666 } : { id: 666 }),
    })),
  unknownEnum: (_request, healthy) =>
    mapRecords(healthy, record => ({
      ...record,
      ...('status' in record && { status: 'tomorrow', priority: 'tomorrow' }),
      ...('satisfaction_rating' in record && {
        satisfaction_rating: { id: 9002, score: 'tomorrow' },
      }),
    })),
  wrongType: (_request, healthy) =>
    mapRecords(healthy, record => ({ ...record, id: 'a word' })),
  endless: (_request, healthy) => {
    const next = String(Math.random());
    return {
      ...healthy,
      json: {
        ...(healthy.json as Json),
        meta: { has_more: true, after_cursor: next },
        next_page: `https://acme.zendesk.com/next/${next}`,
      },
    };
  },
  withoutLists: ['account'],
  isShared: ({ path }) => path === '/oauth/tokens',
});
