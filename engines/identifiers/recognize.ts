/** Guesses what a value is, for profiling columns. */
import { isCreditCode } from './credit-code.ts';
import { isDivisionCode } from './division-code.ts';
import { isLandlineNumber, isMobileNumber } from './phone.ts';
import { isResidentId } from './resident-id.ts';

export type RecognizedIdentifier = 'creditCode' | 'residentId' | 'divisionCode' | 'phone';

/**
 * The kind of a value in canonical form, chosen by its length first, so that most values cost one
 * comparison. Normalize before, if the column is not clean. Certain for codes with check characters
 * (of random 18-digit numbers one in ten thousand passes as a resident id); `divisionCode` is
 * only a form that postcodes and amounts share, so judge a column by the share of its values.
 */
export function recognizeIdentifier(value: string): RecognizedIdentifier | undefined {
  switch (value.length) {
    case 18:
      if (isResidentId(value)) return 'residentId';
      return isCreditCode(value) ? 'creditCode' : undefined;
    case 11:
      if (isMobileNumber(value)) return 'phone';
      break;
    case 6:
    case 9:
      return isDivisionCode(value) ? 'divisionCode' : undefined;
    case 12:
      if (isDivisionCode(value)) return 'divisionCode';
      break;
    default:
  }
  return value.length > 10 && isLandlineNumber(value) ? 'phone' : undefined;
}
