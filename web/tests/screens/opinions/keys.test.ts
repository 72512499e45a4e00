import { expect, test } from 'vitest';
import { Keys } from '../../../src/screens/opinions/keys';

function numbered(): Keys {
  let made = 0;
  return new Keys(() => `key-${++made}`);
}

test('the same input keeps its key until it took effect', () => {
  const keys = numbered();
  expect([keys.of({ opinion: 'agree' }), keys.of({ opinion: 'agree' })]).toEqual(['key-1', 'key-1']);
  keys.done();
  expect(keys.of({ opinion: 'agree' })).toBe('key-2');
});

test('another input never goes under the key of one that may have taken effect', () => {
  const keys = numbered();
  expect([keys.of({ opinion: 'agree' }), keys.of({ opinion: 'disagree' })]).toEqual(['key-1', 'key-2']);
  expect(keys.of(undefined)).toBe('key-3');
});
