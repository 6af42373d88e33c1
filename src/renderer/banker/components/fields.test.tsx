import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { SelectField } from './fields.tsx';

it('a choice whose label is in another language than the page says in which', () => {
  const choices = [
    { value: 'any', label: 'Any' },
    { value: 'ar', label: 'العربية', lang: 'ar' },
  ];
  const html = renderToStaticMarkup(
    <SelectField label="Language" value="any" choices={choices} onChange={() => undefined} />,
  );
  expect(html).toMatch(/<option [^>]*value="any" dir="auto" selected="">Any<\/option>/);
  expect(html).toMatch(/<option [^>]*value="ar" lang="ar" dir="auto">العربية<\/option>/);
});
