import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { administrationKey } from './administration-api.ts';

interface ActOptions<Output> {
  /** Said when it is done. */
  done?: string;
  onDone?: (output: Output) => void;
}

/** One act of an administrator: when it is done the lists are read again, and it is said so. */
export function useAct<Input, Output>(
  act: (input: Input) => Promise<Output>,
  options: ActOptions<Output> = {},
) {
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (output) => {
      if (options.done) void message.success(options.done);
      options.onDone?.(output);
      await queryClient.invalidateQueries({ queryKey: administrationKey });
      await queryClient.invalidateQueries({ queryKey: ['departments'] });
    },
  });
}
