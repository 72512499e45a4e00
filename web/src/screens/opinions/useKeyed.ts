// An action with a key of its own: pressed again after a failed line it takes effect once.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { randomKey } from '../../stores/outbox';
import { useRefresh } from './useSlips';

/** `done` is called once it took effect, before everything known of slips is asked for again. */
export function useKeyed<Input, Output>(
  act: (input: Input, key: string) => Promise<Output>,
  done: (output: Output) => void = () => undefined,
) {
  const t = useT();
  const refresh = useRefresh();
  const [key, setKey] = useState(randomKey);
  return useMutation({
    mutationFn: (input: Input) => act(input, key),
    onSuccess: async (output) => {
      setKey(randomKey());
      done(output);
      await refresh();
    },
    onError: (problem) => notifyProblem(problem, t),
  });
}
