import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import css from './error-boundary.module.css';

interface ErrorBoundaryProps {
  /** Loads the page anew; what happened is safe on the host. */
  readonly reload: () => void;
  readonly children: ReactNode;
}

/** A page that broke says so calmly. React itself reports the error to the console. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return this.state.broken ? <Broken reload={this.props.reload} /> : this.props.children;
  }
}

function Broken({ reload }: { readonly reload: () => void }) {
  const { t } = useTranslation();
  return (
    <main className={css.broken} role="alert">
      <h1>{t('broken.title')}</h1>
      <p>{t('broken.text')}</p>
      <Button variant="main" size="thumb" onClick={reload}>
        {t('broken.reload')}
      </Button>
    </main>
  );
}
