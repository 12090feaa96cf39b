import {
  FACET_IDS,
  LEDGER_PROBLEMS,
  LEDGER_RECORD_KINDS,
} from '@customer-360/backstage-plugin-customer-360-common';
import { ledgerRecord } from '../__testUtils__/FakeLedger';
import { accessMessages } from '../access/messages';
import { stateMessages } from '../states/messages';
import {
  marksOf,
  outcomeText,
  sectionsOf,
  sectionsText,
  whatText,
} from './ledgerText';
import { ledgerMessages } from './messages';

const m = ledgerMessages.messages;
const { nouns } = stateMessages.messages;

const what = (changed: Parameters<typeof ledgerRecord>[0]) =>
  whatText(ledgerRecord({ detail: undefined, ...changed }), m, nouns);

describe('what a row says', () => {
  it.each(LEDGER_RECORD_KINDS)('has words for %s, and not its name', kind => {
    for (const outcome of ['shown', 'denied', 'none']) {
      const text = what({ kind, outcome });
      expect(text).toMatch(/^\p{Lu}.+/u);
      expect(text).not.toBe(m.unknownKind);
      expect(text).not.toContain('_');
      expect(text).not.toContain('undefined');
    }
  });

  it('has words for what a newer service writes, too', () => {
    for (const kind of ['teleported', 'toString', '__proto__']) {
      expect(what({ kind })).toBe(m.unknownKind);
    }
    for (const kind of LEDGER_RECORD_KINDS) {
      const strange = what({
        kind,
        facets: { horoscope: 'full' },
        detail: {
          look: 'toString',
          by: 'scent',
          asked: 'x',
          step: 'y',
          view: 'z',
          detector: 'w',
        },
      });
      expect(strange).toBe(m.kinds[kind]);
    }
  });

  it('has words for every problem that a check can find', () => {
    expect(Object.keys(m.problems).sort()).toEqual([...LEDGER_PROBLEMS].sort());
  });

  it.each([
    [
      { kind: 'view', detail: { look: 'pushed' } },
      'Their open page was told of a change',
    ],
    [{ kind: 'view', detail: { look: 'opened' } }, 'Opened the page'],
    [{ kind: 'facet', facets: { tickets: 'full' } }, 'Opened tickets'],
    [
      { kind: 'facet', facets: { tickets: 'none' }, outcome: 'denied' },
      'Tried: opened tickets',
    ],
    [
      {
        kind: 'refresh',
        facets: { tickets: 'full', notes: 'full' },
        detail: { asked: 'named' },
      },
      'Had tickets and notes read again',
    ],
    [{ kind: 'refresh', detail: { asked: 'page' } }, 'Had the page read again'],
    [
      { kind: 'lookup', detail: { by: 'email', value: 'hash' } },
      'Looked for a customer by an e-mail address',
    ],
    [
      { kind: 'access', detail: { asked: 'people' } },
      'Looked up who sees the customer',
    ],
    [{ kind: 'grant', detail: { step: 'approved' } }, 'Gave somebody access'],
    [
      { kind: 'link', detail: { step: 'undone', source: 'stripe' } },
      'Undid a link to an account',
    ],
    [
      { kind: 'grant_list', detail: { view: 'managed' } },
      'Read what others asked for',
    ],
    [
      {
        kind: 'alarm',
        detail: {
          detector: 'repeated_denials',
          count: '12',
          within: '10 minutes',
        },
      },
      'Was refused 12 times within 10 minutes',
    ],
    [
      { kind: 'ledger_alarm', detail: { state: 'whole' } },
      'The ledger was found whole again',
    ],
    [
      {
        kind: 'view',
        outcome: 'denied',
        detail: { limit: 'reads', refused: '4' },
      },
      'Tried: read more than a person can',
    ],
  ])('says of %j: %s', (row, text) => {
    expect(what(row)).toBe(text);
  });
});

describe('what stands out', () => {
  it('are alarms, emergencies and previews', () => {
    const marks = LEDGER_RECORD_KINDS.map(
      kind => [kind, marksOf(ledgerRecord({ kind }))] as const,
    );
    expect(marks.filter(([, found]) => found.length > 0)).toEqual([
      ['break_glass', ['emergency']],
      ['alarm', ['alarm']],
      ['ledger_alarm', ['alarm']],
    ]);
    expect(marksOf(ledgerRecord({ actingAs: 'csm:own' }))).toEqual(['preview']);
    expect(
      marksOf(
        ledgerRecord({ kind: 'ledger_alarm', detail: { state: 'whole' } }),
      ),
    ).toEqual([]);
  });

  it('is told from what was done and what was only noted', () => {
    expect(outcomeText(ledgerRecord({ outcome: 'denied' }), m)).toBe('Denied');
    const withheld = ledgerRecord({ kind: 'facet', facets: { notes: 'none' } });
    expect(outcomeText(withheld, m)).toBe('Denied');
    expect(whatText(withheld, m, nouns)).toBe('Tried: opened notes');
    expect(outcomeText(ledgerRecord(), m)).toBe('Shown');
    expect(outcomeText(ledgerRecord({ kind: 'grant' }), m)).toBe('Done');
    expect(outcomeText(ledgerRecord({ outcome: 'none' }), m)).toBe('Noted');
  });
});

describe('how much a row shows', () => {
  it('counts a section that is shown in part on both sides', () => {
    expect(
      sectionsOf({
        facets: {
          tickets: 'full',
          feedback: 'none',
          contracts: 'none',
          horoscope: 'full',
        },
      }),
    ).toEqual({ shown: ['support'], denied: ['contract', 'support'] });
  });

  it('names few sections and counts many', () => {
    const all = sectionsOf({
      facets: Object.fromEntries(FACET_IDS.map(id => [id, 'full'])),
    }).shown;
    expect(sectionsText(all, m, accessMessages.messages)).toBe('10 sections');
    expect(sectionsText(all.slice(1, 3), m, accessMessages.messages)).toBe(
      'Billing and Contract',
    );
    expect(sectionsText([], m, accessMessages.messages)).toBeUndefined();
  });
});
