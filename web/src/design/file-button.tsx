import { useMutation } from '@tanstack/react-query';
import { Button, type ButtonProps } from 'antd';
import { clsx } from 'clsx';
import { fetchFile } from '../platform/api.ts';
import styles from './file-button.module.css';
import { saveBlob } from './save-file.ts';
import { useTellProblem } from './tell-problem.ts';

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
  const tell = useTellProblem();
  const save = useMutation({
    mutationFn: () => saveFiles(paths),
    onError: tell,
  });
  const looks = named ? { type: 'link' as const, className: clsx(styles['name'], 'print-keep') } : {};
  return <Button {...button} {...looks} loading={save.isPending} onClick={() => save.mutate()} />;
}
