import { Button, Checkbox, Input } from 'antd';
import { ArticleLink } from '../design/article-link.tsx';
import { ClockChip } from '../design/clock-chip.tsx';
import { DayTape } from '../design/day-tape.tsx';
import { DepartmentFlow } from '../design/department-name.tsx';
import { Facts } from '../design/facts.tsx';
import { Icon } from '../design/icon.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { ProofMark } from '../design/proof-mark.tsx';
import { ReceiptTimeline } from '../design/receipt-chip.tsx';
import { ShareClassBadge } from '../design/share-class-badge.tsx';
import { Sheet, SheetDivider } from '../design/sheet.tsx';
import { Changed, StatuteQuote } from '../design/statute-quote.tsx';
import { type Step, StepLine } from '../design/step-line.tsx';
import { Tag } from '../design/tag.tsx';
import { ActionBar, SidePanel, SidePart, WorkPage } from '../design/work-page.tsx';
import { sampleClocks, supplementedTape } from './sample-clocks.ts';
import styles from './sample-pages.module.css';

const steps: readonly Step[] = [
  { id: '1', title: '提交', state: 'done', who: '税务局 陈立群', when: '11-05 14:32', gap: '38 分' },
  { id: '2', title: '受理', state: 'done', who: '李卓然', when: '11-05 15:10', gap: '3 日' },
  {
    id: '3',
    title: '补正通知',
    state: 'done',
    who: '李卓然 · 缺 2 件',
    when: '11-10 10:26',
    gap: '暂停 4 日',
    gapPaused: true,
  },
  { id: '4', title: '补正送达', state: 'done', who: '税务局 陈立群', when: '11-16 17:41', gap: '5 日' },
  { id: '5', title: '答复', state: 'current', who: '你拟稿 → 负责人 高远', when: '进行中' },
  { id: '6', title: '协议生效', state: 'ahead', who: '双方确认' },
  { id: '7', title: '供数', state: 'ahead', who: '20 个工作日内', when: <ArticleLink article={22} /> },
];

const kept = ['统一社会信用代码', '企业名称', '登记状态', '住所', '注册资本'];
const dropped = [
  ['法定代表人姓名', '去掉 · 以核验代替'],
  ['法定代表人证件号', '去掉 · 非必要'],
] as const;

/** One request of the pictures: steps, clock, scope, agreement and conversation side by side, receipts at the edge. */
export function SampleRequestPage() {
  return (
    <WorkPage side={<Receipts />} actions={<Answers />}>
      <PageHeader
        crumbs={[
          { label: '共享申请', to: '/design/requests' },
          { label: '待我答复', to: '/design/inbox' },
          { label: <code>GX-2026-11-0142</code> },
        ]}
        title="企业登记基本信息"
        badges={<ShareClassBadge shareClass="conditional" />}
        note={<DepartmentFlow from={{ name: '税务局 陈立群' }} to={{ name: '市场监管局' }} withRoles />}
        actions={
          <ClockChip
            layout="pill"
            clock={{ ...sampleClocks.soon, usedDays: 8, remainingDays: 2, dueOn: '2026-11-25' }}
          />
        }
      />
      <Sheet>
        <StepLine steps={steps} />
        <SheetDivider />
        <DayTape
          days={supplementedTape}
          startLabel="受理"
          title={
            <>
              <b>法定答复时钟</b> <ArticleLink article={21} quiet /> · 有条件共享 10 个工作日，自受理次日起算
            </>
          }
          summary={
            <>
              已用 <b>8</b> · 暂停 <b>4</b> · 剩余 <b>2</b> 个工作日；原期限 11-19 因补正顺延至 11-25
            </>
          }
        />
      </Sheet>
      <div className={styles['requestGrid']}>
        <Scope />
        <div className={styles['stack']}>
          <Agreement />
          <Conversation />
        </div>
      </div>
    </WorkPage>
  );
}

function Scope() {
  return (
    <Sheet title="申请范围" note="选 5 / 申请 7 / 目录 18 项">
      {kept.map((item) => (
        <div key={item} className={styles['itemLine']}>
          <Checkbox defaultChecked>{item}</Checkbox>
        </div>
      ))}
      {dropped.map(([item, why]) => (
        <div key={item} className={styles['itemLine']}>
          <Checkbox>
            <span className={styles['struck']}>{item}</span>
          </Checkbox>
          <span className={styles['ochre']}>{why}</span>
        </div>
      ))}
      <SheetDivider />
      <Facts
        plain
        labelWidth="4rem"
        facts={[
          {
            label: '行范围',
            value: (
              <>
                <Tag>登记机关 = 江北区</Tag>
                <div className="caption">约 48,210 户，占全市 13.7%</div>
              </>
            ),
          },
          {
            label: '依据',
            value: (
              <>
                <span className="serif">《税收征收管理法》第六条</span> <ProofMark>原文已核</ProofMark>
              </>
            ),
          },
          { label: '场景', value: '新办企业税务登记信息确认' },
          { label: '方式', value: '查询、核验、批量（每日 1 次）' },
          { label: '时限', value: '2026-12-01 至 2027-11-30' },
        ]}
      />
    </Sheet>
  );
}

function Agreement() {
  return (
    <Sheet
      title="协议预览"
      note={
        <>
          与申请相比 <b className={styles['ochre']}>2 处不同</b> · 双方确认后生效
        </>
      }
    >
      <StatuteQuote>
        市场监管局授权税务局，为<u>新办企业税务登记信息确认</u>
        之用途，以服务接口与批量交换方式，使用登记机关为江北区之企业的
        <Changed before="七项">五项</Changed>数据；<Changed>法定代表人身份以核验方式答复是或否。</Changed>
        未经提供方同意，不得扩大范围、改变用途或提供第三方（
        <ArticleLink article={25} quiet />
        ）；使用记录保存三年以上（
        <ArticleLink article={29} quiet />
        ）。期限自二〇二六年十二月一日至二〇二七年十一月三十日；目的已实现或不再需要的，按提供方要求处置（
        <ArticleLink article={27} quiet />
        ）。
      </StatuteQuote>
    </Sheet>
  );
}

function Conversation() {
  return (
    <Sheet title="往来" note="补正须一次性告知，本件已用">
      <Facts
        facts={[
          {
            label: <b className={styles['ochre']}>补正通知</b>,
            value: '一次性告知缺 2 件：① 江北区税务局职责文件；② 个人信息保护影响评估。',
            aside: '市场监管局 李卓然 · 11-10 10:26',
          },
          { label: <b>补正</b>, value: '两件已补齐。', aside: '税务局 陈立群 · 11-16 17:41' },
          {
            label: <b>调整建议</b>,
            value: '证件号与姓名对本场景非必要，建议改为核验（答是或否）。',
            aside: '市场监管局 李卓然 · 今天 09:12',
          },
        ]}
      />
      <Input.Search
        style={{ marginTop: '0.75rem' }}
        enterButton="发送"
        placeholder="写给税务局，双方和数据局可见"
      />
    </Sheet>
  );
}

function Receipts() {
  return (
    <SidePanel label="存证回执">
      <SidePart title="存证回执" note={<ProofMark>5 条均已见证</ProofMark>}>
        <p className="caption" style={{ marginBottom: '0.75rem' }}>
          每一步先入账本，再生效。均可离线复核。
        </p>
        <ReceiptTimeline
          steps={[
            {
              entryId: '1',
              title: '提交申请',
              note: '税务局 · 11-05 14:32',
              index: 1_183_902_118,
              hash: 'c71e000040ab',
              witnessed: true,
            },
            {
              entryId: '2',
              title: '受理，计时开始',
              note: '市场监管局 · 11-05 15:10',
              index: 1_183_951_640,
              hash: '08d20000f1c9',
              witnessed: true,
            },
            {
              entryId: '3',
              title: '补正通知，计时暂停',
              note: '市场监管局 · 11-10 10:26',
              index: 1_184_020_377,
              hash: '5b9a00007730',
              witnessed: true,
            },
            {
              entryId: '4',
              title: '补正送达，计时恢复',
              note: '税务局 · 11-16 17:41',
              index: 1_184_163_052,
              hash: 'e40f00002d16',
              witnessed: true,
            },
            {
              entryId: '5',
              title: '调整范围：去掉 2 项',
              note: '市场监管局 · 11-23 09:12',
              index: 1_184_288_415,
              hash: '91b70000c85e',
            },
          ]}
        />
      </SidePart>
      <SidePart>
        <Button block icon={<Icon name="download" />}>
          下载全部回执
        </Button>
      </SidePart>
      <SidePart title="该申请方">
        <Facts
          facts={[
            { label: '在用协议', value: <b>17 份</b>, aside: '上年 12' },
            { label: '越权被拒', value: <b>2 次 / 年</b>, aside: '上年 5' },
            { label: '使用记录齐全', value: <b>100%</b>, aside: '目标 100%' },
          ]}
        />
      </SidePart>
    </SidePanel>
  );
}

function Answers() {
  return (
    <ActionBar
      note={
        <>
          答复送工作机构负责人 <b>高远</b> 同意后发出 · 不处理：11-26 起计为逾期并通报数据局
        </>
      }
    >
      <Button>申请延期</Button>
      <Button danger>不同意（须写理由）</Button>
      <Button type="primary">同意调整后的范围，送负责人</Button>
    </ActionBar>
  );
}
