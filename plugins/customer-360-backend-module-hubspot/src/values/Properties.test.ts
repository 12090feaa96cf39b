import { Drift } from '@customer-360/backstage-plugin-customer-360-node';
import { Properties } from './Properties';

function read(value: unknown) {
  const drift = new Drift();
  return { drift, properties: new Properties({ value }, drift) };
}

describe('Properties', () => {
  it('gives values their types back, and nothing for what was left empty', () => {
    expect(read('72.5').properties.number('value')).toBe(72.5);
    expect(read('true').properties.boolean('value')).toBe(true);
    expect(read(null).properties.number('value')).toBeUndefined();
    expect(read('').properties.text('value')).toBeUndefined();
    expect(read('x').properties.text('unmapped')).toBeUndefined();
  });

  it('reads instants in both spellings', () => {
    const at = '2026-11-21T05:00:00.000Z';
    expect(read(at).properties.instant('value')).toBe(at);
    expect(read(String(Date.parse(at))).properties.instant('value')).toBe(at);
  });

  it('takes the day in the portal’s zone, and a date as it is', () => {
    const { properties } = read('2026-11-30T23:00:00.000Z');
    expect(properties.day('value', 'Europe/Berlin')).toBe('2026-12-01');
    expect(properties.day('value', 'UTC')).toBe('2026-11-30');
    expect(read('2026-11-30').properties.day('value', 'Asia/Tokyo')).toBe(
      '2026-11-30',
    );
  });

  it('names the property that drifted, and never its value', () => {
    const { drift, properties } = read('seventy');
    expect(properties.number('value')).toBeUndefined();
    expect(drift.missing).toEqual([
      'The property value came in a form that could not be read',
    ]);
  });
});
