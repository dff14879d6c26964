import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../platform/api.ts';

/** `6401` and `640100` name the same division; codes of townships have nine digits. */
function paddedCode(code: string): string {
  return code.length > 6 ? code : code.padEnd(6, '0');
}

/** The name of a division by its code; the code itself until the name is there. */
export function DivisionName({ code, full = false }: { code: string; full?: boolean }) {
  const padded = paddedCode(code);
  const { data } = useQuery({
    queryKey: ['divisions', 'one', padded],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/divisions/{code}', { params: { path: { code: padded } }, signal })),
    staleTime: Infinity,
  });
  const name = full ? data?.division.fullName : data?.division.name;
  return <abbr title={`${data?.division.fullName ?? ''} ${padded}`}>{name ?? padded}</abbr>;
}
