/** A source of randomness: uniform in [0, 1), as Math.random. Generators are deterministic in it. */
export type Random = () => number;

export function pick<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0];
}

export function pickText(random: Random, alphabet: string, length: number): string {
  let text = '';
  for (let at = 0; at < length; at += 1) text += alphabet.charAt(Math.floor(random() * alphabet.length));
  return text;
}
