import type { Customer } from './customers.ts';
import type { Rights } from './rights.ts';
import type { Mark } from './SandboxMarks.ts';

/** What it takes to be shown something; `undefined` where nobody may be. */
export type Requirement = ((rights: Rights) => boolean) | undefined;

/** A value that is nowhere else, and who may be shown it. */
export interface Canary {
  readonly customer: string;
  readonly kind: string;
  readonly requirement: Requirement;
  /** False for what no page has a place for, whoever looks. */
  readonly hasPlace: boolean;
}

const full =
  (section: string, ...labels: string[]): Requirement =>
  rights =>
    rights.full(section) && labels.every(label => rights.label(label));

const summary =
  (section: string): Requirement =>
  rights =>
    rights.summary(section);

const either =
  (...requirements: Requirement[]): Requirement =>
  rights =>
    requirements.some(it => it?.(rights));

/** By kind, from the design's table of facets and its rule for free text. */
const REQUIREMENTS: Readonly<Record<string, Requirement>> = {
  'company.warning': summary('profile'),
  'contact.id': full('profile'),
  // Who wrote a ticket stands on the ticket.
  'contact.name': either(full('profile'), full('support')),
  'contact.email': full('profile'),
  'contact.phone': full('profile'),
  'contact.title': full('profile'),
  'subscription.id': full('billing'),
  // What it brings a month is told to all of the section.
  'subscription.price': summary('billing'),
  'invoice.id': full('billing'),
  'invoice.number': full('billing'),
  'invoice.total': full('billing'),
  'charge.id': full('billing'),
  'refund.id': full('billing'),
  'refund.amount': full('billing'),
  'credit.id': full('billing'),
  'credit.amount': full('billing'),
  'credit.description': full('billing'),
  'credit.balance': summary('billing'),
  'credit-note.id': full('billing'),
  'credit-note.amount': full('billing'),
  'contract.id': summary('contract'),
  'contract.end': summary('contract'),
  'contract.number': full('contract', 'contract'),
  'contract.value': full('contract', 'contract'),
  'user.id': full('usage'),
  'user.name': full('usage'),
  'user.email': full('usage'),
  'deal.id': either(
    full('relationship', 'sales'),
    // A meeting says on which deal it hangs.
    full('upcoming', 'sales'),
  ),
  'deal.name': full('relationship', 'sales'),
  'deal.amount': full('relationship', 'sales'),
  'deal.close': full('relationship', 'sales'),
  'deal.next-step': full('relationship', 'sales'),
  'survey.comment': full('relationship'),
  'ticket.id': full('support'),
  'ticket.subject': full('support'),
  'rating.comment': full('support'),
  'comment.public': full('support'),
  'comment.internal': full('support', 'notes'),
};

/**
 * The id of a customer in a source. Where no annotation says it, it is a guess,
 * until it is the only one that fits and is linked: then it stands on the
 * records of the account like any other.
 */
const CANDIDATE = /^(stripe|zendesk|product-db)\.id$/;

/** Has something of every customer in the sandbox, linked or not. */
const FINDS_CANDIDATES = 'zendesk';

const SECTIONS_OF: Readonly<Record<string, readonly string[]>> = {
  stripe: ['profile', 'billing', 'contract'],
  zendesk: ['profile', 'support'],
  'product-db': ['profile', 'usage', 'relationship'],
};

/** Comments are not read today, and of prices only what they bring. */
const NO_PLACE = new Set([
  'comment.public',
  'comment.internal',
  'subscription.price',
]);

/** Whether somebody who links accounts is shown it. */
export function isAccountId(kind: string): boolean {
  return CANDIDATE.test(kind);
}

/** Only within one customer are times and days of one kind. */
export function isTime(kind: string): boolean {
  return /\.(at|close|end)$/.test(kind);
}

/** @param ends - marks of the last contact and of the next meeting */
function requirementOf(mark: Mark, ends: ReadonlySet<Mark>): Requirement {
  const { kind, traits } = mark;
  if (traits.includes('private')) {
    return undefined;
  }
  const [record, field] = kind.split('.');
  if (['note', 'call', 'meeting', 'email'].includes(record)) {
    return ends.has(mark)
      ? summary(sectionOf(traits))
      : staffRecord(record, field, traits);
  }
  if (CANDIDATE.test(kind)) {
    return either(
      summary('profile'),
      ...SECTIONS_OF[record].map(section => full(section)),
    );
  }
  if (kind === 'contact.title' && traits.includes('primary')) {
    return summary('profile');
  }
  if (kind === 'invoice.total' && traits.includes('open')) {
    // Where no other one is, it is what is overdue.
    return summary('billing');
  }
  const requirement = REQUIREMENTS[kind];
  if (!requirement) {
    throw new Error(`Nobody has said who may see ${kind}`);
  }
  return requirement;
}

/** Free text by staff: `notes`, and `sales` too where it hangs on a deal. */
function staffRecord(
  record: string,
  field: string,
  traits: readonly string[],
): Requirement {
  const section = sectionOf(traits);
  const ofNote = record === 'note' ? ['notes'] : [];
  switch (field) {
    case 'id':
    case 'at':
      return full(section, ...ofNote);
    default:
      return full(
        section,
        'notes',
        ...(traits.includes('deal') ? ['sales'] : []),
      );
  }
}

function sectionOf(traits: readonly string[]): string {
  return traits.includes('coming') ? 'upcoming' : 'relationship';
}

/** The last contact and the next meeting have their date in the summary. */
function endsOf(marks: readonly Mark[]): Set<Mark> {
  const times = marks
    .filter(
      ({ kind, traits }) =>
        ['call.at', 'email.at', 'meeting.at'].includes(kind) &&
        !traits.includes('private'),
    )
    .sort((a, b) => (a.value < b.value ? -1 : 1));
  const isComing = ({ traits }: Mark) => traits.includes('coming');
  return new Set([
    ...times.filter(time => !isComing(time)).slice(-1),
    ...times.filter(isComing).slice(0, 1),
  ]);
}

/** The canaries behind the marks of one customer. */
export function canariesOf(
  { name, annotations }: Customer,
  marks: readonly Mark[],
): Array<readonly [Canary, Mark]> {
  const ends = endsOf(marks);
  const isLinked = (source: string) => `customer-360/${source}` in annotations;
  const canaries: Array<readonly [Canary, Mark]> = [];
  for (const mark of marks) {
    const { kind } = mark;
    const source = CANDIDATE.exec(kind)?.[1];
    // Whoever may know a customer may know the ids it is linked to.
    if (source === undefined || !isLinked(source)) {
      const hasPlace =
        !NO_PLACE.has(kind) &&
        (source === undefined
          ? isLinked(sourceOf(kind))
          : source === FINDS_CANDIDATES);
      const requirement = requirementOf(mark, ends);
      canaries.push([{ customer: name, kind, requirement, hasPlace }, mark]);
    }
  }
  return canaries;
}

/** The source that fills what a kind of canary sits in. */
function sourceOf(kind: string): string {
  const [record] = kind.split('.');
  if (['user', 'survey'].includes(record)) {
    return 'product-db';
  }
  if (['ticket', 'rating', 'comment'].includes(record)) {
    return 'zendesk';
  }
  return /^(subscription|invoice|charge|refund|credit|credit-note)$/.test(
    record,
  )
    ? 'stripe'
    : 'hubspot';
}
