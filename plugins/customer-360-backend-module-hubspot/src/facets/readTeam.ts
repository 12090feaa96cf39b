import { Drift } from '@customer-360/backstage-plugin-customer-360-node';
import {
  toShortText,
  type TeamData,
} from '@customer-360/backstage-plugin-customer-360-common';
import { Properties } from '../values/Properties';
import type { ReadFacet } from './FacetReads';

/** Who of ours looks after them: owner properties, in the order of config. @internal */
export const readTeam: ReadFacet<TeamData> = async reads => {
  const [company, owners] = await Promise.all([
    reads.company(),
    reads.owners(),
  ]);
  const drift = new Drift();
  const properties = new Properties(company.properties, drift);
  const members: TeamData['members'] = [];
  for (const { role, property } of reads.config.team) {
    const id = properties.text(property);
    if (id === undefined) {
      continue;
    }
    const person = await owners.find(id);
    if (!person) {
      drift.add(`The owner in the property ${property} is not known any more`);
      continue;
    }
    members.push({
      source: reads.sourceId,
      id,
      role: toShortText(role),
      name: toShortText(person.name),
      email: person.email === undefined ? undefined : toShortText(person.email),
    });
  }
  return { data: { members }, missing: drift.missing };
};
