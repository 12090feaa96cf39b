import type { Blueprint, Headline } from '../Blueprint.ts';
import { EMPTY_BILLING } from '../emptyBilling.ts';
import { createRandom } from '../random.ts';
import type { Lifecycle, Segment, Story } from '../types.ts';
import { drawBilling, monthlyOf } from './drawBilling.ts';
import { drawContract } from './drawContract.ts';
import { drawRelationship } from './drawRelationship.ts';
import { drawSupport } from './drawSupport.ts';
import { drawUsage } from './drawUsage.ts';
import type { Frame } from './Frame.ts';

const PLACES: readonly (readonly [
  { country: string; timeZone: string; currency: string },
  number,
])[] = [
  [{ country: 'DE', timeZone: 'Europe/Berlin', currency: 'EUR' }, 20],
  [{ country: 'NL', timeZone: 'Europe/Amsterdam', currency: 'EUR' }, 10],
  [{ country: 'FR', timeZone: 'Europe/Paris', currency: 'EUR' }, 10],
  [{ country: 'GB', timeZone: 'Europe/London', currency: 'GBP' }, 14],
  [{ country: 'US', timeZone: 'America/New_York', currency: 'USD' }, 26],
  [{ country: 'CA', timeZone: 'America/Toronto', currency: 'CAD' }, 5],
  [{ country: 'SE', timeZone: 'Europe/Stockholm', currency: 'SEK' }, 5],
  [{ country: 'CH', timeZone: 'Europe/Zurich', currency: 'CHF' }, 3],
  [{ country: 'PL', timeZone: 'Europe/Warsaw', currency: 'PLN' }, 3],
  [{ country: 'AU', timeZone: 'Australia/Sydney', currency: 'AUD' }, 2],
  [{ country: 'JP', timeZone: 'Asia/Tokyo', currency: 'JPY' }, 2],
];

const DRAWN_STORIES: readonly (readonly [Story, number])[] = [
  ['steady', 40],
  ['growing', 15],
  ['shrinking', 7],
  ['dunning', 6],
  ['trial', 5],
  ['dormant', 6],
  ['escalated', 5],
  ['renewing-soon', 8],
  ['contradiction', 4],
  ['churned', 4],
];

/** A company as chance and the seed will have it. */
export function drawBlueprint(seed: number, headline: Headline): Blueprint {
  const random = createRandom(seed, 'company', headline.index);
  const isGroup = headline.childIndexes.length > 0;
  const place = random.weighted(PLACES);
  const segment: Segment = isGroup
    ? 'enterprise'
    : random.weighted([
        ['enterprise', 20],
        ['mid-market', 35],
        ['smb', 45],
      ] as const);
  const isProspect = !isGroup && random.chance(0.03);
  const isNew = !isProspect && random.chance(0.05);
  let story = random.weighted(DRAWN_STORIES);
  if (isProspect || isNew) story = 'new';
  if (isGroup) story = 'steady';
  const lifecycle = lifecycleOf(story, isProspect);
  const createdDaysAgo =
    isNew || story === 'trial' ? random.int(12, 40) : random.int(120, 1_500);
  const seats = {
    enterprise: () => random.int(120, 480),
    'mid-market': () => random.int(25, 120),
    smb: () => random.int(3, 25),
  }[segment]();
  const frame: Frame = {
    random,
    segment,
    story,
    lifecycle,
    currency: place.currency,
    createdDaysAgo,
    seats,
  };
  const billing = isProspect ? EMPTY_BILLING : drawBilling(frame);
  const monthly = monthlyOf(billing);
  return {
    ...headline,
    ...place,
    segment,
    lifecycle,
    story,
    createdDaysAgo,
    csm: random.weighted([
      ['mara', 20],
      ['rhea', 40],
      ['tomas', 40],
    ] as const),
    accountExecutive: random.weighted([
      ['jonas', 20],
      ['nils', 40],
      ['ines', 40],
    ] as const),
    warning: random.chance(0.06)
      ? random.pick([
          'Legal hold: no changes to data before asking the privacy office.',
          'Speak to the primary contact only; the former champion left in dispute.',
          'Freeze on releases until their peak season ends.',
        ])
      : undefined,
    stripeAccounts: random.chance(0.03) ? 2 : 1,
    zendeskOrganizations: random.chance(0.03) ? 2 : 1,
    contacts: isProspect ? 2 : random.int(3, segment === 'enterprise' ? 9 : 6),
    billing,
    contract: drawContract(frame, monthly),
    usage: drawUsage(frame, isProspect),
    relationship: drawRelationship(frame, monthly, isProspect),
    support: drawSupport(frame, isProspect),
  };
}

function lifecycleOf(story: Story, isProspect: boolean): Lifecycle {
  if (isProspect) return 'prospect';
  if (story === 'churned') return 'churned';
  return story === 'new' || story === 'trial' ? 'onboarding' : 'active';
}
