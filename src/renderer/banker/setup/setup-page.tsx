import { ArrowLeft, ArrowRight, LayoutDashboard } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import { PageLayout } from '../components/page-layout.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { SaveAsTemplate } from '../library/save-as-template.tsx';
import { ExercisesStep } from './exercises-step.tsx';
import { PhonesStep } from './phones-step.tsx';
import { RehearseButton } from './rehearse-button.tsx';
import { RulesStep } from './rules-step.tsx';
import { TeamsStep } from './teams-step.tsx';
import css from './setup.module.css';

const STEPS = ['teams', 'exercises', 'rules', 'phones'] as const;
type SetupStep = (typeof STEPS)[number];

const CONTENT = {
  teams: TeamsStep,
  exercises: ExercisesStep,
  rules: RulesStep,
  phones: PhonesStep,
} as const satisfies Record<SetupStep, () => React.ReactNode>;

/** Four short steps before a game. Each can be skipped, changes apply at once, and everything can be changed later. */
export function SetupPage() {
  const { t } = useTranslation('setup');
  const [step, setStep] = useState<SetupStep>('teams');
  const Content = CONTENT[step];
  const section = useRef<HTMLElement>(null);
  const { goTo } = useDesk();
  /** Goes on only from a step that has kept all that was typed; otherwise to the field that says why it hasn't. */
  const leave = (goOn: () => void) => {
    const unkept = section.current?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? null;
    if (unkept === null) goOn();
    else unkept.focus();
  };
  const choose = (next: SetupStep) =>
    leave(() => {
      setStep(next);
      // The Next button is at the end of a long step; the next step should start at the top.
      section.current?.closest('main')?.scrollTo({ top: 0 });
    });
  const toDesk = () => leave(() => goTo('desk'));
  return (
    <PageLayout title={t('title')} part="setup" actions={<Actions onSkip={toDesk} />}>
      <Steps step={step} onChoose={choose} />
      <section ref={section} className={css.step} aria-labelledby="step-title" data-step={step}>
        <header>
          <h3 id="step-title">{t(`step.${step}.title`)}</h3>
          <p className={css.hint}>{t(`step.${step}.text`)}</p>
        </header>
        <Content />
      </section>
      <StepButtons step={step} onChoose={choose} onFinish={toDesk} />
    </PageLayout>
  );
}

interface StepsProps {
  readonly step: SetupStep;
  readonly onChoose: (step: SetupStep) => void;
}

function Steps({ step, onChoose }: StepsProps) {
  const { t } = useTranslation('setup');
  return (
    <nav aria-label={t('steps')}>
      <ol className={css.steps}>
        {STEPS.map((each, index) => (
          <li key={each}>
            <button
              type="button"
              aria-current={each === step ? 'step' : undefined}
              onClick={() => onChoose(each)}
            >
              <span className={css.stepNumber} aria-hidden="true">
                {index + 1}
              </span>
              {t(`step.${each}.name`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Buttons for the next and previous step; after the last one, the desk. */
function StepButtons({ step, onChoose, onFinish }: StepsProps & { readonly onFinish: () => void }) {
  const { t } = useTranslation('setup');
  const at = STEPS.indexOf(step);
  const before = STEPS[at - 1];
  const after = STEPS[at + 1];
  return (
    <div className={css.ways}>
      {before !== undefined && (
        <Button onPress={() => onChoose(before)}>
          <ArrowLeft aria-hidden size={18} /> {t('back')}
        </Button>
      )}
      {after === undefined ? (
        <Button variant="main" onPress={onFinish}>
          <LayoutDashboard aria-hidden size={18} /> {t('finish')}
        </Button>
      ) : (
        <Button variant="main" onPress={() => onChoose(after)}>
          {t('next', { step: t(`step.${after}.name`) })} <ArrowRight aria-hidden size={18} />
        </Button>
      )}
    </div>
  );
}

function Actions({ onSkip }: { readonly onSkip: () => void }) {
  const { t } = useTranslation('setup');
  return (
    <>
      <RehearseButton />
      <SaveAsTemplate />
      <Button variant="quiet" size="small" onPress={onSkip}>
        {t('skip')}
      </Button>
    </>
  );
}
