import type { Config } from '@backstage/config';

export interface Persona {
  /** Name of the catalog user. */
  user: string;
  name: string;
  role: string;
  sees: string;
}

/** The demo's personas, from `app.signIn.personas`. */
export function readPersonas(config: Config): Persona[] {
  return (config.getOptionalConfigArray('app.signIn.personas') ?? []).map(
    persona => ({
      user: persona.getString('user'),
      name: persona.getString('name'),
      role: persona.getString('role'),
      sees: persona.getString('sees'),
    }),
  );
}
