import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { LanguageProvider } from '../../../src/i18n/LanguageProvider';
import { ColourChoice } from '../../../src/screens/notes/ColourChoice';

it('is a group of radio buttons, of which one is chosen', () => {
  const html = renderToStaticMarkup(
    <LanguageProvider>
      <ColourChoice value="blue" onChange={() => undefined} />
    </LanguageProvider>,
  );
  const radios = html.match(/<input[^>]*type="radio"[^>]*>/g) ?? [];
  expect(radios).toHaveLength(4);
  expect(radios.filter((one) => one.includes('checked=""'))).toEqual([
    expect.stringContaining('value="blue"'),
  ]);
});
