import Ajv, { type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';

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
  }
  const validator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
    const validate = (httpPart === 'body' ? strict : textual).compile(schema);
    return (value: unknown) => {
      const valid = validate(value);
      return valid ? { value } : { error: asValidationError(validate.errors ?? []) };
    };
  };
  return { validator };
}

function asValidationError(errors: ErrorObject[]): Error {
  return Object.assign(new Error('input does not fit its schema'), { validation: errors, statusCode: 400 });
}
