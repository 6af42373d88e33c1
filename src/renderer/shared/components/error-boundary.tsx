import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import css from './error-boundary.module.css';

interface ErrorBoundaryProps {
  /** Reloads the page; everything is safe on the host. */
  readonly reload: () => void;
  readonly children: ReactNode;
}

/** Shows a calm message when the page breaks. React itself logs the error. */
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
  const { t } = useTranslation('shared');
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
