import type { TextKey } from '../../platform/i18n.ts';

interface PurposeTemplate {
  /** Purpose code, stated on every call. */
  code: string;
  purpose: TextKey;
  useCase: TextKey;
}

const template = (code: string, key: string): PurposeTemplate => ({
  code,
  purpose: `request.template.${key}` as TextKey,
  useCase: `request.template.${key}.case` as TextKey,
});

/** Purposes that come up again and again; a start to be made specific, never filed as they are. */
export const purposeTemplates: readonly PurposeTemplate[] = [
  template('registration-check', 'registration'),
  template('licence-review', 'licence'),
  template('benefit-eligibility', 'benefit'),
  template('risk-supervision', 'supervision'),
  template('service-prefill', 'prefill'),
];
