import { runProgram } from 'rig';
import { atMost, type Benchmark } from '../lib/Benchmark.ts';
import { round } from '../lib/stats.ts';

const CUSTOMERS = 10_000;

interface Held {
  /** Bytes. */
  readonly rss: number;
  readonly held: number;
}

/** Readings and finished pages of 10,000 customers, as they are kept and as objects. */
export const memory: Benchmark = {
  id: 'memory',
  title: 'Memory of 10,000 cached customers against plain objects',
  async run() {
    const args = String(CUSTOMERS);
    const cached = await runProgram<Held>('memory', ['cached', args]);
    const objects = await runProgram<Held>('memory', ['objects', args]);
    const mega = (bytes: number) => round(bytes / 2 ** 20, 0);
    const third = round(1 / 3, 3);
    return [
      atMost(
        'memory',
        cached.held / objects.held,
        third,
        'x plain objects, heap and external',
        {
          'cached MB': mega(cached.held),
          'objects MB': mega(objects.held),
          'cached RSS MB': mega(cached.rss),
          'objects RSS MB': mega(objects.rss),
          'RSS ratio': round(cached.rss / objects.rss, 3),
        },
      ),
    ];
  },
};
