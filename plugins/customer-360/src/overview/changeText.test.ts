import type { FigureChange } from '@customer-360/backstage-plugin-customer-360-common';
import { changeLine, changeLines, changeText } from './changeText';
import { overviewMessages } from './messages';

const m = overviewMessages.messages;

const change = (more: Partial<FigureChange> = {}): FigureChange => ({
  figure: 'mrr',
  unit: 'EUR',
  now: 480_000,
  windowDays: 30,
  ...more,
});
const fell = change({
  before: 550_000,
  absolute: -70_000,
  percent: -12.72,
  day: '2026-10-24',
  basis: 'source',
});
const csat: Partial<FigureChange> = { figure: 'csat', unit: '%', now: 92 };

describe('the line of a change', () => {
  it.each<[string, FigureChange, string]>([
    ['with all of it', fell, '−€700 (−12.7%) in 30 days, was €5,500'],
    [
      'over the longer window',
      { ...fell, windowDays: 90 },
      '−€700 (−12.7%) in 90 days, was €5,500',
    ],
    [
      'of no more than observation',
      { ...fell, basis: 'observed', observedSince: '2026-11-12' },
      '−€700 (−12.7%) observed since Nov 12, 2026, was €5,500',
    ],
    ['where none is known', change(), 'n/a (no value 30 days ago)'],
    [
      'where nothing has moved',
      change({ before: 480_000, absolute: 0, percent: 0 }),
      'unchanged in 30 days',
    ],
    [
      'where there was nothing: no percentage of it',
      change({ before: 0, absolute: 480_000 }),
      '+€4,800 in 30 days, was €0',
    ],
    [
      'of a percentage, in points',
      change({ ...csat, before: 95, absolute: -3 }),
      '−3 points in 30 days, was 95 %',
    ],
  ])('%s', (_what, given, expected) => {
    expect(changeLine(given, m)).toBe(expected);
  });

  it('names what has moved', () => {
    const seats = change({
      figure: 'seats',
      unit: '',
      now: 250,
      before: 240,
      absolute: 10,
      percent: 4.17,
    });
    expect(changeText(seats, m, m.seatsWord)).toBe(
      '+10 (+4.2%) seats in 30 days',
    );
  });

  it('says the window once where two stand side by side', () => {
    const seats = change({
      figure: 'seats',
      unit: '',
      now: 250,
      before: 240,
      absolute: 10,
    });
    expect(changeText(seats, m, m.seatsWord, fell)).toBe('+10 seats');
    const since = { ...seats, observedSince: '2026-11-12' };
    expect(changeText(since, m, m.seatsWord, fell)).toBe(
      '+10 seats observed since Nov 12, 2026',
    );
    expect(changeText(seats, m, m.seatsWord, change())).toBe(
      '+10 seats in 30 days',
    );
  });

  it('adds no currencies', () => {
    const yen = change({
      unit: 'JPY',
      now: 100,
      before: 200,
      absolute: -100,
      percent: -50,
    });
    expect(changeLines([fell, yen], m)).toBe(
      '−€700 (−12.7%) in 30 days · −¥100 (−50%) in 30 days',
    );
    expect(changeLines([change(), change({ unit: 'JPY' })], m)).toBe(
      'n/a (no value 30 days ago)',
    );
    expect(changeLines([], m)).toBeUndefined();
  });
});
