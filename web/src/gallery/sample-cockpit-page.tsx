import { Button } from 'antd';
import { useCallback } from 'react';
import { Chart } from '../design/chart.tsx';
import type { ChartTheme } from '../design/chart-theme.ts';
import { ClockChip } from '../design/clock-chip.tsx';
import { DotPlot } from '../design/dot-plot.tsx';
import { Facts } from '../design/facts.tsx';
import { FigureRow } from '../design/figure-card.tsx';
import { MeterBar } from '../design/meter-bar.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { PrintButton } from '../design/print-button.tsx';
import { ProofMark } from '../design/proof-mark.tsx';
import { Sheet } from '../design/sheet.tsx';
import { disclosureOption, disclosureTable, supplyOption, supplyTable } from './sample-charts.ts';
import { sampleClocks } from './sample-clocks.ts';
import { dotRows, overdueRows, wantedRows } from './sample-cockpit.ts';
import { cockpitFigures } from './sample-figures.ts';
import styles from './sample-pages.module.css';

/** The authority's cockpit of the pictures. */
export function SampleCockpitPage() {
  return (
    <>
      <PageHeader
        title="共享驾驶舱"
        note="2026年11月 1 日至 22 日，与上月同期和目标相比 · 更新于 11-23 09:00"
        actions={
          <>
            <Button>本月</Button>
            <Button>全市 12 个区县</Button>
            <PrintButton />
          </>
        }
      />
      <FigureRow figures={cockpitFigures} />
      <div className={styles['cockpit']}>
        <SupplyAndDemand />
        <Sheet title="各部门按时答复率" note="● 本月　○ 上月　┆ 目标 95%　逾期">
          <DotPlot label="各部门按时答复率" rows={dotRows} min={84} max={100} target={95} />
        </Sheet>
        <MostWanted />
        <Disclosures />
        <Overdue />
        <Ledger />
      </div>
    </>
  );
}

function SupplyAndDemand() {
  const option = useCallback((theme: ChartTheme) => supplyOption(theme), []);
  return (
    <Sheet title="供需：申请与满足" note="份 / 月，11 月计至 22 日">
      <Chart label="近 12 个月的申请与满足" height={250} option={option} table={supplyTable} />
    </Sheet>
  );
}

function MostWanted() {
  return (
    <Sheet title="最想要的数据" note="等待申请数 · 最长已等">
      <ol className={styles['ranked']}>
        {wantedRows.map((row, index) => (
          <li key={row.title}>
            <span className={styles['rank']}>{index + 1}</span>
            <div>
              <b>{row.title}</b>
              <div className={styles['small']}>{row.note}</div>
            </div>
            <div className={styles['barLine']}>
              <MeterBar value={row.count} max={36} />
              {row.count}
            </div>
            <span className={row.late ? styles['late'] : styles['wait']}>{row.wait}</span>
          </li>
        ))}
      </ol>
    </Sheet>
  );
}

function Disclosures() {
  const option = useCallback((theme: ChartTheme) => disclosureOption(theme), []);
  return (
    <Sheet title="每日披露" note="万次，按方式；底纹为周末">
      <Chart label="11 月每日披露，按方式" height={250} option={option} table={disclosureTable} />
    </Sheet>
  );
}

function Overdue() {
  return (
    <Sheet title="逾期清单" note="前 5 件，共 7 件 · 上月同期 12 件">
      <ul className={styles['overdue']}>
        {overdueRows.map((row) => (
          <li key={row.title}>
            <div>
              <b>{row.title}</b>
              <div className={styles['small']}>{row.between}</div>
            </div>
            <div className={styles['small']}>{row.urged}</div>
            <ClockChip layout="words" clock={{ ...sampleClocks.late, overdueDays: row.days }} />
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

function Ledger() {
  return (
    <Sheet title="存证账本" note={<ProofMark>全部自检通过</ProofMark>}>
      <p>
        <span className={styles['ledgerFigure']}>1,184,290,771</span> 条 · 昨日 +484.5 万
      </p>
      <p className="caption mono">检查点 09:00:04 · 56 秒前 · 根 kQ7x…9fE=</p>
      <Facts
        labelWidth="11rem"
        facts={[
          { label: <ProofMark>见证 省数据局</ProofMark>, value: '联署延迟 4 秒', aside: '一致 2,208 次' },
          { label: <ProofMark>见证 审计局</ProofMark>, value: '联署延迟 6 秒', aside: '一致 2,208 次' },
          {
            label: <ProofMark proven={false}>见证 市档案馆</ProofMark>,
            value: '等待联署',
            aside: '一致 2,207 次',
          },
          { label: <ProofMark>披露与存证对账</ProofMark>, value: '差 0', aside: '目标 0' },
          { label: <ProofMark>抽样回执离线复核</ProofMark>, value: '200 / 200', aside: '目标 100%' },
        ]}
      />
    </Sheet>
  );
}
