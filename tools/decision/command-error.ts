/** Why a command can not be carried out, besides what the engine refuses. */
export class CommandError extends Error {
  readonly code: 'USAGE' | 'FILE_MISSING' | 'ENCODING_REFUSED' | 'INPUT_INVALID' | 'INPUT_UNKNOWN';
  readonly params: Readonly<Record<string, string>>;
  constructor(code: CommandError['code'], params: Record<string, string> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
