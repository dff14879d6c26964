import { useCallback } from 'react';
import { Chart } from '../design/chart.tsx';
import type { ChartTheme } from '../design/chart-theme.ts';
import { DotPlot } from '../design/dot-plot.tsx';
import { FigureRow } from '../design/figure-card.tsx';
import { ProgressPanel } from '../design/progress-panel.tsx';
import { Sheet, SheetGrid } from '../design/sheet.tsx';
import { supplyOption, supplyTable } from './sample-charts.ts';
import { dotRows } from './sample-cockpit.ts';
import { cockpitFigures, sampleFigures } from './sample-figures.ts';
import styles from './components-page.module.css';

const ignore = () => undefined;

export function FigureSection() {
  const option = useCallback((theme: ChartTheme) => supplyOption(theme), []);
  return (
    <>
      <div style={{ marginTop: 'var(--gutter)' }}>
        <FigureRow figures={cockpitFigures} />
      </div>
      <div style={{ margin: 'var(--gutter) 0' }}>
        <FigureRow figures={sampleFigures} flat />
      </div>
      <SheetGrid minColumn={24}>
        <Sheet title="Chart 图">
          <Chart
            label="近 12 个月的申请与满足"
            height={220}
            option={option}
            table={supplyTable}
            onOpen={ignore}
          />
        </Sheet>
        <Sheet title="DotPlot 点图" note="● 本月　○ 上月　┆ 目标 95%">
          <DotPlot label="各部门按时答复率" rows={dotRows} min={84} max={100} target={95} />
        </Sheet>
        <Sheet title="ProgressPanel 进度">
          <div className={styles['stack']}>
            <ProgressPanel
              title="导入 enterprises-2026.csv"
              state="running"
              done={412_300}
              total={1_000_000}
              unit="行"
              ratePerSecond={51_200}
              onCancel={ignore}
            >
              已拒收 1,204 行，按 5 条规则
            </ProgressPanel>
            <ProgressPanel
              title="匹配"
              state="running"
              done={88_000}
              unit="户"
              ratePerSecond={900}
              onCancel={ignore}
            />
            <ProgressPanel
              title="导入"
              state="failed"
              done={412_300}
              total={1_000_000}
              unit="行"
              onResume={ignore}
            >
              服务器重启，已保存到第 412,000 行，可以继续。
            </ProgressPanel>
            <ProgressPanel title="导入" state="done" done={1_000_000} total={1_000_000} unit="行" />
          </div>
        </Sheet>
      </SheetGrid>
    </>
  );
}
