import { Button } from 'antd';
import { ProblemAlert } from '../design/problem-alert.tsx';
import { Finding } from '../design/finding.tsx';
import { Sheet, SheetGrid } from '../design/sheet.tsx';
import { EmptyState, FailureState, LoadingState } from '../design/states.tsx';
import { ApiProblem } from '../platform/problem.ts';
import styles from './components-page.module.css';

const refusal = new ApiProblem({
  status: 422,
  code: 'REQUEST_REASON_MISSING',
  title: '不同意须写明理由',
  detail: '拒绝共享申请的，应当说明理由。',
  traceId: '0199d3a0c1f27b1c8d52a1f0e4b7c903',
  rule: { id: '21.refusal.reasons', article: 21, title: '不同意须说明理由' },
  errors: [],
});

const faults = new ApiProblem({
  status: 422,
  code: 'CATALOGUE_ENTRY_INCOMPLETE',
  title: '目录条目还不完整',
  traceId: '0199d3a0c1f27b1c8d52a1f0e4b7c904',
  errors: [
    {
      field: '/conditions',
      code: 'REQUIRED',
      message: '有条件共享须列明共享范围与用途',
      rule: { id: '15.conditions', article: 15 },
    },
    { field: '/updateCycle', code: 'REQUIRED', message: '请选择更新频率' },
  ],
});

const unreachable = new ApiProblem({ status: 0, code: 'CONSOLE_UNREACHABLE', title: '', errors: [] });
const broken = new ApiProblem({ status: 503, code: 'CONSOLE_ANSWER_UNREADABLE', title: '', errors: [] });
const ignore = () => undefined;

export function StateSection() {
  return (
    <SheetGrid minColumn={26}>
      <Sheet flush title="EmptyState 空">
        <EmptyState title="没有待办" action={<Button>看看已办</Button>}>
          新的申请、审核与督办会出现在这里。
        </EmptyState>
      </Sheet>
      <Sheet flush title="LoadingState 载入">
        <LoadingState rows={3} />
      </Sheet>
      <Sheet flush title="FailureState 被拒">
        <FailureState problem={refusal} action={<Button type="primary">填写理由</Button>} />
      </Sheet>
      <Sheet flush title="FailureState 连不上 · 服务器故障">
        <FailureState problem={unreachable} onRetry={ignore} />
        <FailureState problem={broken} onRetry={ignore} />
      </Sheet>
      <Sheet title="ProblemAlert 表单">
        <ProblemAlert
          problem={faults}
          fieldLabels={{ '/conditions': '共享条件', '/updateCycle': '更新频率' }}
          onField={ignore}
        />
      </Sheet>
      <Sheet title="Finding 发现">
        <div className={styles['stack']}>
          <Finding icon="duplicate" title="重复采集" action={<a href="/design">逐项比对</a>}>
            与税务局《企业社会保险缴费信息》7 / 9 项相同。
          </Finding>
          <Finding boxed title="分析发现 2 处">
            缺口 1 处，2025 年 214 户无行命中
          </Finding>
        </div>
      </Sheet>
    </SheetGrid>
  );
}
