/**
 * A moment as text on China's clock, `YYYY-MM-DD<between>HH:MM:SS[.fff]`, by the +08:00 that an import reads it by. The zone
 * Asia/Shanghai would not do: it had summer time until 1991, and other minutes before 1901.
 */
export function clockSql(column: string, between: 'T' | ' '): string {
  const format = `YYYY-MM-DD"${between}"HH24:MI:SS.US`;
  const clock = `to_char(${column} at time zone interval '+08:00', '${format}')`;
  return `rtrim(rtrim(${clock}, '0'), '.')`;
}
