import type { Contract } from '@customer-360/backstage-plugin-customer-360-common';
import { createMessages } from '../messages/MessageRoom';

const contractStatus: Record<Contract['status'], string> = {
  draft: 'Draft',
  active: 'Active',
  ended: 'Ended',
};

/** @internal */
export const contractMessages = createMessages('contract', {
  contracts: 'Contracts',
  number: 'Contract',
  status: 'Status',
  start: 'From',
  end: 'To',
  notice: 'Notice by',
  renewal: 'Then',
  renews: 'renews by itself',
  ends: 'ends',
  notSaid: 'not said',
  term: 'Term',
  months: (n: number) => (n === 1 ? '1 month' : `${n} months`),
  value: 'A year',
  contractStatus,
  summary: (start: string, end: string) => `Runs from ${start} to ${end}.`,
  summaryNotice: (day: string) => `Notice by ${day}.`,
  noCurrent: 'No contract runs now.',
  unknown: '–',
});
