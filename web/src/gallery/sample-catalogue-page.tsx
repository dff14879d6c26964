import { Button, Input } from 'antd';
import { useState } from 'react';
import { FacetGroup } from '../design/facet-group.tsx';
import { Finding } from '../design/finding.tsx';
import { Highlighted } from '../design/highlighted.tsx';
import { MeterBar } from '../design/meter-bar.tsx';
import { ShareClassBadge, type ShareClass } from '../design/share-class-badge.tsx';
import { Sheet } from '../design/sheet.tsx';
import { Tag } from '../design/tag.tsx';
import { sampleHits, type SampleHit } from './sample-catalogue.ts';
import styles from './sample-pages.module.css';

const words = ['社会保险', '社保', '缴费', '参保'];

/** Catalogue search of the pictures: marked hits, synonyms stated, quality in bars, collected twice in place. */
export function SampleCataloguePage() {
  const [classes, setClasses] = useState<ShareClass[]>([]);
  const [departments, setDepartments] = useState<string[]>(['人社局', '税务局']);
  return (
    <div className={styles['catalogue']}>
      <div>
        <FacetGroup<ShareClass>
          label="共享属性"
          chosen={classes}
          onChange={setClasses}
          options={[
            { value: 'unconditional', label: '无条件', count: 5 },
            { value: 'conditional', label: '有条件', count: 13 },
            { value: 'withheld', label: '不予', count: 2 },
          ]}
        />
        <FacetGroup
          label="提供部门"
          chosen={departments}
          onChange={setDepartments}
          options={[
            { value: '人社局', label: '人社局', count: 12 },
            { value: '税务局', label: '税务局', count: 8 },
            { value: '医保局', label: '医保局', count: 6 },
            { value: '公积金中心', label: '公积金中心', count: 5 },
          ]}
        />
      </div>
      <div>
        <div className={styles['searchLine']}>
          <Input size="large" allowClear defaultValue="社保 缴费" aria-label="搜索目录" />
          <Button size="large">比较 (0)</Button>
        </div>
        <div className={styles['hitLine']}>
          <p>
            <b>20</b> 条目录，命中 <b>64</b> 个数据项　「社保」同时查：社会保险、参保{' '}
            <a href="/design/catalogue">只查原词</a>
          </p>
          <span>排序：相关度</span>
        </div>
        <Sheet flush>
          {sampleHits.map((hit) => (
            <Hit key={hit.title} hit={hit} />
          ))}
        </Sheet>
      </div>
    </div>
  );
}

function Hit({ hit }: { hit: SampleHit }) {
  return (
    <article className={styles['hit']}>
      <div>
        <h2 className={styles['hitTitle']}>
          <a href="/design/catalogue">
            <Highlighted text={hit.title} words={words} />
          </a>
          <ShareClassBadge shareClass={hit.shareClass} />
          {hit.personal && <Tag>含个人信息</Tag>}
        </h2>
        <p className="secondary">
          <Highlighted text={hit.summary} words={words} />
        </p>
        <p className={styles['hitSide']}>
          命中 <Highlighted text={hit.items} words={words} />
        </p>
        {hit.twice && (
          <Finding icon="duplicate" title="重复采集" action={<a href="/design/catalogue">逐项比对</a>}>
            {hit.twice}
          </Finding>
        )}
      </div>
      <div className={styles['hitSide']}>
        <b style={{ color: 'var(--ink)' }}>{hit.provider}</b> · {hit.sourceNote}　更新 {hit.cycle}
        <div className={styles['quality']}>
          {hit.quality.map(([name, value]) => (
            <div key={name}>
              <span>
                {name} <b>{value}</b>
              </span>
              <MeterBar value={value} max={100} tone={value < 80 ? 'red' : 'blue'} />
            </div>
          ))}
        </div>
        {hit.use}
        <br />
        {hit.time}
      </div>
      <div>
        <Button block {...(hit.twice ? {} : { color: 'primary', variant: 'outlined' })}>
          {hit.shareClass === 'withheld' ? '提出复核' : '申请共享'}
        </Button>
      </div>
    </article>
  );
}
