import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { FigureRow } from '../design/figure-card.tsx';
import { Icon } from '../design/icon.tsx';
import { ListPreview } from '../design/list-preview.tsx';
import { PageHeader } from '../design/page-header.tsx';
import { TaskGroup, TaskRow } from '../design/task-list.tsx';
import { useIsPhone } from '../platform/media.ts';
import { sampleFigures } from './sample-figures.ts';
import { sampleGroups } from './sample-inbox.ts';
import { SamplePreview } from './sample-preview.tsx';
import styles from './sample-pages.module.css';

const route = getRouteApi('/design');

/** The inbox of the pictures, from the components as an area would use them. */
export function SampleInboxPage() {
  const isPhone = useIsPhone();
  const navigate = useNavigate();
  route.useSearch();
  const [chosen, setChosen] = useState<string | undefined>(isPhone ? undefined : 'g');
  return (
    <ListPreview
      onClose={() => setChosen(undefined)}
      preview={chosen === undefined ? undefined : <SamplePreview />}
      list={
        <>
          <PageHeader
            title="我的待办"
            note={
              <>
                14 件，其中 <b className={styles['late']}>2 件逾期</b>、<b>2 件今日到期</b>
              </>
            }
            actions={
              isPhone ? undefined : (
                <>
                  <Button icon={<Icon name="filter" />}>事项类型</Button>
                  <Button>导出</Button>
                </>
              )
            }
          />
          {sampleGroups.map((group) => (
            <TaskGroup
              key={group.title}
              title={group.title}
              count={group.count}
              note={group.note}
              late={group.late ?? false}
              more={
                group.count > group.tasks.length ? (
                  <a href="/design/inbox">另有 {group.count - group.tasks.length} 件</a>
                ) : undefined
              }
            >
              {group.tasks.map((task) => (
                <TaskRow
                  key={task.id}
                  {...task}
                  selected={task.id === chosen}
                  target={{ to: '/design/inbox', hash: task.id }}
                  answers={
                    isPhone && task.id === 'g' ? (
                      <>
                        <Button type="primary">同意延期至 12-10</Button>
                        <Button
                          onClick={() => void navigate({ to: '/design/inbox' }).then(() => setChosen('g'))}
                        >
                          查看理由
                        </Button>
                      </>
                    ) : undefined
                  }
                />
              ))}
            </TaskGroup>
          ))}
          <div className={styles['ownFigures']}>
            <FigureRow flat figures={sampleFigures} />
          </div>
        </>
      }
    />
  );
}
