import {
  Button,
  Checkbox,
  DatePicker,
  Form,
  Input,
  Modal,
  Radio,
  Segmented,
  Select,
  Switch,
  Tabs,
} from 'antd';
import { useState } from 'react';
import { AnswerChoices } from '../design/answer-choices.tsx';
import { CodeBlock } from '../design/code-block.tsx';
import { DraftNote, useDraft } from '../design/drafts.tsx';
import { Facts } from '../design/facts.tsx';
import { Sheet, SheetGrid } from '../design/sheet.tsx';
import { Changed, StatuteQuote } from '../design/statute-quote.tsx';
import { ArticleLink } from '../design/article-link.tsx';
import styles from './components-page.module.css';

const curl = `curl -sS https://tandem.example/api/v1/exchange/agreements/$ID/query \\
  -H 'Tandem-Purpose: tax-registration' \\
  -d '{"key":{"creditCode":"91990104MA7K3Q2D4D"}}'`;

export function AnswerSection() {
  const [answer, setAnswer] = useState<'agree' | 'refuse' | 'ask'>('agree');
  return (
    <SheetGrid minColumn={26}>
      <Sheet title="AnswerChoices 答复">
        <AnswerChoices
          label="答复"
          value={answer}
          onChange={setAnswer}
          choices={[
            { value: 'agree', label: '同意', consequence: '协议即时生效，告知申请方', shortcut: 'a' },
            { value: 'refuse', label: '不同意', consequence: '须写理由', shortcut: 'r' },
            { value: 'ask', label: '补正', consequence: '本件已用过一次补正', disabled: true },
          ]}
        />
      </Sheet>
      <Sheet title="StatuteQuote 宋体有约束力">
        <StatuteQuote source={<ArticleLink article={21} />}>
          政府部门应当自收到有条件共享申请之日起10个工作日内予以答复。
        </StatuteQuote>
        <p className="serif" style={{ marginTop: '0.5rem' }}>
          使用登记机关为江北区之企业的<Changed before="七项">五项</Changed>数据
        </p>
      </Sheet>
      <Sheet title="Facts 事实">
        <Facts
          facts={[
            { label: '使用依据', value: '《特困人员认定办法》第十条' },
            { label: '使用时限', value: '2026-12-01 至 2027-11-30', aside: '上年同' },
          ]}
        />
      </Sheet>
      <Sheet title="CodeBlock 代码">
        <CodeBlock title="curl" code={curl} />
      </Sheet>
    </SheetGrid>
  );
}

export function FormSection() {
  const draft = useDraft('gallery.form', '');
  const [open, setOpen] = useState(false);
  return (
    <Sheet title="Ant Design 表单件" note={<DraftNote draft={draft} />}>
      <Tabs
        items={[
          { key: 'a', label: '基本信息' },
          { key: 'b', label: '数据项' },
          { key: 'c', label: '评估', disabled: true },
        ]}
      />
      <Form layout="vertical" style={{ maxWidth: '40rem' }}>
        <Form.Item label="使用场景" required extra="写明办理什么事项时使用">
          <Input
            value={draft.value}
            onChange={(event) => draft.setValue(event.target.value)}
            placeholder="新办企业税务登记信息确认"
          />
        </Form.Item>
        <Form.Item
          name="basis"
          initialValue="税收征收管理法"
          label="使用依据"
          validateStatus="error"
          help="请写明具体条款"
        >
          <Input />
        </Form.Item>
        <Form.Item name="modes" initialValue={['query']} label="共享方式">
          <Select
            mode="multiple"
            options={[
              { value: 'query', label: '服务接口' },
              { value: 'batch', label: '批量交换' },
            ]}
          />
        </Form.Item>
        <div className={styles['wrap']}>
          <DatePicker />
          <Radio.Group options={['是', '否']} defaultValue="是" />
          <Checkbox defaultChecked>含个人信息</Checkbox>
          <Switch defaultChecked aria-label="开关" />
          <Segmented options={['日', '周', '月']} />
        </div>
      </Form>
      <div className={styles['wrap']} style={{ marginTop: '1rem' }}>
        <Button type="primary" onClick={() => setOpen(true)}>
          主要操作
        </Button>
        <Button>次要操作</Button>
        <Button danger>不同意</Button>
        <Button type="link">链接</Button>
        <Button disabled>不可用</Button>
        <Button type="primary" loading>
          提交
        </Button>
      </div>
      <Modal title="确认提交" open={open} onCancel={() => setOpen(false)} onOk={() => setOpen(false)}>
        提交后送负责人同意。
      </Modal>
    </Sheet>
  );
}
