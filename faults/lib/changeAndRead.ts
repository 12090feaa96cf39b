import assert from 'node:assert/strict';
import { rest } from './times.ts';
import type { ShownPart, Visitor } from './views.ts';

export interface Tally {
  reads: number;
  ok: number;
}

export interface ChangedAndRead {
  /** One at each instance. */
  readonly visitors: readonly Visitor[];
  /** Makes the next version of the customer's record. */
  write(customer: number): number;
  /** Resolves when the instance has acknowledged the change. */
  acknowledge(instance: number, customer: number): Promise<unknown>;
}

/** What is shown as current is never older than this. */
function assertNotOlder(part: ShownPart, least: number, where: string): void {
  if (part.state === 'ok') {
    assert.ok(
      part.version! >= least,
      `${where}: version ${part.version} as ok, ${least} was acknowledged`,
    );
  }
}

/** Changes one customer so often, with reads before, at and after each change. */
export async function changeAndRead(
  customer: number,
  times: number,
  tally: Tally,
  { acknowledge, visitors, write }: ChangedAndRead,
): Promise<void> {
  let acknowledged = 1;
  const pick = () => Math.floor(Math.random() * visitors.length);
  const read = async () => {
    const least = acknowledged;
    const at = pick();
    const part = (await visitors[at].look(customer)).part('s0');
    tally.reads += 1;
    tally.ok += part.state === 'ok' ? 1 : 0;
    assertNotOlder(part, least, `c${customer} at instance ${at}`);
  };
  for (let time = 0; time < times; time++) {
    const early = [read()];
    await rest(Math.random() * 8);
    if (Math.random() < 0.4) {
      early.push(read());
    }
    const version = write(customer);
    await rest(Math.random() * 4);
    await acknowledge(pick(), customer);
    acknowledged = version;
    await Promise.all([read(), read(), ...early]);
  }
}
