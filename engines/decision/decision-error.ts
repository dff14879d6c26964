export type DecisionErrorCode =
  /** FEEL that can not be read; params: line, column, offset, expected. */
  | 'FEEL_SYNTAX'
  | 'XML_MALFORMED'
  | 'XML_DOCTYPE_REFUSED'
  /** No `definitions` of DMN 1.2 to 1.5. */
  | 'MODEL_NOT_DMN'
  /** An element lacks what DMN asks of it; params: element, missing, line, column. */
  | 'MODEL_INVALID'
  | 'MODEL_TOO_LARGE'
  /** Nested more deeply than anybody writes. */
  | 'LIMIT_DEPTH'
  /** An evaluation does more than it may; params: limit. */
  | 'LIMIT_STEPS'
  /** A list or a text grows longer than it may; params: limit. */
  | 'LIMIT_SIZE'
  /** A `typeRef` that names nothing; params: type. */
  | 'TYPE_UNKNOWN'
  /** A name in an expression that nothing has; params: name. Never thrown, but told of a compiled model. */
  | 'NAME_UNKNOWN'
  /** An expression in another language than FEEL; params: language. */
  | 'LANGUAGE_REFUSED'
  /** A function in Java or PMML; params: kind. */
  | 'EXTERNAL_FUNCTION_REFUSED'
  /** Something required that no model has; params: namespace, id. */
  | 'REFERENCE_UNKNOWN'
  /** Decisions that require each other in a ring; params: name. */
  | 'REQUIREMENT_CYCLE'
  /** A column of a batch with less rows than are to be decided; params: name, rows. */
  | 'COLUMN_TOO_SHORT'
  /** No decision, function or service of this name or id; params: name. */
  | 'NOT_FOUND'
  /** Two of one kind have this name; their ids tell them apart; params: name. */
  | 'NAME_AMBIGUOUS';

/** Every refusal of this engine. The code is stable; the message is for developers. */
export class DecisionError extends Error {
  readonly code: DecisionErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  constructor(code: DecisionErrorCode, params: Record<string, string | number> = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = 'DecisionError';
    this.code = code;
    this.params = params;
  }
}
