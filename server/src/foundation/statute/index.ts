export { rule, ruleDays, ruleParam, type Rule, type Rulebook } from './rulebook.ts';
export { describeRule } from './describe-rule.ts';
export { statuteRoutes } from './routes.ts';
