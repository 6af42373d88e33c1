/** What the owner presses again after a lost answer, and what somebody has done to the library since. */
import { callAnew, isSetOtherwise } from '../../../client/call-anew.ts';
import type { HostAdminClient } from '../../../client/host-admin-client.ts';
import { HostError } from '../../../client/host-error.ts';
import type { CommandOptions } from '../../../client/http-methods.ts';
import type { Library } from '../../../protocol/library.ts';

/**
 * The client of the owner's pages. What is added again after a lost answer is the same, unless the library no longer has it as it was
 * added, by whoever's doing: then it means another one.
 */
export function withLibraryPressedAgain(laptop: HostAdminClient): HostAdminClient {
  const isLost = async (
    list: 'exercises' | 'templates',
    made: { readonly id: number },
    body: object,
  ): Promise<boolean> => {
    const library = await presentLibrary(laptop);
    const items: readonly { readonly id: number }[] | undefined = library?.[list];
    const item = items?.find(({ id }) => id === made.id);
    return items !== undefined && (item === undefined || isSetOtherwise(item, made, body));
  };
  return {
    ...laptop,
    addExercise: (body, o) =>
      callAnew(
        unlessGone((to) => laptop.addExercise(body, to)),
        (made) => isLost('exercises', made, body),
        o,
      ),
    saveTemplate: (body, o) =>
      callAnew(
        unlessGone((to) => laptop.saveTemplate(body, to)),
        (made) => isLost('templates', made, { name: body.name }),
        o,
      ),
  };
}

/** Null without an answer: then nobody has seen anything else. */
async function presentLibrary(laptop: HostAdminClient): Promise<Library | null> {
  try {
    return (await laptop.exerciseLibrary()).library;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return null;
  }
}

/** Makes the call anew where the host refuses to repeat its answer, since what that names has been removed. */
const unlessGone =
  <Answer>(call: (options: CommandOptions) => Promise<Answer>) =>
  async (options: CommandOptions): Promise<Answer> => {
    try {
      return await call(options);
    } catch (error) {
      if (!(error instanceof HostError) || error.problem?.reason !== 'no_such_library_item') throw error;
      return call(options);
    }
  };
