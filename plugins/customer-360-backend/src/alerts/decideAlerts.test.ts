import type { AlertStates, Sighting } from './AlertState';
import { decideAlerts } from './decideAlerts';

const NOON = Date.parse('2026-09-10T12:00:00Z');
const HOUR_MS = 3_600_000;
const ID = 'escalation-open';

const there = (
  digest: string,
  tone: 'down' | 'watch' | 'up' = 'down',
): Sighting => ({ id: ID, kind: 'there', digest, tone, word: 'Escalated' });
const absent: Sighting = { id: ID, kind: 'absent' };
const held: Sighting = { id: ID, kind: 'held' };

/** What is told of each sighting, one an hour unless said otherwise. */
function told(
  sightings: readonly Sighting[],
  everyMs = HOUR_MS,
): Array<string | undefined> {
  let states: AlertStates = {};
  return sightings.map((sighting, i) => {
    const decided = decideAlerts(states, [sighting], NOON + i * everyMs);
    states = decided.states;
    return decided.news[0]?.change;
  });
}

const nothing = undefined;

describe('decideAlerts', () => {
  it.each([
    ['nothing of what is there at the first look', [there('a')], [nothing]],
    ['what comes', [absent, there('a'), there('a')], [nothing, 'new', nothing]],
    [
      'what changes, once',
      [there('a'), there('b'), there('b')],
      [nothing, 'changed', nothing],
    ],
    ['what is over', [there('a'), absent, absent], [nothing, 'gone', nothing]],
    [
      'nothing of what cannot be said now, nor when it can be said again',
      [there('a'), held, there('a')],
      [nothing, nothing, nothing],
    ],
    [
      'what has come meanwhile when it can be said',
      [absent, held, there('a')],
      [nothing, nothing, 'new'],
    ],
    [
      'nothing of what could not be said at the first look',
      [held, there('a')],
      [nothing, nothing],
    ],
    [
      'nothing of the end of what was no bad news',
      [there('a', 'watch'), absent, there('a', 'watch')],
      [nothing, nothing, 'new'],
    ],
  ])('tells %s', (_what, sightings, expected) => {
    expect(told(sightings)).toEqual(expected);
  });

  it('tells what goes to and fro once more within a day, and no further', () => {
    const toAndFro = Array.from({ length: 12 }, (_, i) =>
      i % 2 === 0 ? absent : there('a'),
    );
    expect(told(toAndFro)).toEqual([
      nothing,
      'new',
      'gone',
      'new',
      'gone',
      ...Array.from({ length: 7 }, () => nothing),
    ]);
  });

  it('tells after that day what is still otherwise than it was told', () => {
    const sightings = [
      absent,
      there('a'),
      absent,
      there('a'),
      absent,
      ...Array.from({ length: 25 }, () => there('a')),
    ];
    const changes = told(sightings);
    expect(changes.slice(5)).toEqual([
      ...Array.from({ length: 20 }, () => nothing),
      'new',
      ...Array.from({ length: 4 }, () => nothing),
    ]);
  });

  it('tells six changes of one indicator a day', () => {
    const many = Array.from({ length: 20 }, (_, i) => there(`value ${i}`));
    expect(told(many, 60_000).filter(change => change)).toHaveLength(6);
  });

  it('keeps what it knows of an indicator that is not looked at', () => {
    const first = decideAlerts({}, [there('a')], NOON).states;
    expect(decideAlerts(first, [], NOON + HOUR_MS).states).toEqual(first);
  });

  it('says of what is over what it was', () => {
    const { states } = decideAlerts({}, [there('a')], NOON);
    expect(decideAlerts(states, [absent], NOON).news).toEqual([
      { id: ID, change: 'gone', word: 'Escalated' },
    ]);
  });
});
