/** The schema of what the network doctor found. */
import Type, { type Static } from 'typebox';
import { RUNG_STATES, RUNGS, SYSTEMS, UNREAD_REASONS } from './doctor-codes.ts';

const RungReport = Type.Object({
  rung: Type.Enum([...RUNGS]),
  state: Type.Enum([...RUNG_STATES]),
  at: Type.Union([Type.Integer(), Type.Null()], {
    description: 'ms since 1970, host clock: when it passed, `heard`: when a phone was last heard from',
  }),
});

const CauseReport = Type.Object({
  code: Type.String({ description: 'more may come: clients name what they do not know as it is' }),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String()), Type.Null()])),
  command: Type.Union([Type.String(), Type.Null()], {
    description: 'for an administrator: in PowerShell on Windows, in a shell elsewhere',
  }),
});
export type CauseReport = Static<typeof CauseReport>;

export const DoctorReport = Type.Object(
  {
    system: Type.Enum([...SYSTEMS], { description: 'which fixes apply' }),
    port: Type.Integer(),
    address: Type.Union([Type.String(), Type.Null()], { description: 'what phones are shown' }),
    rungs: Type.Array(RungReport, {
      description: 'from the ground up; what is above the first that has not passed waits for it',
    }),
    causes: Type.Array(CauseReport, {
      description: 'why the first rung that has not passed may not, the likeliest first',
    }),
    is_firewall_open: Type.Union([Type.Boolean(), Type.Null()], {
      description: 'whether the firewall lets phones in; null: not known, or not yet',
    }),
    unread: Type.Array(
      Type.Object({
        program: Type.String(),
        reason: Type.Enum([...UNREAD_REASONS]),
      }),
      { description: 'programs of the system that told nothing' },
    ),
    https_tries: Type.Object(
      { count: Type.Integer(), last_at: Type.Union([Type.Integer(), Type.Null()]) },
      { description: 'how often browsers of other devices tried https, and when last, ms since 1970' },
    ),
  },
  { title: 'DoctorReport' },
);
export type DoctorReport = Static<typeof DoctorReport>;
