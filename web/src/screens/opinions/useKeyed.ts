// An action with a key of its own: pressed again after a failed line it takes effect once. Another input is
// another action: it never goes under the key of one that may have taken effect already.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useT } from '../../i18n';
import { notifyProblem } from '../../lib/notify';
import { Keys } from './keys';
import { useRefresh } from './useSlips';

/** `input` is all that the action says. `done` is called once it took effect, before everything known of slips is asked for again. */
export function useKeyed<Input, Output>(
  act: (input: Input, key: string) => Promise<Output>,
  done: (output: Output) => void = () => undefined,
) {
  const t = useT();
  const refresh = useRefresh();
  const [keys] = useState(() => new Keys());
  return useMutation({
    mutationFn: (input: Input) => act(input, keys.of(input)),
    onSuccess: async (output) => {
      keys.done();
      done(output);
      await refresh();
    },
    onError: (problem) => notifyProblem(problem, t),
  });
}
