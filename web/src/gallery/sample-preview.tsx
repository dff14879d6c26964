import { Button } from 'antd';
import { AnswerChoices } from '../design/answer-choices.tsx';
import { ArticleLink } from '../design/article-link.tsx';
import { ClockChip } from '../design/clock-chip.tsx';
import { DayTape } from '../design/day-tape.tsx';
import { DepartmentFlow } from '../design/department-name.tsx';
import { DraftNote, useDraft } from '../design/drafts.tsx';
import { Facts } from '../design/facts.tsx';
import { ReceiptChip } from '../design/receipt-chip.tsx';
import { ShareClassBadge } from '../design/share-class-badge.tsx';
import { type Step, StepLine } from '../design/step-line.tsx';
import { SidePanel, SidePart } from '../design/work-page.tsx';
import { extensionTape, sampleClocks } from './sample-clocks.ts';
import styles from './sample-pages.module.css';

const steps: readonly Step[] = [
  { id: 'sent', title: '提交', state: 'done', who: '民政局 何静', when: '11-11 16:20', gap: '1 日' },
  { id: 'taken', title: '受理', state: 'done', who: '人社局 工作机构', when: '11-12 09:05', gap: '7 日' },
  { id: 'asked', title: '申请延期', state: 'done', who: '人社局 吴桐', when: '11-23 08:47' },
  { id: 'consent', title: '数据局同意', state: 'current', who: '周敏（你）', when: '进行中' },
  { id: 'reply', title: '答复', state: 'ahead', who: '人社局负责人' },
];

type Answer = 'agree' | 'shorten' | 'refuse';

/** The task in question: what happens if nothing is done, both deadlines on one tape, the answers with their keys. */
export function SamplePreview() {
  const draft = useDraft<Answer>('gallery.answer', 'agree');
  return (
    <SidePanel
      label="延期同意"
      foot={
        <>
          <div className={styles['answerHead']}>
            <strong>你的答复</strong>
            <DraftNote draft={draft} />
          </div>
          <AnswerChoices<Answer>
            label="你的答复"
            value={draft.value}
            onChange={draft.setValue}
            choices={[
              {
                value: 'agree',
                label: '同意延期',
                consequence: '新期限 12-10，系统即时告知民政局',
                shortcut: 'a',
              },
              {
                value: 'shorten',
                label: '同意，但缩短',
                consequence: '自定天数（1–9），告知双方',
                shortcut: 's',
              },
              {
                value: 'refuse',
                label: '不同意',
                consequence: '须写理由；人社局仍应于 11-26 前答复',
                shortcut: 'r',
              },
            ]}
          />
          <div className={styles['answerFoot']}>
            <ReceiptChip entryId="sample" index={1_184_290_771} hash="a3f90000001c07" witnessed />
            <Button>要求补充说明</Button>
            <Button type="primary">确认同意延期</Button>
          </div>
        </>
      }
    >
      <SidePart>
        <div className={styles['previewHead']}>
          <span className="caption">
            延期同意 · <code>GX-2026-11-0387</code>
          </span>
          <a href="/design/requests">打开全文</a>
        </div>
        <h1 className={styles['previewTitle']}>养老保险待遇领取信息</h1>
        <p className={styles['previewLine']}>
          <DepartmentFlow from={{ name: '民政局' }} to={{ name: '人社局' }} withRoles />
          <ShareClassBadge shareClass="conditional" />
        </p>
        <ClockChip
          clock={sampleClocks.soon}
          layout="block"
          consequence={
            <>
              不处理：11-26 24:00 起计 <b className={styles['late']}>人社局逾期答复</b>
            </>
          }
        />
      </SidePart>
      <SidePart>
        <StepLine steps={steps} />
      </SidePart>
      <SidePart>
        <DayTape
          compact
          days={extensionTape}
          title="期限如何变化"
          summary="实 已用 · 浅 剩余 · 虚线 拟延长"
        />
        <p className={styles['reasonLabel']}>人社局的延期理由</p>
        <p className={styles['reason']}>
          待遇领取状态由省集中系统产生，回流批次为每月 28 日；须待 11 月批次到齐后核定可提供的行范围。
        </p>
        <Facts
          facts={[
            {
              label: '申请延长',
              value: (
                <>
                  <b>10</b> 个工作日（上限 10，
                  <ArticleLink article={21} ruleId="21.extension" />
                  ）→ 新期限 <b>12月10日 周四</b>
                </>
              ),
            },
            { label: '申请范围', value: '7 项 · 仅 60 岁以上、户籍在本市 · 查询 + 核验' },
            { label: '使用依据', value: <span className="serif">《特困人员认定办法》第十条</span> },
            { label: '申请方意见', value: '民政局：12 月 15 日前需用，可以接受' },
            { label: '该部门记录', value: '近 12 个月申请延期 3 次，同意 2 次，延后均按期答复' },
          ]}
        />
      </SidePart>
    </SidePanel>
  );
}
