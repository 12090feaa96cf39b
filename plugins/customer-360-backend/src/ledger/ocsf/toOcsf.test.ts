import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SEAL } from '../chain/LedgerRow';
import { NOTE_KINDS } from '../LedgerNotes';
import type { LedgerRecordView } from '../LedgerReader';
import { LEDGER_KINDS } from '../LedgerStore';
import { toOcsf } from './toOcsf';

const validate = new Ajv({
  allErrors: true,
  strict: true,
  // One of several, each of which is defined beside it.
  strictRequired: false,
  strictTypes: false,
}).compile(
  JSON.parse(readFileSync(join(__dirname, 'apiActivity.schema.json'), 'utf8')),
);

const row: LedgerRecordView = {
  chain: 'chain',
  seq: 3,
  at: '2026-09-10T12:00:00.000Z',
  kind: 'view',
  outcome: 'shown',
  person: 'user:default/sam',
  customer: 'customer:default/acme',
  facets: { tickets: 'full' },
  labels: ['contract'],
  detail: { look: 'opened' },
  policyVersion: 'p1',
  requestId: 'r',
};

/** With the errors, where it is not of the class. */
function errorsOf(event: object) {
  return validate(event) ? [] : validate.errors;
}

describe('toOcsf', () => {
  it.each(LEDGER_KINDS)('makes what the class takes of %s', kind => {
    for (const outcome of ['shown', 'denied']) {
      for (const variant of [
        { ...row, kind, outcome },
        { ...row, kind, outcome, actingAs: 'csm:own' },
        // Who has been forgotten, and what is about no customer.
        {
          ...row,
          kind,
          outcome,
          person: undefined,
          customer: undefined,
          detail: undefined,
        },
      ]) {
        expect(errorsOf(toOcsf(variant))).toEqual([]);
      }
    }
  });

  it.each([...NOTE_KINDS, SEAL, 'a-kind-to-come'])(
    'makes what the class takes of %s, which the service itself wrote',
    kind => {
      const note = { ...row, kind, outcome: 'none', customer: undefined };
      const event = toOcsf(note);
      expect(errorsOf(event)).toEqual([]);
      expect(event).toMatchObject({
        actor: { app_name: 'customer-360' },
        resources: [{ type: 'user', uid: 'user:default/sam' }],
      });
      expect(errorsOf(toOcsf({ ...note, person: undefined }))).toEqual([]);
    },
  );

  it.each([
    ['view', {}, 'Read', 1],
    ['grant', { step: 'requested' }, 'Create', 1],
    ['grant', { step: 'approved' }, 'Update', 1],
    ['grant', { step: 'revoked' }, 'Delete', 1],
    ['link', { step: 'confirmed' }, 'Create', 1],
    ['link', { step: 'undone' }, 'Delete', 1],
    ['break_glass', {}, 'Create', 3],
    ['alarm', {}, 'alarm', 4],
    ['ledger_alarm', { state: 'wrong' }, 'ledger_alarm', 5],
    ['ledger_alarm', { state: 'whole' }, 'ledger_alarm', 1],
  ])('says of %s %j what it is and how grave', (kind, detail, name, grave) => {
    expect(toOcsf({ ...row, kind, detail } as LedgerRecordView)).toMatchObject({
      activity_name: name,
      severity_id: grave,
    });
  });

  it('names the event by its place in the chain, and the request beside', () => {
    expect(toOcsf(row)).toMatchObject({
      metadata: { uid: 'chain/3' },
      api: { request: { uid: 'r' } },
    });
  });

  it('is held to a schema that can refuse', () => {
    const event = toOcsf(row) as Record<string, unknown>;
    for (const wrong of [
      { ...event, actor: { user: { type_id: 0 } } },
      { ...event, actor: {} },
      { ...event, activity_id: 5 },
      { ...event, type_uid: 600_301 },
      { ...event, status: 'Failure' },
      { ...event, time: '2026-09-10T12:00:00.000Z' },
      { ...event, metadata: { version: '1.3.0' } },
      { ...event, src_endpoint: {} },
      { ...event, invented: true },
      { ...event, api: { service: { name: 'x' } } },
    ]) {
      expect(errorsOf(wrong)).not.toEqual([]);
    }
  });
});
