/** Pattern of `ilike` that finds `text` anywhere, taken literally. */
export function substringPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
