/** Complete objects for tests: a test only states what it is about. */
import type { Challenge, Game, Player, Team } from '../../protocol/entity-schemas.ts';

export function aChallenge(given: Partial<Challenge> = {}): Challenge {
  return {
    id: 1,
    game_session_id: 1,
    player_id: 10,
    player_name: 'Anna',
    building_type: 'farm',
    building_name: 'Farm',
    team_number: 1,
    has_school: false,
    challenge_type: null,
    challenge_description: null,
    target_number: null,
    status: 'requested',
    requested_at: '2026-11-24T20:00:00Z',
    assigned_at: null,
    completed_at: null,
    completed_play_ms: null,
    timestamp: '2026-11-24T20:00:00Z',
    start_time: null,
    time_remaining_seconds: null,
    version: 1,
    claimed_at: null,
    ended_at: null,
    ended_reason: null,
    duration_seconds: null,
    deadline_play_ms: null,
    ...given,
  };
}

export function aPlayer(given: Partial<Player> = {}): Player {
  return {
    player_id: 10,
    role: 'player',
    player_name: 'Anna',
    team_number: 1,
    approved: true,
    removed: false,
    without_phone: false,
    extra_time_factor: 1,
    needs: [],
    blocked: false,
    seat_pin: '1234',
    merged_into: null,
    ...given,
  };
}

export function aTeam(given: Partial<Team> = {}): Team {
  return {
    team_number: 1,
    name: 'Team 1',
    colour: '#0072B2',
    shape: 'circle',
    has_school: false,
    folded_at: null,
    tally: {},
    ...given,
  };
}

export function aGame(given: Partial<Game> = {}): Game {
  return {
    game_code: 'ABC234',
    game_id: 1,
    name: 'Friday night',
    status: 'in_progress',
    paused_reason: null,
    play_ms: 0,
    as_of: 0,
    team_count: 4,
    settings: {
      duration_seconds: 600,
      completion: 'player',
      max_active_per_player: 3,
      max_players: 500,
      join_teams: 'choose',
      locked: false,
      approve_names: false,
      timers: true,
      show_standings: true,
      exercise_tier: 'usual',
      own_name_in_play: false,
      own_team_in_play: false,
      language: 'en',
      own_needs: true,
      board_times: true,
    },
    created_at: '2026-11-24T19:00:00Z',
    started_at: null,
    ended_at: null,
    start_time: null,
    end_time: null,
    ends_by_itself: false,
    finale: null,
    previous_game_code: null,
    next_game_code: null,
    ...given,
  };
}
