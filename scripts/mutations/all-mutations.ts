import { BUS_MUTATIONS } from './bus-mutations.ts';
import { CLOCK_MUTATIONS } from './clock-mutations.ts';
import { DISK_MUTATIONS } from './disk-mutations.ts';
import { EVENING_MUTATIONS } from './evening-mutations.ts';
import { EXERCISE_MUTATIONS } from './exercise-mutations.ts';
import { GAME_AND_CLIENT_MUTATIONS } from './game-and-client-mutations.ts';
import { HOST_MUTATIONS } from './host-mutations.ts';
import { LATE_MUTATIONS } from './late-mutations.ts';
import type { Mutation } from './mutation.ts';
import { OWNER_MUTATIONS } from './owner-mutations.ts';
import { STORAGE_MUTATIONS } from './storage-mutations.ts';

export const MUTATIONS: readonly Mutation[] = [
  ...EVENING_MUTATIONS,
  ...LATE_MUTATIONS,
  ...GAME_AND_CLIENT_MUTATIONS,
  ...HOST_MUTATIONS,
  ...EXERCISE_MUTATIONS,
  ...OWNER_MUTATIONS,
  ...STORAGE_MUTATIONS,
  ...DISK_MUTATIONS,
  ...CLOCK_MUTATIONS,
  ...BUS_MUTATIONS,
];
