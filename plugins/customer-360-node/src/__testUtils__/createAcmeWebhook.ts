import { z } from 'zod';
import { createSignedWebhook } from '../webhooks/createSignedWebhook';
import { readStamp } from '../webhooks/readStamp';
import { webhookIdField } from '../webhooks/webhookFields';

const eventSchema = z.object({
  id: webhookIdField,
  type: z.string(),
  workspace: z.string(),
  company_id: webhookIdField,
});

export function createAcmeWebhook(config: {
  secrets: string[];
  workspace: string;
}) {
  return createSignedWebhook({
    secrets: config.secrets,
    facets: ['playbooks'],
    signature({ headers, raw }) {
      const { 'acme-time': time = '', 'acme-signature': given } = headers;
      const stamp = readStamp(time, 'seconds');
      return stamp && given
        ? {
            signatures: [given],
            encoding: 'hex',
            signed: [time, '.', raw],
            stamp,
          }
        : undefined;
    },
    schema: eventSchema,
    read({ id, type, workspace, company_id: company }) {
      if (workspace !== config.workspace) {
        return { outcome: 'refused', reason: 'other_account' };
      }
      return type.startsWith('playbook.')
        ? [{ id, type, facets: ['playbooks'], accounts: [company] }]
        : [];
    },
  });
}
