import type {
  LinkAct,
  LinkConfidence,
  LinkObstacle,
  LinkRule,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { Customer360ErrorKind } from '../api/Customer360Error';
import { createMessages } from '../messages/MessageRoom';

const rules: Record<LinkRule, string> = {
  annotation: 'written on the entity',
  manual: 'said by a person',
  external_id: 'names this customer',
  metadata: 'names this customer among its metadata',
  domain: 'has exactly their domain',
  email: 'has an address of their domain',
};

const confidences: Record<LinkConfidence, string> = {
  certain: 'certain',
  high: 'high',
  low: 'low',
};

const obstacles: Record<LinkObstacle, string> = {
  several: 'there are several like it',
  elsewhere: 'another customer is linked to it',
  shared_domain: 'another customer has the same domain',
  public_domain: 'everybody has addresses at that domain',
  undone: 'somebody has undone this link',
};

const acts: Record<LinkAct, string> = {
  linked: 'Linked by itself',
  confirmed: 'Confirmed',
  forced: 'Linked here as well as elsewhere',
  undone: 'Undone',
  yielded: 'Gave way to another customer’s entity',
};

const errors: Partial<Record<Customer360ErrorKind, string>> = {
  conflict:
    'Nothing was changed: another customer is linked to it, or this one has as many accounts there as are read. Give a reason and link it to both, or undo it there first.',
  not_found:
    'Nothing was changed: there is no such link any more, or you may not see this customer.',
  denied: 'Only those who look after the links may change them.',
};

/** @internal */
export const linksMessages = createMessages('links', {
  title: 'Accounts at the sources',
  intro: 'which accounts this page is read from, and why',
  caption: 'Accounts of this customer at the sources',
  source: 'Source',
  account: 'Account',
  why: 'Why',
  confidence: 'Confidence',
  since: 'Since',
  do: 'What to do',
  none: 'No account there.',
  rules,
  confidences,
  candidate: 'may be theirs',
  beingLinked: 'is being linked',
  obstacles,
  by: (who: string) => `by ${who}`,
  reasonGiven: (reason: string) => `“${reason}”`,
  onEntity: 'Edit the entity to change it.',
  confirm: 'Confirm',
  undo: 'Undo',
  another: 'Link an account',

  confirmTitle: (id: string, source: string) =>
    `${id} at ${source} is this customer’s`,
  linkTitle: 'Link an account of this customer',
  undoTitle: (id: string, source: string) =>
    `${id} at ${source} is not this customer’s`,
  confirmMeaning:
    'What stands there is shown on this page within two seconds, to all who may see it. It is on record that you said so.',
  undoMeaning:
    'What stands there goes from this page within two seconds, and it is never linked again by itself. It is on record that you said so.',
  accountId: 'Id of the account there',
  accountIdHelp: 'As the source writes it; no comma, no space.',
  reason: 'Reason',
  reasonHelp: 'How you know. It stays in the history.',
  force: 'Link it here although another customer is linked to it',
  forceHelp: 'For an account that two customers really share.',
  cancel: 'Cancel',
  confirmSend: 'It is theirs',
  undoSend: 'It is not theirs',
  confirmed: 'Linked.',
  undone: 'Undone.',
  errors,

  history: 'What was done',
  historyCaption: 'What was done to the accounts of this customer',
  when: 'When',
  what: 'What',
  who: 'Who',
  itself: 'nobody: by itself',
  acts,
  accountAt: (id: string, source: string) => `${id} at ${source}`,
});
