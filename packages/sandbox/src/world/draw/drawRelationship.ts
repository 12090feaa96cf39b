import type { RelationshipBlueprint } from '../Blueprint.ts';
import { listPrice } from '../currencies.ts';
import type { Frame } from './Frame.ts';

export function drawRelationship(
  frame: Frame,
  monthly: number,
  isProspect: boolean,
): RelationshipBlueprint {
  const { random, story, currency } = frame;
  const low = ['dunning', 'dormant', 'churned', 'escalated'].includes(story);
  const health =
    isProspect || random.chance(0.1)
      ? undefined
      : random.int(low ? 25 : 60, low ? 60 : 95);
  const opportunities: RelationshipBlueprint['opportunities'][number][] = [];
  if (isProspect) {
    opportunities.push({
      name: 'First purchase',
      kind: 'new',
      stage: 'Proposal',
      amount: listPrice(currency, random.int(5, 60) * 1_000),
      closeInDays: random.int(10, 80),
      status: 'open',
      nextStep: 'Send the security questionnaire',
      negotiation: 'They have a lower offer on the table; may go to 10 % off.',
    });
  } else {
    opportunities.push({
      name: 'First purchase',
      kind: 'new',
      stage: 'Closed won',
      amount: monthly * 12,
      closeInDays: -frame.createdDaysAgo + 5,
      status: 'won',
    });
    if (story !== 'churned' && random.chance(0.3)) {
      opportunities.push({
        name: random.pick(['More seats', 'Audit add-on', 'Second depot']),
        kind: 'expansion',
        stage: random.pick(['Discovery', 'Proposal', 'Negotiation']),
        amount: Math.round(monthly * 12 * 0.2),
        closeInDays: random.int(5, 90),
        status: 'open',
        nextStep: random.pick(['Send quote', 'Meet the buyer', 'Legal review']),
        private: random.chance(0.1),
        negotiation: 'Ready to sign at 12 % off for two years.',
      });
    }
    if (story === 'renewing-soon') {
      opportunities.push({
        name: 'Renewal',
        kind: 'renewal',
        stage: 'Negotiation',
        amount: monthly * 12,
        closeInDays: random.int(3, 25),
        status: 'open',
        nextStep: 'Confirm seats',
      });
    }
  }
  return {
    health,
    healthPrevious:
      health === undefined
        ? undefined
        : Math.max(
            0,
            Math.min(100, health + random.int(low ? 5 : -4, low ? 25 : 4)),
          ),
    healthParts:
      health === undefined
        ? []
        : (
            ['usage', 'support', 'billing', 'sentiment', 'engagement'] as const
          ).map(key => ({
            key,
            score: random.chance(0.12)
              ? undefined
              : Math.max(0, Math.min(100, health + random.int(-20, 20))),
          })),
    nps: random.chance(0.6)
      ? {
          score: random.int(low ? 2 : 6, low ? 8 : 10),
          daysAgo: random.int(5, 120),
        }
      : undefined,
    lastTouchDaysAgo: isProspect ? 4 : random.int(1, low ? 70 : 25),
    touchpoints: isProspect ? 1 : random.int(2, 9),
    nextMeeting:
      story !== 'churned' && random.chance(0.4)
        ? {
            inDays: random.int(1, 21),
            title: random.pick([
              'Quarterly review',
              'Adoption call',
              'Kick-off',
            ]),
          }
        : undefined,
    opportunities,
  };
}
