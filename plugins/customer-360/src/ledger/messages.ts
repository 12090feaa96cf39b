import type {
  LedgerProblem,
  LedgerRecordKind,
} from '@customer-360/backstage-plugin-customer-360-common';
import { createMessages } from '../messages/MessageRoom';

/** What was done, where nothing tells it further apart. */
const kinds: Record<LedgerRecordKind, string> = {
  view: 'Opened the page',
  facet: 'Opened records',
  refresh: 'Had the page read again',
  stream: 'Opened the page',
  brief: 'Took a meeting brief along',
  since_look: 'Saw what had changed since they last looked',
  lookup: 'Looked for a customer',
  by_id: 'Followed a link to a customer',
  access: 'Looked up access',
  ledger: 'Searched the ledger',
  ledger_export: 'Exported the ledger',
  ledger_verify: 'Checked the ledger',
  ledger_usage: 'Counted how the page is used',
  grant: 'Changed an exception from the roles',
  grant_list: 'Read requests for access',
  break_glass: 'Opened the customer without asking',
  link: 'Changed which account is the customer’s',
  link_list: 'Looked up which accounts are the customer’s',
  alert: 'Was told of a change',
  orphan_list: 'Listed what is linked to nothing at a source',
  observations_erase: 'Erased what was observed of the customer',
  portfolio: 'Listed the customer',
  portfolio_export: 'Exported the customer with a list',
  alarm: 'Something about them was told',
  ledger_alarm: 'The ledger was found wrong, or could not be checked',
  roles_changed: 'The roles were changed',
  sealed: 'A chain of the ledger was closed',
};

const problems: Record<LedgerProblem, string> = {
  altered: 'was changed, or put there by somebody without the key',
  missing: 'was removed',
  cut_off: 'is gone, with all that followed it',
  after_seal: 'was added after the chain was closed',
  unknown_chain: 'is in a chain that nobody opened',
  unknown_key: 'is signed with a key that is not configured',
  not_removed: 'should have been removed when its time was over',
  no_heads: 'has nothing exported that its end could be compared with',
  heads_stale:
    'lies, with all that follows, behind the last exported end: nobody would see it cut off',
};

const looks: Record<string, string> = {
  refreshed: 'Their open page renewed itself',
  pushed: 'Their open page was told of a change',
};

const lookups: Record<string, string> = {
  email: 'Looked for a customer by an e-mail address',
  invoice: 'Looked for a customer by an invoice number',
  ticket: 'Looked for a customer by a ticket number',
  user: 'Looked for a customer by a user id',
  account: 'Looked for a customer by an account id',
};

const accesses: Record<string, string> = {
  own: 'Looked up what they see themselves',
  people: 'Looked up who sees the customer',
  roles: 'Looked up the roles',
  person: 'Looked up what somebody sees',
};

const linkSteps: Record<string, string> = {
  confirmed: 'Said that an account is the customer’s',
  forced: 'Said that an account is the customer’s, though another has it',
  undone: 'Undid a link to an account',
};

const grantSteps: Record<string, string> = {
  requested: 'Asked for access',
  approved: 'Gave somebody access',
  refused: 'Refused somebody access',
  revoked: 'Ended access',
};

const grantLists: Record<string, string> = {
  own: 'Read what they asked for themselves',
  managed: 'Read what others asked for',
};

/** Names of what a row says beside. */
const details: Record<string, string> = {
  grant: 'Request',
  tier: 'How much',
  sections: 'Sections',
  expires: 'Until',
  segment: 'Segment',
  source: 'Source',
  rows: 'Rows given',
  upTo: 'Rows at most',
  refused: 'Refused in a row',
  findings: 'Wrong places',
  why: 'Because',
  from: 'Policy before',
  to: 'Policy after',
};

/** @internal */
export const ledgerMessages = createMessages('ledger', {
  kinds,
  problems,
  looks,
  lookups,
  accesses,
  grantSteps,
  linkSteps,
  grantLists,
  details,

  /* What a row says. */
  /** Each sentence says that it was done; where it was refused it was not. */
  tried: (what: string) =>
    `Tried: ${what.charAt(0).toLowerCase()}${what.slice(1)}`,
  unknownKind: 'Something that this page has no words for yet',
  opened: (what: string) => `Opened ${what}`,
  readAgain: (what: string) => `Had ${what} read again`,
  bulkViewing: (count: string, within: string) =>
    `Opened ${count} customers within ${within}`,
  repeatedDenials: (count: string, within: string) =>
    `Was refused ${count} times within ${within}`,
  tooMany: 'Read more than a person can',
  ledgerWhole: 'The ledger was found whole again',
  emergency: 'Emergency',
  alarm: 'Alarm',
  preview: (role: string) => `Preview as ${role}`,
  forgotten: 'a forgotten person',
  service: 'Customer 360 itself',
  shown: 'Shown',
  done: 'Done',
  denied: 'Denied',
  noted: 'Noted',
  sections: (n: number) => (n === 1 ? '1 section' : `${n} sections`),
  sectionsDenied: (list: string) => `${list} denied`,
  partsDenied: (list: string) => `Parts of ${list} denied`,
  rows: (n: string) => (n === '1' ? '1 row' : `${n} rows`),

  /* The table. */
  results: 'Who looked at whom',
  caption: 'Rows of the ledger, the newest first',
  when: 'When',
  who: 'Who',
  what: 'What',
  customer: 'Customer',
  much: 'How much',
  outcome: 'Outcome',
  none: 'Nothing is on record for this. Look at a longer time, or check the names.',
  noneAtAll: 'Nothing is on record yet.',
  denial:
    'The ledger is for those who hold customer360.ledger.read; whoever looks after access can give it. That you asked is on record.',
  staleCursor:
    'This page of the list is not there any more. Begin with the first.',
  subject: 'Whose rows',
  utc: 'Time in UTC',
  request: 'Request id',
  policy: 'Policy',
  place: 'Place',
  placeOf: (seq: number, chain: string) => `row ${seq} of chain ${chain}`,
  labels: 'Labels held',
  seen: 'In full',
  summarised: 'In summary',
  withheld: 'Withheld',

  /* The search. */
  search: 'Search the ledger',
  byCustomer: 'Customer: who looked at them',
  byPerson: 'Person: what they opened',
  meant: (title: string) => `Do you mean ${title}? Choose it from the list.`,
  customerHelp: 'As in customer:default/acme, also one that is gone',
  personHelp: 'As in user:default/mara, also one who left',
  notACustomer: 'This is not the name of a customer.',
  notAPerson: 'This is not the name of a person.',
  find: 'Search',
  time: 'Time',
  ranges: {
    today: 'Today',
    '7d': '7 days',
    '30d': '30 days',
    all: 'All',
    own: 'Own range',
  } as Record<string, string>,
  fromDay: 'First day',
  toDay: 'Last day',

  /* What else can be done with it. */
  exportRows: 'Export',
  exporting: 'Exporting all that the search finds.',
  exported: (file: string) =>
    `Saved as ${file}: all that the search finds as JSON lines in terms of OCSF, at most 100,000 rows. The export is on record.`,
  exportDenied:
    'Nothing was exported: it takes customer360.export as well. That you tried is on record.',
  verify: 'Check the record',
  verifyStop: 'Stop',
  verifying: (rows: string) =>
    `Checking each row against its signature, its chain and the ends that were exported. ${rows} so far.`,
  verifiedOk: (rows: string, chains: string, clock: string) =>
    `${rows} rows in ${chains}, all in order. Checked at ${clock}.`,
  chains: (n: string) => (n === '1' ? '1 chain' : `${n} chains`),
  verifiedWrong: (places: number, rows: string, chains: string) =>
    `${
      places === 1
        ? 'The record is not in order in one place'
        : `The record is not in order in ${places} places`
    }, of ${rows} rows in ${chains}.`,
  wrongCaption: 'Where the record begins to be wrong',
  problemUnknown: 'is not as it was written',
  chain: 'Chain',
  row: 'First row',
  problem: 'What is wrong',
  wrongNext:
    'Rows before the named one are as they were written; do not rely on that chain from there on. Keep the database and the exported ends as they are, let nobody repair them, and tell whoever answers for security. What was exported to other systems before shows what stood there.',

  /* How the page is used. */
  usageTitle: 'How the page is used',
  usageIntro: 'Counts only: nobody and no customer is named.',
  usageSections: 'Section by section',
  usageCaption: 'Sections of the page and how often each was used',
  section: 'Section',
  usageShown: 'Shown',
  usageOpened: 'Opened',
  usageDenied: 'Denied',
  people: 'People who looked',
  customers: 'Customers looked at',
  pagesOpened: 'Pages opened',
  pagesRefreshed: 'Renewed while open',
  pagesPushed: 'Renewed on a change',
  attemptsDenied: 'Attempts refused',
  neverOpened: (list: string) => `Never gone into: ${list}.`,
  allOpened: 'Every section was gone into.',
  usageMeaning:
    'Shown: on a page whose reader may see something of it. Opened: somebody went into its records. Denied: a part of it was withheld or refused.',
  usageNone: 'Nobody looked in this time.',
  usageDenial:
    'These counts are for those who hold customer360.usage.read; whoever looks after access can give it.',
  usageInvalid:
    'This time cannot be counted. Choose a first day before the last, and at most 366 days.',

  /* On a customer. */
  last: 'Who looked last',
  lastCaption: 'The last looks at this customer, the newest first',
  lastNone: 'Nobody has looked at this customer of late.',
  lastAll: 'All of it in the ledger',
});
