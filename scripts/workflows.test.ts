import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Type, { type Static } from 'typebox';
import Value from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const ROOT = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const WorkflowStep = Type.Object({
  name: Type.Optional(Type.String()),
  uses: Type.Optional(Type.String()),
  run: Type.Optional(Type.String()),
  if: Type.Optional(Type.String()),
  env: Type.Optional(Type.Record(Type.String(), Type.String())),
});
const Job = Type.Object({
  'runs-on': Type.String(),
  'timeout-minutes': Type.Number(),
  permissions: Type.Optional(Type.Record(Type.String(), Type.String())),
  strategy: Type.Optional(Type.Object({ matrix: Type.Object({ system: Type.Array(Type.String()) }) })),
  steps: Type.Array(WorkflowStep),
});
const Workflow = Type.Object({
  on: Type.Record(Type.String(), Type.Unknown()),
  permissions: Type.Record(Type.String(), Type.String()),
  concurrency: Type.Object({ group: Type.String() }),
  jobs: Type.Record(Type.String(), Job),
});
type Workflow = Static<typeof Workflow>;

const NAMES = ['ci', 'release'] as const;
const workflow = (name: (typeof NAMES)[number]): Workflow =>
  Value.Parse(Workflow, parse(read(`.github/workflows/${name}.yml`)));

const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps);
/** Every line of every command. */
const linesOf = (from: Workflow): string[] =>
  stepsOf(from).flatMap(({ run = '' }) => run.split('\n').map((line) => line.trim()));
const { scripts } = Value.Parse(
  Type.Object({ scripts: Type.Record(Type.String(), Type.String()) }),
  JSON.parse(read('package.json')),
);

describe.each(NAMES)('the workflow %s', (name) => {
  it('runs on each of the three systems', () => {
    const systems = Object.values(workflow(name).jobs).flatMap(
      ({ strategy }) => strategy?.matrix.system ?? [],
    );
    expect(systems.map((system) => system.split('-')[0])).toEqual(['ubuntu', 'windows', 'macos']);
  });

  it('may only read, except for the job that attaches packages', () => {
    const { permissions, jobs } = workflow(name);
    expect(permissions).toEqual({ contents: 'read' });
    const writers = Object.entries(jobs).filter(([, job]) => job.permissions?.['contents'] === 'write');
    expect(writers.map(([job]) => job)).toEqual(name === 'release' ? ['release'] : []);
  });

  it('names the version of every action, and puts nothing from outside into a command', () => {
    const steps = stepsOf(workflow(name));
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.filter((uses) => !/^actions\/[\w-]+@v\d+$/.test(uses))).toEqual([]);
    // An expression's value would be pasted into the command as it is: it belongs in the environment.
    expect(steps.filter(({ run = '' }) => run.includes('${{'))).toEqual([]);
  });
});

describe('on every push', () => {
  const ci = workflow('ci');

  it("the README's two commands are run, in its order", () => {
    const promised = /^npm ci && npm test$/m.exec(read('README.md'))?.[0].split(' && ');
    expect(linesOf(ci).filter((line) => line === 'npm ci' || line === 'npm test')).toEqual(promised);
  });

  it('every npm script that is called exists', () => {
    const called = linesOf(ci).flatMap((line) => /\bnpm (?:run )?([\w:]+)/.exec(line)?.[1] ?? []);
    expect(called.filter((script) => script !== 'ci' && !(script in scripts))).toEqual([]);
  });

  it('the end-to-end tests also run in the desktop app, once on each system', () => {
    const nights = stepsOf(ci).filter(({ run }) => run?.endsWith('npm run test:e2e') === true);
    expect(nights.map((step) => [step.if, step.env])).toEqual([
      ["runner.os == 'Linux'", { HOST: 'electron' }],
      ["runner.os != 'Linux'", { HOST: 'electron' }],
    ]);
    expect(read('README.md')).toContain('HOST=electron npm run test:e2e');
  });

  it('the results of failed tests are uploaded from where Playwright puts them', () => {
    const kept = stepsOf(ci).filter((step) => step.if === 'failure()');
    expect(kept).toHaveLength(1);
    expect(read('.gitignore').split('\n')).toContain('test-results/');
    expect(read('.github/workflows/ci.yml')).toContain('path: test-results/');
  });
});

it('a tag builds the packages and attaches them to its release', () => {
  const release = workflow('release');
  expect(release.on).toEqual({ push: { tags: ['v*'] } });
  const lines = linesOf(release);
  expect(lines.filter((line) => line.startsWith('npm '))).toEqual(['npm ci', 'npm run dist']);
  expect(lines.some((line) => line.startsWith('gh release upload "$TAG"'))).toBe(true);
});
