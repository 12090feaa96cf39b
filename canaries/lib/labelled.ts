import type { Label } from './roles.ts';

/** Made by config alone, as a company makes its own. */
export const OWN_LABELS: readonly Label[] = ['legal'];

/** Labels that config lays on facets which need none: on all of a section. */
export const LABELLED_FACETS: Readonly<Record<string, Label>> = {
  subscriptions: 'revenue',
  invoices: 'revenue',
  payments: 'revenue',
  credits: 'revenue',
  activity: 'compensation',
  features: 'compensation',
  entitlements: 'compensation',
  tickets: 'legal',
  satisfaction: 'legal',
  feedback: 'legal',
};

/** What it takes beside the tier to see any record of the section. */
export const SECTION_LABELS: Partial<Readonly<Record<string, Label>>> = {
  billing: 'revenue',
  contract: 'contract',
  usage: 'compensation',
  support: 'legal',
  finance: 'revenue',
};
