import { ArticleLink } from '../design/article-link.tsx';
import { ClockChip } from '../design/clock-chip.tsx';
import { DateText } from '../design/date-text.tsx';
import { DayTape } from '../design/day-tape.tsx';
import { DepartmentFlow, DepartmentName } from '../design/department-name.tsx';
import { Highlighted } from '../design/highlighted.tsx';
import { Kbd } from '../design/kbd.tsx';
import { MoneyText } from '../design/money-text.tsx';
import { ProofMark } from '../design/proof-mark.tsx';
import { Disagreement, ProvenanceChip } from '../design/provenance-chip.tsx';
import { ReceiptChip } from '../design/receipt-chip.tsx';
import { ShareClassBadge, shareClasses } from '../design/share-class-badge.tsx';
import { Sheet, SheetGrid } from '../design/sheet.tsx';
import { type Step, StepLine } from '../design/step-line.tsx';
import { Tag } from '../design/tag.tsx';
import { Button } from 'antd';
import styles from './components-page.module.css';
import { extensionTape, overdueTape, sampleClocks, supplementedTape } from './sample-clocks.ts';

export function ClockSection() {
  return (
    <Sheet title="ClockChip 时钟" note="row · line · pill · block">
      <div className={styles['stack']}>
        <div className={styles['cells']}>
          {Object.entries(sampleClocks).map(([name, clock]) => (
            <ClockChip key={name} clock={clock} onOpen={() => undefined} />
          ))}
        </div>
        <div className={styles['wrap']}>
          <ClockChip clock={sampleClocks.calm} layout="pill" />
          <ClockChip clock={sampleClocks.soon} layout="pill" />
          <ClockChip clock={sampleClocks.late} layout="pill" />
          <ClockChip clock={sampleClocks.done} layout="pill" />
        </div>
        <SheetGrid minColumn={22}>
          <ClockChip
            clock={sampleClocks.soon}
            layout="block"
            consequence="不处理：11-26 24:00 起计人社局逾期答复"
          />
          <ClockChip clock={sampleClocks.late} layout="block" consequence="已计入提供部门记录" />
        </SheetGrid>
      </div>
    </Sheet>
  );
}

const refusedSteps: readonly Step[] = [
  { id: '1', title: '提交', state: 'done', who: '税务局 陈立群', when: '11-05 14:32', gap: '38 分' },
  {
    id: '2',
    title: '受理',
    state: 'done',
    who: '市场监管局 李卓然',
    when: '11-05 15:10',
    gap: '暂停 4 日',
    gapPaused: true,
  },
  { id: '3', title: '不同意', state: 'refused', who: '负责人 高远', when: '11-23 09:20' },
  { id: '4', title: '协议', state: 'skipped' },
];

const manySteps: readonly Step[] = [
  { id: '1', title: '提交', state: 'done', who: '税务局 邹雪', when: '11-05 14:32', gap: '38 分' },
  {
    id: '2',
    title: '补正通知',
    state: 'done',
    who: '市场监管局 李卓然',
    when: '11-05 15:10',
    gap: '暂停 10 个工作日',
    gapPaused: true,
  },
  { id: '3', title: '补正送达', state: 'done', who: '税务局 陈立群', when: '11-19 09:20', gap: '随即' },
  {
    id: '4',
    title: '申请延期',
    state: 'done',
    who: '市场监管局 李卓然',
    when: '11-19 09:20',
    gap: '18 小时',
  },
  { id: '5', title: '主管部门同意', state: 'current', who: '主管部门', when: '进行中' },
  { id: '6', title: '答复', state: 'ahead', who: '市场监管局', when: '12-14 前' },
  { id: '7', title: '协议生效', state: 'ahead', who: '双方确认' },
  { id: '8', title: '供数', state: 'ahead', when: '同意后 20 个工作日内' },
];

export function TapeSection() {
  return (
    <Sheet title="DayTape 逐日 · StepLine 步骤">
      <div className={styles['stack']}>
        <DayTape
          days={supplementedTape}
          title="补正暂停"
          summary="已用 8 · 暂停 4 · 剩余 2"
          startLabel="受理"
        />
        <DayTape days={extensionTape} compact title="拟延长" summary="实 已用 · 浅 剩余 · 虚线 拟延长" />
        <DayTape days={overdueTape} compact title="逾期" />
        <StepLine steps={manySteps} label="八步" />
        <StepLine steps={refusedSteps} />
        <div style={{ maxWidth: '22rem' }}>
          <StepLine steps={refusedSteps} />
        </div>
      </div>
    </Sheet>
  );
}

export function ChipSection() {
  return (
    <Sheet title="小件">
      <div className={styles['stack']}>
        <div className={styles['wrap']}>
          {shareClasses.map((shareClass) => (
            <ShareClassBadge key={shareClass} shareClass={shareClass} />
          ))}
          <Tag>含个人信息</Tag>
          <Kbd>Ctrl K</Kbd>
          <ArticleLink article={21} ruleId="21.reply.conditional" />
          <ArticleLink article={null} ruleId="platform.reminder" />
        </div>
        <div className={styles['wrap']}>
          <ReceiptChip entryId="1" index={1_184_290_771} hash="a3f900001c07" witnessed />
          <ReceiptChip entryId="2" index={1_184_290_772} hash="b3f900001c08" />
          <ReceiptChip entryId="3" />
        </div>
        <div className={styles['wrap']}>
          <ProvenanceChip source="市监" sourceName="市场监管局" at="2026-11-22T09:14:00+08:00" />
          <ProvenanceChip source="税务" at="2025-06-03" />
          <ProofMark>全部自检通过</ProofMark>
          <ProofMark proven={false}>等待联署</ProofMark>
        </div>
        <div className={styles['wrap']}>
          <DepartmentName department={{ name: '示范市市场监督管理局', shortName: '市场监管局' }} />
          <DepartmentFlow from={{ name: '民政局' }} to={{ name: '人社局' }} withRoles />
          <DepartmentFlow from={{ name: '财政局' }} to={{ name: '农业农村局' }} mutual />
          <MoneyText amountFen={1_843_680} />
          <DateText at="2026-11-26" kind="weekday" />
          <DateText at="2027-01-04T08:00:00+08:00" />
          <span>
            <Highlighted text="企业社会保险缴费信息" words={['社会保险', '缴费']} />
          </span>
        </div>
        <Disagreement
          title="住所 · 两个来源不一致"
          values={[
            { value: '云岭路 88 号 3 幢 201 室', source: '市监', at: '2026-03-11' },
            { value: '云岭路 88 号 5 幢 201 室', source: '税务', at: '2026-10-20' },
          ]}
          note="市场监管局 10 个工作日内反馈 · 第26条"
          action={<Button size="small">提交校核</Button>}
        />
      </div>
    </Sheet>
  );
}
