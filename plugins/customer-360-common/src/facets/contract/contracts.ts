import { soonestFirst } from '../order';
import { z } from 'zod';
import { noticeDayOf } from './noticeDayOf';
import { defineFacet, TIMES } from '../defineFacet';
import { moneySchema } from '../money';
import {
  daySchema,
  recordList,
  shortText,
  sourceRecordSchema,
} from '../record';

/** @public */
export const contractSchema = sourceRecordSchema.extend({
  number: shortText.optional(),
  status: z.enum(['draft', 'active', 'ended']),
  startDay: daySchema.optional(),
  /** Last day of the agreed term: with auto-renewal the day it renews. */
  endDay: daySchema.optional(),
  noticeDays: z.number().int().nonnegative().max(3660).optional(),
  /** Last day on which notice can be given. */
  noticeDay: daySchema.optional(),
  /** Undefined where the source does not say. */
  autoRenews: z.boolean().optional(),
  termMonths: z.number().int().positive().max(1200).optional(),
  /** What the contract is worth a year. */
  annualValue: moneySchema.optional(),
});

/** @public */
export const contractsSchema = z.object({
  contracts: recordList(contractSchema),
});

/** @public */
export type Contract = z.infer<typeof contractSchema>;

/** What was agreed; a billing period end is never taken for a renewal. @public */
export type ContractsData = z.infer<typeof contractsSchema>;

/** The contract that ends next among those that run. @public */
export interface ContractsSummary {
  current?: Pick<
    Contract,
    'startDay' | 'endDay' | 'noticeDay' | 'autoRenews' | 'source' | 'id' | 'url'
  >;
  /** True where a contract runs and none of those that run has an end. */
  openEnded?: boolean;
}

/** @public */
export function currentContract(
  contracts: readonly Contract[],
  now: Date,
): Contract | undefined {
  const today = now.toISOString().slice(0, 10);
  return contracts
    .filter(
      contract =>
        contract.status === 'active' &&
        contract.endDay !== undefined &&
        contract.endDay >= today,
    )
    .sort(soonestFirst(({ endDay }) => endDay))[0];
}

/** @public */
export const contractsFacet = defineFacet<
  'contracts',
  ContractsData,
  ContractsSummary
>({
  id: 'contracts',
  section: 'contract',
  label: 'contract',
  schema: contractsSchema,
  times: TIMES.hour,
  summarize: (data, now) => {
    const current = currentContract(data.contracts, now);
    const running = data.contracts.filter(({ status }) => status === 'active');
    return {
      openEnded:
        running.length > 0 &&
        running.every(({ endDay }) => endDay === undefined),
      current: current && {
        source: current.source,
        id: current.id,
        url: current.url,
        startDay: current.startDay,
        endDay: current.endDay,
        noticeDay: noticeDayOf(current),
        autoRenews: current.autoRenews,
      },
    };
  },
  merge: parts => ({ contracts: parts.flatMap(part => part.data.contracts) }),
  isEmpty: data => data.contracts.length === 0,
});
