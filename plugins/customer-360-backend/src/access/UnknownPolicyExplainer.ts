import type {
  AccessExplainer,
  RoleReason,
} from '@customer-360/backstage-plugin-customer-360-node';

/** Knows no policy, so it names the one person who surely can help. */
export class UnknownPolicyExplainer implements AccessExplainer {
  whoMaySee(): string {
    return "Ask the account's owner";
  }

  roles(): undefined {
    return undefined;
  }

  reasonsOf(): RoleReason[] {
    return [];
  }
}
