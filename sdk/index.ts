export type { Batch, BatchOrder, BatchState } from './batch.ts';
export {
  createClient,
  type ClientOptions,
  type Disclosed,
  type QueryAnswer,
  type QueryInput,
  type Self,
  type TandemClient,
  type VerifyAnswer,
  type VerifyInput,
  type Where,
} from './create-client.ts';
export { generateKeyPair, keyIdOf, type KeyPair } from './keys.ts';
export {
  contentDigest,
  signatureBase,
  signatureParams,
  signRequest,
  type Signer,
  type UnsignedRequest,
} from './sign-request.ts';
export { TandemError, UNREACHABLE, type FieldProblem, type RuleReference } from './tandem-error.ts';
export type { Call } from './transport.ts';
