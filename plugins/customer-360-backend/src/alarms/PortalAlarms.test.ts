import { mockServices } from '@backstage/backend-test-utils';
import type { Alarm } from './Alarms';
import { PortalAlarms } from './PortalAlarms';

const alarm: Alarm = {
  event: 'ledger-alarm',
  severity: 'critical',
  title: 'Something is wrong',
  description: 'What it is, and what to do.',
  scope: 'something',
  meta: { first: 'chain/3/altered' },
};

function start(recipients = ['group:default/security']) {
  const end = { success: jest.fn(async () => {}), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({ createEvent: async () => end });
  const notifications = { send: jest.fn(async () => {}) };
  const logger = mockServices.logger.mock();
  const alarms = new PortalAlarms({
    auditor,
    notifications,
    logger,
    recipients,
  });
  return { alarms, auditor, end, logger, notifications };
}

describe('PortalAlarms', () => {
  it('tells log, auditor and those named in config', async () => {
    const { alarms, auditor, end, logger, notifications } = start();
    await alarms.raise(alarm);
    expect(logger.error).toHaveBeenCalledWith('Something is wrong', alarm.meta);
    expect(auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'ledger-alarm',
      severityLevel: 'critical',
      meta: alarm.meta,
    });
    expect(end.success).toHaveBeenCalledTimes(1);
    expect(notifications.send).toHaveBeenCalledWith({
      recipients: { type: 'entity', entityRef: ['group:default/security'] },
      payload: {
        title: 'Something is wrong',
        description: 'What it is, and what to do.',
        severity: 'critical',
        topic: 'customer-360-alarms',
        scope: 'something',
      },
    });
  });

  it('says that nobody is told where config names nobody', async () => {
    const { alarms, auditor, logger, notifications } = start([]);
    await alarms.raise(alarm);
    expect(auditor.createEvent).toHaveBeenCalledTimes(1);
    expect(notifications.send).not.toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('customer360.ledger.alarms.notify'),
    );
  });

  it('says so when it starts', () => {
    const silent = start([]);
    silent.alarms.start();
    expect(silent.logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('customer360.ledger.alarms.notify'),
    );
    const heard = start();
    heard.alarms.start();
    expect(heard.logger.warn).not.toHaveBeenCalled();
  });

  it('rejects where nobody could be told, so that it is raised again', async () => {
    const { alarms, notifications } = start();
    notifications.send.mockRejectedValueOnce(new Error('down'));
    await expect(alarms.raise(alarm)).rejects.toThrow('could be told');
  });

  it('tells people although the auditor is broken', async () => {
    const { alarms, auditor, notifications } = start();
    auditor.createEvent.mockRejectedValueOnce(new Error('down'));
    await alarms.raise(alarm);
    expect(notifications.send).toHaveBeenCalledTimes(1);
  });
});
