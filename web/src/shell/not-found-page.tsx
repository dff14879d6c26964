import { FailurePage } from '../design/failure-page.tsx';
import { ApiProblem } from '../platform/problem.ts';

const unknownPage = new ApiProblem({ status: 404, code: 'CONSOLE_PAGE_UNKNOWN', title: '', errors: [] });

export function NotFoundPage() {
  return <FailurePage problem={unknownPage} />;
}
