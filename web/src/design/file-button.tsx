import { useMutation } from '@tanstack/react-query';
import { App, Button, type ButtonProps } from 'antd';
import { clsx } from 'clsx';
import { fetchFile } from '../platform/api.ts';
import { useText } from '../platform/i18n.ts';
import { toProblem } from '../platform/problem.ts';
import styles from './file-button.module.css';
import { problemTexts } from './problem-texts.ts';
import { saveBlob } from './save-file.ts';

/** Fetches files of the server one after the other, each saved under the name that the server gives it. */
async function saveFiles(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const { name, content } = await fetchFile(path);
    saveBlob(name, content);
  }
}

interface FileButtonProps extends Pick<ButtonProps, 'block' | 'children' | 'icon'> {
  paths: readonly string[];
  /** Drawn as a link within a line of text, which stays on paper. */
  named?: boolean;
}

/** Saves files of the server. A link would ask in the name of whoever the browser is by now; this asks in the page's. */
export function FileButton({ paths, named = false, ...button }: FileButtonProps) {
  const t = useText();
  const { message } = App.useApp();
  const save = useMutation({
    mutationFn: () => saveFiles(paths),
    onError: (problem) => void message.error(problemTexts(t, toProblem(problem).details).title),
  });
  const looks = named ? { type: 'link' as const, className: clsx(styles['name'], 'print-keep') } : {};
  return <Button {...button} {...looks} loading={save.isPending} onClick={() => save.mutate()} />;
}
