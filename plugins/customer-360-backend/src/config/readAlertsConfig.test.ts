import { ConfigReader } from '@backstage/config';
import { INDICATOR_KINDS } from '@customer-360/backstage-plugin-customer-360-common';
import { readAlertsConfig } from './readAlertsConfig';

const read = (alerts: object) =>
  readAlertsConfig(new ConfigReader(alerts as {}));

describe('readAlertsConfig', () => {
  it('leaves nothing out where config says nothing', () => {
    expect(readAlertsConfig(undefined)).toEqual({
      kinds: INDICATOR_KINDS,
      withDetails: true,
    });
  });

  it('has none where they are turned off', () => {
    expect(read({ enabled: false }).kinds).toEqual([]);
  });

  it('leaves out what config names, and names what it does not know', () => {
    expect(
      read({ exclude: ['usage-growth'] }).kinds.map(({ id }) => id),
    ).toEqual(
      INDICATOR_KINDS.map(({ id }) => id).filter(id => id !== 'usage-growth'),
    );
    expect(() => read({ exclude: ['usage'] })).toThrow(
      'customer360.alerts.exclude: "usage" names no indicator; there are: mrr-drop-30d',
    );
  });
});
