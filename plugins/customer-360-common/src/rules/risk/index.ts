export {
  RISK_RULE_IDS,
  type RiskInput,
  type RiskReading,
  type RiskRuleId,
} from './RiskRule';
export * from './renewalRisk';
