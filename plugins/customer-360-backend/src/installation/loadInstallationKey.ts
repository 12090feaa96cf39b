import type { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { InstallationKey } from './InstallationKey';

const TABLE = 'c360_secrets';
const NAME = 'installation';

interface SecretRow {
  name: string;
  value: string;
  created_at: string;
}

/**
 * The secret is made once, by whichever instance comes first; the others read
 * what it wrote, so a cursor given by one is taken by all.
 */
export async function loadInstallationKey(
  knex: Knex,
): Promise<InstallationKey> {
  await knex<SecretRow>(TABLE)
    .insert({
      name: NAME,
      value: randomBytes(32).toString('base64url'),
      created_at: new Date().toISOString(),
    })
    .onConflict('name')
    .ignore();
  const row = await knex<SecretRow>(TABLE).where({ name: NAME }).first();
  if (!row) {
    throw new Error('The installation secret of Customer 360 cannot be read');
  }
  return new InstallationKey(Buffer.from(row.value, 'base64url'));
}
