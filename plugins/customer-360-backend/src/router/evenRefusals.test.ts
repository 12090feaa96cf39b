import { NotAllowedError, NotFoundError } from '@backstage/errors';
import express from 'express';
import request from 'supertest';
import { noteArrival, refuseInEvenTime } from './evenRefusals';

/** How long each kind of answer took, in milliseconds. */
async function took(path: string): Promise<number> {
  const app = express();
  app.use(noteArrival);
  app.get('/absent', (_req, _res, next) => next(new NotFoundError('none')));
  app.get('/slow', (_req, _res, next) => {
    setTimeout(next, 60, new NotFoundError('none'));
  });
  app.get('/denied', (_req, _res, next) => next(new NotAllowedError('no')));
  app.use(refuseInEvenTime);
  let answeredAt = 0;
  app.use(((_error, _req, res, _next) => {
    answeredAt = performance.now();
    res.status(404).end();
  }) as express.ErrorRequestHandler);
  let arrivedAt = 0;
  const server = app.listen(0);
  server.prependListener('request', () => {
    arrivedAt = performance.now();
  });
  await request(server).get(path);
  await new Promise(resolve => {
    server.close(resolve);
  });
  return answeredAt - arrivedAt;
}

describe('refuseInEvenTime', () => {
  it('answers what is not found no sooner than it takes to find it', async () => {
    // A timer may fire a millisecond early.
    expect(await took('/absent')).toBeGreaterThanOrEqual(29);
  });

  it('adds nothing to what took longer', async () => {
    const timers = jest.spyOn(global, 'setTimeout');
    await took('/slow');
    const waits = timers.mock.calls.map(([, ms]) => ms);
    timers.mockRestore();
    expect(waits.filter(ms => ms !== undefined && ms < 30)).toEqual([]);
  });

  it('leaves other errors alone', async () => {
    const timers = jest.spyOn(global, 'setTimeout');
    await took('/denied');
    const waits = timers.mock.calls.map(([, ms]) => ms);
    timers.mockRestore();
    expect(waits.filter(ms => ms !== undefined && ms > 25 && ms < 31)).toEqual(
      [],
    );
  });
});
