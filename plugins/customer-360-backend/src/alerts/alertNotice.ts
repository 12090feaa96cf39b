import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import {
  INDICATOR_KINDS,
  type CustomerEntity,
  type Indicator,
  type IndicatorReading,
} from '@customer-360/backstage-plugin-customer-360-common';
import { createHash } from 'node:crypto';
import type { AlertNews } from './AlertState';

const SEVERITIES = { down: 'high', watch: 'normal', up: 'low' } as const;

/**
 * What somebody is told, in the words of the page. One about the same indicator
 * of the same customer takes the place of the one before. Pure.
 *
 * @param indicator - as this person may see it; undefined where it is gone
 */
export function alertNotice(
  entity: CustomerEntity,
  news: AlertNews,
  indicator: Indicator | undefined,
): NotificationPayload {
  const name = entity.metadata.title ?? entity.metadata.name;
  const kind = INDICATOR_KINDS.find(({ id }) => id === news.id);
  return {
    title: indicator
      ? `${name}: ${indicator.text}`
      : `${name}: no longer “${news.word ?? kind?.title ?? news.id}”`,
    ...(indicator && { description: evidenceOf(indicator) }),
    severity: indicator ? SEVERITIES[indicator.tone] : 'low',
    topic: topicOf(news.id),
    scope: scopeOf(entity, news.id),
    link: linkOf(entity),
  };
}

/** Where it is not known what somebody may see: not even what it is about. */
export function bareNotice(entity: CustomerEntity): NotificationPayload {
  return {
    title: 'Something changed at a customer of yours',
    description: `${entity.metadata.name}: open its page to see what.`,
    severity: 'normal',
    topic: topicOf('changed'),
    scope: scopeOf(entity, 'changed'),
    link: linkOf(entity),
  };
}

/** What people turn on and off in their settings. */
export function topicOf(indicatorId: string): string {
  return `customer-360-${indicatorId}`;
}

function evidenceOf({ before, now, rule }: Indicator): string {
  const readings = before
    ? `Before: ${wordsOf(before)}. Now: ${wordsOf(now)}.`
    : `Now: ${wordsOf(now)}.`;
  return `${readings} Rule: ${rule}.`;
}

function wordsOf({ at, source, text }: IndicatorReading): string {
  const from = [at?.slice(0, 10), source].filter(Boolean).join(', ');
  return from === '' ? text : `${text} (${from})`;
}

/** Short, and the same on every instance. */
function scopeOf(entity: CustomerEntity, subject: string): string {
  const { name, namespace = 'default' } = entity.metadata;
  const hash = createHash('sha256')
    .update(JSON.stringify([namespace, name, subject]))
    .digest('base64url');
  return `alert-${hash}`;
}

function linkOf({ metadata }: CustomerEntity): string {
  return `/catalog/${metadata.namespace ?? 'default'}/customer/${
    metadata.name
  }`;
}
