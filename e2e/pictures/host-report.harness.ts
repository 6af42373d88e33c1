/** Lets the host say of itself what a test machine cannot bring about. */
import type { Route } from '@playwright/test';
import type { HostInfo } from '../../src/protocol/host-info.ts';

type HostWarning = HostInfo['warnings'][number];

/** A warning of which pages know the words. */
export const warningOf = (code: string, params: HostWarning['params'], isAboutGames = true): HostWarning => ({
  code,
  params,
  detail: code,
  about_games: isAboutGames,
});

/** Answers `GET /host` as the host does, but for these fields. */
export const reportOf =
  (fields: Partial<HostInfo>) =>
  async (route: Route): Promise<void> => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as HostInfo), ...fields } });
  };
