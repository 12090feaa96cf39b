import type { ViewFrame } from '@customer-360/backstage-plugin-customer-360-common';
import type { Response } from 'express';
import { once } from 'node:events';

/**
 * Writes frames as lines, each as soon as it is there. `no-transform` keeps the
 * compression of the root router from holding them back. A reader who has gone
 * ends it; what fails midway cuts the answer, so that it has no end frame.
 */
export async function sendFrames(
  response: Response,
  frames: AsyncIterable<ViewFrame>,
): Promise<void> {
  response.statusCode = 200;
  response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store, no-transform');
  // Proxies that buffer would make a stream of it again at its end.
  response.setHeader('X-Accel-Buffering', 'no');
  response.flushHeaders();
  try {
    for await (const frame of frames) {
      if (response.closed || response.destroyed) {
        return;
      }
      if (!response.write(`${JSON.stringify(frame)}\n`)) {
        await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
    }
    response.end();
  } catch {
    response.destroy();
  }
}
