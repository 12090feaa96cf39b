import { runProgram } from 'rig';
import { atMost, type Benchmark } from '../lib/Benchmark.ts';
import { median, round } from '../lib/stats.ts';

/** The ledger's row, with the generations it brings back, against a plain insert. */
export const ledgerCost: Benchmark = {
  id: 'ledger-cost',
  title: 'A row of the ledger against a plain insert on the same pool',
  async run(ground) {
    const postgres = await ground.postgres();
    const took = await runProgram<{
      ledger: number[];
      plain: number[];
      ledgerTogether: number[];
      plainTogether: number[];
      fsync: string;
    }>('ledger', [postgres.url('postgres')]);
    const { ledger, plain, ledgerTogether, plainTogether, fsync } = took;
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
      // One statement for all that have come: it should be the cheaper one.
      atMost(
        'ledger-cost.together',
        median(ledgerTogether.map((ms, at) => ms / plainTogether[at])),
        1,
        'x plain insert',
        {
          'ledger ms': round(median(ledgerTogether), 2),
          'plain ms': round(median(plainTogether), 2),
        },
      ),
    ];
  },
};
