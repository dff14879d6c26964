import Ajv, { type ErrorObject, type SchemaValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import { Type, type TSchema } from 'typebox';
import { lettersIn, visibleLength } from '../visible-length.ts';

/**
 * Bodies are taken exactly as the schema says: no coercion, no silent removal of unknown keys.
 * Path, query and header values are text on the wire, so numbers and booleans are read from it.
 */
export function schemaCompilers(): { validator: FastifySchemaCompiler<TSchema> } {
  const common = {
    removeAdditional: false,
    useDefaults: true,
    allErrors: false,
    strictSchema: false,
  } as const;
  const strict = new Ajv.default({ ...common, coerceTypes: false });
  const textual = new Ajv.default({ ...common, coerceTypes: 'array' });
  for (const ajv of [strict, textual]) {
    addFormats.default(ajv);
    for (const keyword of ['minLength', 'maxLength']) ajv.removeKeyword(keyword);
    ajv.addKeyword({ keyword: 'maxLength', type: 'string', schemaType: 'number', validate: shortEnough });
    ajv.addKeyword({ keyword: 'minLength', type: 'string', schemaType: 'number', validate: longEnough });
    ajv.addKeyword({ keyword: 'minLetters', type: 'string', schemaType: 'number', validate: wordyEnough });
  }
  const validator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
    const validate = (httpPart === 'body' ? strict : textual).compile(schema);
    return (value: unknown) => {
      if (!validate(value)) return { error: asValidationError(validate.errors ?? []) };
      const unusable = unusableText(value, '', 0);
      return unusable === undefined ? { value } : { error: asValidationError([unusable]) };
    };
  };
  return { validator };
}

/** A text is as long as what it says, so that no reason is made of blanks. */
const longEnough: SchemaValidateFunction = (limit: number, text: string) => {
  if (visibleLength(text) >= limit) return true;
  longEnough.errors = [{ keyword: 'minLength', params: { limit } }];
  return false;
};

/** Whoever wrote too much is told how much, so that nothing has to be cut off unseen. */
const shortEnough: SchemaValidateFunction = (limit: number, text: string) => {
  if (text.length <= limit) return true;
  const typed = [...text].length;
  if (typed <= limit) return true;
  shortEnough.errors = [{ keyword: 'maxLength', params: { limit, typed, excess: typed - limit } }];
  return false;
};

const wordyEnough: SchemaValidateFunction = (limit: number, text: string) => {
  if (lettersIn(text) >= limit) return true;
  wordyEnough.errors = [{ keyword: 'minLetters', params: { limit } }];
  return false;
};

/** A reason, or whatever else somebody has to explain: so many letters and digits at least, punctuation apart. */
export function Words(minLetters: number, maxLength: number) {
  return Type.String({ minLength: minLetters, maxLength, minLetters });
}

const MOST_LEVELS = 32;

/** Turns the order of what is read around: what a register shows would not be what it holds. */
const REORDERING = /[\u202a-\u202e\u2066-\u2069]/;

/** The first text that no database keeps (with NUL or half a surrogate pair) or that reorders, or what is nested beyond all reason. */
function unusableText(value: unknown, path: string, level: number): ErrorObject | undefined {
  if (typeof value === 'string') {
    if (value.isWellFormed() && !value.includes('\0') && !REORDERING.test(value)) return undefined;
    return { keyword: 'characters', instancePath: path, schemaPath: '', params: {} };
  }
  if (level > MOST_LEVELS) return { keyword: 'depth', instancePath: '', schemaPath: '', params: {} };
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = unusableText(key, path, level) ?? unusableText(inner, `${path}/${key}`, level + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function asValidationError(errors: ErrorObject[]): Error {
  return Object.assign(new Error('input does not fit its schema'), { validation: errors, statusCode: 400 });
}
