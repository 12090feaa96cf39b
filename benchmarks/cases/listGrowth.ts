import pg from 'pg';
import { runProgram } from 'rig';
import { atMost, type Benchmark } from '../lib/Benchmark.ts';
import type { Ground } from '../lib/Ground.ts';
import { median, round } from '../lib/stats.ts';

const SIZES = [1_000, 10_000, 100_000, 1_000_000] as const;
const PROMISED = 1.5;

interface Measured {
  readonly times: Readonly<Record<string, number[]>>;
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * A page of the list with its total, by what somebody may see and in which order:
 * how much longer it takes with a thousand times as many customers.
 */
export const listGrowth: Benchmark = {
  id: 'list-growth',
  title: 'A page of the list, from 1,000 to 1,000,000 customers',
  onlyByName: true,
  async run(ground) {
    const bySize: Measured[] = [];
    for (const size of SIZES) {
      bySize.push(
        await runProgram<Measured>('list', [
          await emptyDatabase(ground, `list_${size}`),
          String(size),
        ]),
      );
    }
    const [fewest, most] = [bySize[0], bySize[bySize.length - 1]];
    return Object.keys(fewest.times).map(shape => {
      const of = ({ times }: Measured) => median(times[shape]);
      if (most.rows[shape] === 0) {
        throw new Error(`There is nobody on the page "${shape}"`);
      }
      return atMost(
        `list-growth: ${shape}`,
        of(most) / of(fewest),
        PROMISED,
        'x with 1,000',
        Object.fromEntries(
          SIZES.map((size, at) => [
            `${size.toLocaleString('en')} ms`,
            round(of(bySize[at]), 2),
          ]),
        ),
      );
    });
  },
};

/** Of its own for each size: tables that were bigger once are not read as fast. */
async function emptyDatabase(ground: Ground, name: string): Promise<string> {
  const postgres = await ground.postgres();
  const client = new pg.Client({
    connectionString: postgres.url('postgres'),
  });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return postgres.url(name);
}
