import { Form, type FormInstance } from 'antd';
import { isTooLong } from '../platform/letters.ts';

/** Characters that the server takes of each text, by the field's name. */
export type Most = Readonly<Record<string, number>>;

/** Whether every text of a form's values can be sent as it is. */
export function fits(values: object | undefined, most: Most): boolean {
  return Object.entries(values ?? {}).every(
    ([name, value]) => typeof value !== 'string' || !isTooLong(value, most[name] ?? Number.POSITIVE_INFINITY),
  );
}

/** The same as it is being typed: disables the button that sends. */
export function useFormFits(form: FormInstance, most: Most): boolean {
  return fits(Form.useWatch([], form) as object | undefined, most);
}
