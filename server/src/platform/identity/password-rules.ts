import type { FieldError } from '../app-error.ts';
import { identityError } from './errors.ts';

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

/** Of five (0 to 4): more than ten thousand million guesses by somebody who knows how people choose. */
const LEAST_SCORE = 4;

/** What people here would try first, and the estimator's English lists do not know. */
const LOCAL_WORDS = [
  ...[
    'tandem',
    'shuanglun',
    'zhengwu',
    'shuju',
    'shujuju',
    'gongxiang',
    'zhengfu',
    'jiguan',
    'mima',
    'wodemima',
  ],
  ...[
    'woaini',
    'woaini1314',
    '1314520',
    '5201314',
    '147258',
    'zhongguo',
    'beijing',
    'shifan',
    'guanliyuan',
    'nihao',
  ],
];

/**
 * Length and strength instead of character classes (NIST SP 800-63B 3.1.1): at least 12 characters, not among
 * common or leaked passwords, no keyboard run, repetition or sequence, nothing built from the person's own words.
 * @param words what the person is known by: login, name, department
 * @throws AppError IDENTITY_PASSWORD_WEAK with the reason on `field`
 */
export async function assertPasswordAcceptable(
  password: string,
  about: { field: string; words: readonly string[] },
): Promise<void> {
  const fault = await passwordFault(password, about.words);
  if (fault) throw identityError('IDENTITY_PASSWORD_WEAK', { errors: [{ field: about.field, ...fault }] });
}

async function passwordFault(
  password: string,
  words: readonly string[],
): Promise<Omit<FieldError, 'field'> | undefined> {
  const length = [...password.normalize('NFKC')].length;
  if (length < PASSWORD_MIN) return { code: 'IDENTITY_PASSWORD_SHORT', params: { limit: PASSWORD_MIN } };
  const folded = password.normalize('NFKC').toLowerCase();
  const own = words.flatMap((word) => word.toLowerCase().split(/[\s._@-]+/)).filter(isTelling);
  if (own.some((word) => folded.includes(word))) return { code: 'IDENTITY_PASSWORD_NAMES_YOU' };
  const strength = await loadStrength();
  if (strength(folded, own) < LEAST_SCORE) return { code: 'IDENTITY_PASSWORD_COMMON' };
  return undefined;
}

/** Two characters of Chinese, or four of anything else: less occurs in good passwords by chance. */
function isTelling(word: string): boolean {
  return [...word].length >= (/\p{Script=Han}/u.test(word) ? 2 : 4);
}

type Strength = (password: string, words: string[]) => number;
let loading: Promise<Strength> | undefined;

/** The word lists take 5 MB, so they are read when somebody first sets a password. */
function loadStrength(): Promise<Strength> {
  loading ??= readLists();
  return loading;
}

async function readLists(): Promise<Strength> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const estimator = new ZxcvbnFactory({
    dictionary: { ...dictionary, local: LOCAL_WORDS },
    graphs: adjacencyGraphs,
  });
  // The estimator's cost grows with the square of the length; beyond 64 characters nothing is gained.
  return (password, words) => estimator.check(password.slice(0, 64), words).score;
}
