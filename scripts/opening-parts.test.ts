import { expect, test } from 'vitest';
import { withoutComments, wordsFirst } from './opening-parts.ts';

const HTML = `<head>
    <script  src="/shared/opening/opening.js"></script>
    <link  rel="stylesheet" href="/shared/opening/opening.css" />
    <script type="module" src="/assets/a.js"></script>
    <link rel="stylesheet" crossorigin href="/assets/a.css">
    <link rel="stylesheet" crossorigin href="/assets/b.css">
  </head>
  <body>
    <p>Opening…</p>
  </body>`;

test('the words come before whatever may hang, and what they need is in the page', () => {
  expect(wordsFirst(HTML, { script: "say('$&')", style: 'p{}' })).toBe(`<head>
    <script>say('$&')</script>
    <style>p{}</style>
    <script type="module" src="/assets/a.js"></script>
  </head>
  <body>
    <p>Opening…</p>
    <link rel="stylesheet" crossorigin href="/assets/a.css">
    <link rel="stylesheet" crossorigin href="/assets/b.css">
  </body>`);
});

test.each(['opening.js', 'opening.css'])('a page that does not name %s is not built', (part) => {
  expect(() => wordsFirst(HTML.replace(part, 'other'), { script: '', style: '' })).toThrow(
    'has nothing like',
  );
});

test('a script that HTML would end early is not built', () => {
  expect(() => wordsFirst(HTML, { script: 'write("</script>")', style: '' })).toThrow('takes for its end');
});

test('comments and indents stay behind, and nothing else', () => {
  const source =
    "// Why.\n/* What. */\n(function () {\n  // Here.\n\n  say('http://a//b'); // at the end\n})();\n";
  expect(withoutComments(source)).toBe("(function () {\nsay('http://a//b'); // at the end\n})();\n");
});
