import { readFile } from 'node:fs/promises';
import { parseAllDocuments } from 'yaml';

/** A customer as the test gives it to the catalog. */
export interface Customer {
  /** Name of the catalog entity, and the sandbox's for it. */
  readonly name: string;
  readonly title: string;
  readonly domain: string;
  readonly segment: string;
  readonly owner: string;
  /** Names of people. */
  readonly team: readonly string[];
  /** Names of its parent and of its children, where they are here. */
  readonly relatives: readonly string[];
  readonly annotations: Readonly<Record<string, string>>;
}

interface Entity {
  metadata: {
    name: string;
    title: string;
    annotations: Record<string, string>;
  };
  spec: {
    owner: string;
    team: Array<{ role: string; ref: string }>;
    segment: string;
    parent?: string;
  };
}

/** The sandbox's customers, handed out to other people. */
export async function readCustomers(
  file: string,
  people: { ownerOf(at: number): string; teamOf(at: number): string[] },
): Promise<{ customers: Customer[]; entities: object[] }> {
  const entities = parseAllDocuments(await readFile(file, 'utf8')).map(
    document => document.toJS() as Entity,
  );
  const parentOf = ({ spec }: Entity) => spec.parent?.split('/')[1];
  const customers: Customer[] = [];
  for (const [at, entity] of entities.entries()) {
    const { metadata, spec } = entity;
    spec.owner = people.ownerOf(at);
    spec.team = people
      .teamOf(at)
      .map(name => ({ role: 'csm', ref: `user:default/${name}` }));
    customers.push({
      name: metadata.name,
      title: metadata.title,
      domain: metadata.annotations['customer-360/domain'],
      segment: spec.segment,
      owner: spec.owner,
      team: people.teamOf(at),
      relatives: entities
        .filter(
          other =>
            parentOf(other) === metadata.name ||
            other.metadata.name === parentOf(entity),
        )
        .map(other => other.metadata.name),
      annotations: metadata.annotations,
    });
  }
  return { customers, entities };
}
