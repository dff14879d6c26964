import { PageHeader } from '../design/page-header.tsx';
import { Sheet, SheetGrid } from '../design/sheet.tsx';
import { AnswerSection, FormSection } from './section-answers.tsx';
import { ChipSection, ClockSection, TapeSection } from './section-clocks.tsx';
import { FigureSection } from './section-figures.tsx';
import { StateSection } from './section-states.tsx';
import { TableSection } from './section-tables.tsx';
import { palettes } from '../design/tokens.ts';
import { useAppearance } from '../platform/appearance.ts';
import styles from './components-page.module.css';

/** Everything, in every state. */
export function ComponentsPage() {
  return (
    <>
      <PageHeader title="设计组件 Components" note="每个组件的全部状态；浅色、深色、大字号、中英文、打印" />
      <ClockSection />
      <TapeSection />
      <SheetGrid minColumn={26}>
        <ChipSection />
        <Colours />
      </SheetGrid>
      <FigureSection />
      <TableSection />
      <StateSection />
      <AnswerSection />
      <FormSection />
    </>
  );
}

function Colours() {
  const { applied } = useAppearance();
  return (
    <Sheet title="颜色" note={applied}>
      <ul className={styles['colours']}>
        {Object.entries(palettes[applied]).map(([name, colour]: [string, string]) => (
          <li key={name}>
            <span style={{ background: colour }} />
            <code>{name}</code> {colour}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
