import { runProgram } from 'rig';
import { atMost, type Benchmark } from '../lib/Benchmark.ts';
import { median, round } from '../lib/stats.ts';

/** The ledger's row, with the generations it brings back, against a plain insert. */
export const ledgerCost: Benchmark = {
  id: 'ledger-cost',
  title: 'A row of the ledger against a plain insert on the same pool',
  async run(ground) {
    const postgres = await ground.postgres();
    const { ledger, plain, fsync } = await runProgram<{
      ledger: number[];
      plain: number[];
      fsync: string;
    }>('ledger', [postgres.url('postgres')]);
    return [
      atMost(
        'ledger-cost',
        median(ledger.map((ms, at) => ms / plain[at])),
        1.3,
        'x plain insert',
        {
          'ledger ms': round(median(ledger), 2),
          'plain ms': round(median(plain), 2),
          fsync,
        },
      ),
    ];
  },
};
