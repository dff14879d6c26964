import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import {
  departmentChoicesQuery,
  departmentQuery,
  peopleChoicesQuery,
  personQuery,
} from './administration-api.ts';
import { DepartmentChoice, PersonChoice } from './choices.tsx';

test('who is chosen stands there by name, also beyond the end of the list', () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  client.setQueryData(departmentChoicesQuery('').queryKey, [{ id: 'd-1', name: '示范市民政局' }] as never);
  client.setQueryData(departmentQuery('d-210').queryKey, {
    department: { name: '示范市第210街道办事处' },
  } as never);
  const filter = { department: undefined, role: undefined, q: '' };
  client.setQueryData(peopleChoicesQuery(filter).queryKey, []);
  const person = { name: '陈立群', position: '科长' };
  client.setQueryData(personQuery('p-101').queryKey, { person } as never);
  const html = renderToStaticMarkup(
    <QueryClientProvider client={client}>
      <DepartmentChoice label="部门" value="d-210" />
      <DepartmentChoice label="部门" value="d-1" />
      <PersonChoice label="委托人" department={undefined} value="p-101" />
    </QueryClientProvider>,
  );
  expect(html).toContain('示范市第210街道办事处');
  expect(html).toContain('示范市民政局');
  expect(html).toContain('陈立群 科长');
  expect(html).not.toMatch(/>d-210|p-101</);
});
