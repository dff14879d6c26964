export { normalizeIdentifier } from './normalize.ts';
export type { Change, Normalized } from './normalize.ts';
export { IdentifierError } from './parsed.ts';
export type { CheckReason, CommonReason, Parsed } from './parsed.ts';
export type { Random } from './random.ts';
export { generateOrganizationCode, isOrganizationCode, parseOrganizationCode } from './organization-code.ts';
export type { OrganizationCode, OrganizationCodeParts, OrganizationCodeReason } from './organization-code.ts';
export { generateCreditCode, isCreditCode, parseCreditCode } from './credit-code.ts';
export type { CreditCode, CreditCodeParts, CreditCodeReason } from './credit-code.ts';
export { generateResidentId, isResidentId, parseResidentId } from './resident-id.ts';
export type { ResidentId, ResidentIdParts, ResidentIdReason } from './resident-id.ts';
export {
  DIVISION_CODE_PATTERN,
  generateDivisionCode,
  isDivisionCode,
  parseDivisionCode,
  significantDigits,
} from './division-code.ts';
export type {
  DivisionCode,
  DivisionCodeParts,
  DivisionCodeReason,
  DivisionKind,
  DivisionLevel,
} from './division-code.ts';
export { createDivisionHistory, parseSuccessors } from './division-history.ts';
export type {
  DivisionHistory,
  DivisionRecord,
  DivisionResolution,
  DivisionSuccessor,
} from './division-history.ts';
export {
  compareCatalogueCodes,
  formatCatalogueCode,
  generateCatalogueCode,
  isCatalogueCode,
  nextCatalogueCode,
  parseCatalogueCode,
} from './catalogue-code.ts';
export type {
  CatalogueCategory,
  CatalogueCode,
  CatalogueCodeParts,
  CatalogueCodeReason,
} from './catalogue-code.ts';
export { isLandlineNumber, isMobileNumber } from './phone.ts';
export {
  hidden,
  maskAddress,
  maskBankCard,
  maskByKind,
  maskCatalogueCode,
  maskCreditCode,
  maskDivisionCode,
  maskOrganizationCode,
  maskPersonName,
  maskPhone,
  maskResidentId,
  maskText,
} from './masking.ts';
export type { Grade, MaskKind } from './masking.ts';
export { recognizeIdentifier } from './recognize.ts';
export type { RecognizedIdentifier } from './recognize.ts';
