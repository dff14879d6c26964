/** A call under an agreement as the page composes it; pure, so that the examples can be run by a test. */
export type ComposedCall =
  | { mode: 'query'; items: string[]; where: Condition[] }
  | { mode: 'verify'; where: Condition[]; given: Record<string, string> }
  | { mode: 'batch'; items: string[]; format: 'csv' | 'xlsx' | 'parquet' };

export interface Condition {
  item: string;
  values: string[];
}

export interface CallTarget {
  /** Where the platform is reached: `https://data.example.gov.cn`. */
  origin: string;
  /** Uuid, or `sandbox`. */
  agreementId: string;
  purpose: string;
}

/** Name of the private key's file in both examples; the SDK's generator writes it there. */
export const keyFile = 'keys/tandem-private.pem';

export function callPath(agreementId: string, mode: ComposedCall['mode']): string {
  return `/api/v1/exchange/agreements/${agreementId}/${mode === 'batch' ? 'batches' : mode}`;
}

/** The body that is sent, in the order in which the examples show it. */
export function callBody(call: ComposedCall): Record<string, unknown> {
  switch (call.mode) {
    case 'query':
      return { items: call.items, where: call.where };
    case 'verify':
      return { where: call.where, given: call.given };
    case 'batch':
      return { items: call.items, format: call.format };
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Signed by openssl 3 and sent by curl: nothing else is needed. RFC 9421, RFC 9530, RFC 7638. */
export function curlExample(call: ComposedCall, target: CallTarget): string {
  const url = `${target.origin}${callPath(target.agreementId, call.mode)}`;
  return [
    `KEY=${keyFile}`,
    `URL=${quoted(url)}`,
    `PURPOSE=${quoted(encodeURIComponent(target.purpose))}`,
    `BODY=${quoted(JSON.stringify(callBody(call)))}`,
    '',
    `b64() { openssl base64 -A; }; b64url() { b64 | tr '+/' '-_' | tr -d '='; }`,
    `X=$(openssl pkey -in "$KEY" -pubout -outform DER | tail -c 32 | b64url)`,
    `KEYID=$(printf '{"crv":"Ed25519","kty":"OKP","x":"%s"}' "$X" | openssl dgst -sha256 -binary | b64url)`,
    `DIGEST="sha-256=:$(printf %s "$BODY" | openssl dgst -sha256 -binary | b64):"`,
    `NOW=$(date +%s)`,
    `PARAMS='("@method" "@target-uri" "content-digest" "tandem-purpose")'";created=$NOW;expires=$((NOW + 60));nonce=\\"$(openssl rand -hex 16)\\";keyid=\\"$KEYID\\";alg=\\"ed25519\\";tag=\\"tandem\\""`,
    `BASE=$(mktemp)`,
    `printf '"@method": POST\\n"@target-uri": %s\\n"content-digest": %s\\n"tandem-purpose": %s\\n"@signature-params": %s' \\`,
    `  "$URL" "$DIGEST" "$PURPOSE" "$PARAMS" > "$BASE"`,
    `SIGNATURE=$(openssl pkeyutl -sign -inkey "$KEY" -rawin -in "$BASE" | b64)`,
    '',
    `curl -sS -i "$URL" -H 'content-type: application/json' -H "content-digest: $DIGEST" -H "tandem-purpose: $PURPOSE" \\`,
    `  -H "signature-input: tandem=$PARAMS" -H "signature: tandem=:$SIGNATURE:" --data-binary "$BODY"`,
  ].join('\n');
}

function literal(value: unknown): string {
  return JSON.stringify(value, null, 1)
    .replace(/\n\s*/g, ' ')
    .replace(
      /"((?:[^"\\]|\\.)*)"/g,
      (_, text: string) => `'${text.replaceAll(String.raw`\"`, '"').replaceAll("'", String.raw`\'`)}'`,
    );
}

/** `{ 企业名称: '…' }`: a condition as the SDK takes it, one value bare, several as a list. */
function whereLiteral(where: readonly Condition[]): string {
  return literal(
    Object.fromEntries(where.map(({ item, values }) => [item, values.length === 1 ? values[0] : values])),
  );
}

function callLines(call: ComposedCall, { agreementId, purpose }: CallTarget): string[] {
  const id = literal(agreementId);
  switch (call.mode) {
    case 'query':
      return [
        `const answer = await tandem.query(${id}, {`,
        `  purpose: ${literal(purpose)},`,
        `  items: ${literal(call.items)},`,
        `  where: ${whereLiteral(call.where)},`,
        '});',
        'console.log(answer.items, answer.receipt);',
      ];
    case 'verify':
      return [
        `const { answer, receipt } = await tandem.verify(${id}, {`,
        `  purpose: ${literal(purpose)},`,
        `  where: ${whereLiteral(call.where)},`,
        `  given: ${literal(call.given)},`,
        '});',
        'console.log(answer, receipt);',
      ];
    case 'batch':
      return [
        `const batch = await tandem.batch(${id}, {`,
        `  purpose: ${literal(purpose)},`,
        `  items: ${literal(call.items)},`,
        `  format: ${literal(call.format)},`,
        '});',
        'await batch.wait();',
        `const { receipt } = await batch.saveTo('rows.${call.format}');`,
        'console.log(receipt);',
      ];
  }
}

/** The same call in TypeScript with the SDK; Node runs it as it stands. */
export function typescriptExample(call: ComposedCall, target: CallTarget): string {
  return [
    `import { readFileSync } from 'node:fs';`,
    `import { createClient } from '@tandem/sdk';`,
    '',
    `const privateKey = readFileSync(${literal(keyFile)}, 'utf8');`,
    `const tandem = createClient({ url: ${literal(target.origin)}, privateKey });`,
    ...callLines(call, target),
  ].join('\n');
}
