import type { Customer360ErrorKind } from '../api/Customer360Error';
import { createMessages } from '../messages/MessageRoom';

const errors: Partial<Record<Customer360ErrorKind, string>> = {
  conflict: 'You have a saved view of this name already.',
  invalid: 'It was not saved: 50 views are as many as are kept of one person.',
};

/** @internal */
export const viewsMessages = createMessages('saved-views', {
  title: 'Saved views',
  saveThis: 'Save this list …',
  manage: 'Manage saved views …',
  saveTitle: 'Save this list',
  manageTitle: 'Saved views',
  name: 'Name',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  saved: (title: string) => `Saved as ${title}.`,
  share: 'Show it to everybody who may use Customer 360',
  shareHelp:
    'They see its name and what it is narrowed to, and of the customers those that they may see.',
  sharedOne: (title: string) => `${title} (shared)`,
  of: 'Of',
  you: 'You',
  seenBy: 'Seen by',
  everybody: 'Everybody',
  change: 'Change',
  shareOne: (title: string) => `Share ${title}`,
  unshare: (title: string) => `Share ${title} no longer`,
  remove: (title: string) => `Delete ${title}`,
  none: 'There are none.',
  errors,
});
